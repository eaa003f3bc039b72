import {
  type FileLook,
  type ImportPreview,
  type ImportProgress,
  mostListed,
} from '../../preload/contract/codes/codeTables.ts'
import { type CollectedConcepts, createCollector, mostConcepts } from '../domain/code-import/collectConcepts.ts'
import { fieldsOf, findHeadings, missingFields } from '../domain/code-import/layouts.ts'
import { type MergedEdition, mergeEdition, withoutCategories } from '../domain/code-import/mergeEdition.ts'
import { conceptReader, isCodeOf } from '../domain/code-import/readConcept.ts'
import type { Store } from '../store/handles.ts'
import { ImportRefused } from './importRefused.ts'
import type { Imported, Opening, PreviewWish } from './messages.ts'
import { type OpenTable, openTable } from './openTable.ts'
import { presentEdition } from './presentEdition.ts'
import { nameEdition, writeEdition } from './writeEdition.ts'

/** One file on its way into the store: looked at, compared, written. */
export interface ImportSession {
  look(): Promise<FileLook>
  preview(wish: PreviewWish): Promise<ImportPreview>
  /** Writes what was compared last. */
  write(now: number): Promise<Imported>
}

const shortCell = (cell: string): string => cell.trim().slice(0, 60)

const headRows = 26

/** The rows of a file between two looks at the clock. */
const rowsAtOnce = 5_000

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

export const createImportSession = (
  { system, tableFile }: Pick<Opening, 'system' | 'tableFile'>,
  openStore: () => Promise<Store>,
  report: (progress: ImportProgress) => void,
): ImportSession => {
  let table: OpenTable | null = null
  let rowCount = 0
  let planned: { readonly wish: PreviewWish; readonly merged: MergedEdition } | null = null

  const headOf = (open: OpenTable) => {
    const head = []
    for (const row of open.rows()) {
      head.push(row)
      if (head.length === headRows) break
    }
    return head
  }

  /** Reads every row below the headings; a first row that holds a code is no heading. */
  const collect = async (open: OpenTable, wish: PreviewWish): Promise<CollectedConcepts> => {
    const head = headOf(open)
    const { index, columns: recognised } = findHeadings(
      system,
      head.map(({ cells }) => cells),
    )
    const headings = head[index]
    const codeCell = headings?.cells[wish.columns.code ?? -1] ?? ''
    const isData = Object.keys(recognised).length === 0 && isCodeOf(system, codeCell)
    const firstLine = (headings?.line ?? 1) + (isData ? 0 : 1)
    const collector = createCollector(conceptReader(system, wish.columns, wish))
    let seen = 0
    for (const row of open.rows()) {
      if (row.line < firstLine) continue
      if (open.strangeLines.has(row.line)) collector.refuse(row, 'encoding')
      else if (!collector.add(row)) break
      seen += 1
      if (seen % rowsAtOnce !== 0) continue
      report({ step: 'read', percent: Math.min(99, Math.floor((seen / Math.max(1, rowCount)) * 100)) })
      await breathe()
    }
    return collector.collected()
  }

  return {
    look: async () => {
      const open = await openTable(tableFile, (rows) => Object.keys(findHeadings(system, rows).columns).length)
      table = open
      const head = headOf(open)
      const { index, columns } = findHeadings(
        system,
        head.map(({ cells }) => cells),
      )
      const headings = head[index]
      if (headings === undefined) throw new ImportRefused('TABLE_EMPTY')
      rowCount = 0
      for (const { line } of open.rows()) if (line > headings.line) rowCount += 1
      const { fileName, bytes, format, encoding } = open
      return {
        system,
        fileName,
        bytes,
        format,
        encoding,
        rows: rowCount,
        headingLine: headings.line,
        headings: headings.cells.slice(0, 200).map(shortCell),
        columns,
        sample: head.slice(index + 1, index + 6).map(({ cells }) => cells.slice(0, 200).map(shortCell)),
      }
    },
    preview: async (wish) => {
      planned = null
      if (table === null) throw new ImportRefused('NOT_FOUND')
      const missing = missingFields(system, wish.columns)
      if (missing.length > 0) throw new ImportRefused('TABLE_COLUMNS_MISSING', { missing: missing.join(' ') })
      const collected = await collect(table, wish)
      if (collected.tooMany) throw new ImportRefused('TABLE_FILE_TOO_LARGE', { rows: mostConcepts })
      if (collected.concepts.size === 0) {
        const [first] = collected.refusals
        throw new ImportRefused('TABLE_EMPTY', { line: first?.line ?? 0, reason: first?.reason ?? '' })
      }
      report({ step: 'compare', percent: 0 })
      await breathe()
      const store = await openStore()
      const present = await presentEdition(store.db, system).finally(() => store.close())
      const absent = new Set(fieldsOf(system).filter((field) => wish.columns[field] === undefined))
      const file =
        system === 'icd-10-cm' && absent.has('billable') ? withoutCategories(collected.concepts) : collected.concepts
      const merged = mergeEdition(present.concepts, file, {
        validFrom: wish.validFrom,
        whole: wish.whole,
        presentIsMadeUp: present.isMadeUp,
        absent: system === 'icd-10-cm' ? new Set([...absent].filter((field) => field !== 'billable')) : absent,
      })
      planned = { wish, merged }
      return previewOf(merged, collected, wish.validFrom)
    },
    write: async (now) => {
      if (planned === null || table === null) throw new ImportRefused('NOT_FOUND')
      const { wish, merged } = planned
      planned = null
      const store = await openStore()
      const facts = {
        system,
        edition: wish.edition,
        priceBasis: hasPrices(merged, wish.validFrom) ? ('official' as const) : ('none' as const),
        validFrom: wish.validFrom,
        sourceFile: table.fileName,
        importedAt: now,
      }
      try {
        // An edition of its own would push out the one before, which is all that an undo has.
        if (merged.changes.every(({ kind }) => kind === 'unchanged')) await nameEdition(store, facts)
        else await writeEdition(store, facts, merged.concepts, report)
      } finally {
        await store.close()
      }
      return { edition: wish.edition, concepts: merged.concepts.length }
    },
  }
}

/** Whether a code has a price on the edition's first day or later. */
const hasPrices = ({ concepts }: MergedEdition, validFrom: string): boolean =>
  concepts.some(({ unitPoints, validTo }) => unitPoints !== null && (validTo === null || validTo >= validFrom))

const listed = ['changed', 'ended', 'new'] as const

const previewOf = (merged: MergedEdition, collected: CollectedConcepts, validFrom: string): ImportPreview => {
  const counts = { new: 0, changed: 0, ended: 0, unchanged: 0 }
  for (const { kind } of merged.changes) counts[kind] += 1
  let expired = 0
  for (const rows of collected.concepts.values()) {
    for (const { validTo } of rows) if (validTo !== null && validTo < validFrom) expired += 1
  }
  return {
    counts,
    refused: collected.refused,
    expired,
    pricesLost: merged.pricesLost,
    pricesOlder: merged.pricesOlder,
    changes: listed.flatMap((kind) => merged.changes.filter((change) => change.kind === kind).slice(0, mostListed)),
    refusals: collected.refusals,
  }
}
