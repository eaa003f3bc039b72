import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { endNow, type ForkedProcess } from '../../native/helper-process/forkedProcess.ts'
import { forkNodeProcess } from '../../native/helper-process/nodeProcess.ts'
import type { ImportProgress } from '../../preload/contract/codes/codeTables.ts'
import type { IsoDate } from '../../preload/contract/words.ts'
import { openTemporaryStore, type TemporaryStore } from '../store/temporaryStore.ts'
import { createImportDesk, type ImportDesk } from './importDesk.ts'

/** An import desk on a temporary store, with the real import process and a person who chooses the file named. */
export interface TestImport {
  readonly temporary: TemporaryStore
  readonly desk: ImportDesk
  readonly progress: ImportProgress[]
  /** How often other codes answered. */
  changes: number
  /** Called with each step that is told. */
  onProgress: (progress: ImportProgress) => void
  /** Ends the import process as a crash does. */
  crash(): void
  /** Puts a file in front of the person. */
  offer(name: string, content: string | Uint8Array): Promise<void>
  dispose(): Promise<void>
}

export const openTestImport = async (): Promise<TestImport> => {
  const temporary = await openTemporaryStore()
  const folder = await mkdtemp(join(tmpdir(), 'clinic-tables-'))
  let chosen: string | null = null
  let forked: ForkedProcess | null = null
  const test: TestImport = {
    temporary,
    progress: [],
    changes: 0,
    onProgress: () => undefined,
    desk: createImportDesk({
      store: temporary.store,
      opening: { file: temporary.file, keyHex: Buffer.from(temporary.key).toString('hex'), nativeBinding: null },
      fork: () => {
        forked = forkNodeProcess(join(import.meta.dirname, 'process.ts'))
        return forked
      },
      chooseFile: async () => chosen,
      now: () => Date.parse('2026-11-26T02:00:00Z'),
      onProgress: (progress) => {
        test.progress.push(progress)
        test.onProgress(progress)
      },
      onChanged: () => {
        test.changes += 1
      },
    }),
    crash: () => {
      if (forked !== null) endNow(forked)
    },
    offer: async (name, content) => {
      chosen = join(folder, name)
      await writeFile(chosen, content)
    },
    dispose: async () => {
      test.desk.dispose()
      await temporary.dispose()
      await rm(folder, { recursive: true, force: true })
    },
  }
  return test
}

/** What a person leaves as it is proposed. */
export const usualWish = { edition: '115.11', validFrom: '2026-11-01' as IsoDate, whole: true } as const

const letter = (index: number): string => String.fromCharCode(65 + index)

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const cellOf = (cell: string | number, place: string): string =>
  typeof cell === 'number'
    ? `<c r="${place}"><v>${cell}</v></c>`
    : cell.startsWith('#')
      ? `<c r="${place}" s="1" t="e"><f>Other!A1</f><v>${cell}</v></c>`
      : `<c r="${place}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`

type SheetRows = readonly (readonly (string | number)[])[]

const sheetOf = (rows: SheetRows): string =>
  rows
    .map((cells, row) => {
      const drawn = cells.map((cell, column) => cellOf(cell, `${letter(column)}${row + 1}`))
      return `<row r="${row + 1}">${drawn.join('')}</row>`
    })
    .join('')

/** A workbook of these sheets, as small as one can be; what begins with # is what a failed formula left. */
export const workbookOf = (...sheets: readonly SheetRows[]): Uint8Array => {
  const office = 'http://schemas.openxmlformats.org'
  const numbers = sheets.map((_, index) => index + 1)
  const files = {
    '[Content_Types].xml': `<Types xmlns="${office}/package/2006/content-types"/>`,
    'xl/workbook.xml': `<workbook xmlns="${office}/spreadsheetml/2006/main" xmlns:r="${office}/officeDocument/2006/relationships"><sheets>${numbers
      .map((number) => `<sheet name="${number}" sheetId="${number}" r:id="rId${number}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${office}/package/2006/relationships">${numbers
      .map(
        (number) =>
          `<Relationship Id="rId${number}" Type="${office}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet${number}.xml"/>`,
      )
      .join('')}</Relationships>`,
    ...Object.fromEntries(
      sheets.map((rows, index) => [
        `xl/worksheets/sheet${index + 1}.xml`,
        `<worksheet xmlns="${office}/spreadsheetml/2006/main"><sheetData>${sheetOf(rows)}</sheetData></worksheet>`,
      ]),
    ),
  }
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])))
}
