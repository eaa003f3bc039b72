import type { ChangeKind, CodeChange, ImportField } from '../../../preload/contract/codes/codeTables.ts'
import type { IsoDate } from '../../../preload/contract/words.ts'
import type { CodeConcept } from '../tables/codeSystem.ts'
import { isInForce } from '../tables/effectiveDate.ts'
import { dayBefore } from './tableDay.ts'

type ByCode = ReadonlyMap<string, readonly CodeConcept[]>

/** How a file takes the place of the edition that answers. */
export interface MergeRules {
  /** `YYYY-MM-DD`: codes that are not in the file end the day before. */
  readonly validFrom: string
  /** The file is the whole list; otherwise codes that are not in it stay. */
  readonly whole: boolean
  /** Prices of the present edition are made up: its rows are no history of anything, and no such price stays beside official ones. */
  readonly presentIsMadeUp: boolean
  /** Fields the file has no column for: what is known of them already stays. */
  readonly absent: ReadonlySet<ImportField>
}

export interface MergedEdition {
  readonly concepts: readonly CodeConcept[]
  /** One for each code of either side. */
  readonly changes: readonly CodeChange[]
  /** Codes that had a price and would have none. */
  readonly pricesLost: number
  /** Codes whose price would go back to one from before: the file is older than what is known. */
  readonly pricesOlder: number
}

const sameContent = (a: CodeConcept, b: CodeConcept): boolean =>
  a.displayZh === b.displayZh &&
  a.displayEn === b.displayEn &&
  a.billable === b.billable &&
  a.unit === b.unit &&
  a.unitPoints === b.unitPoints &&
  a.ingredient === b.ingredient &&
  a.atc === b.atc

const sameRows = (a: readonly CodeConcept[], b: readonly CodeConcept[]): boolean =>
  a.length === b.length &&
  a.every((row, index) => {
    const other = b[index]
    return (
      other !== undefined &&
      row.validFrom === other.validFrom &&
      row.validTo === other.validTo &&
      sameContent(row, other)
    )
  })

const byDay = (rows: readonly CodeConcept[]): readonly CodeConcept[] =>
  rows.length < 2 ? rows : rows.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1))

/** Rows end the day before `day`; those that begin later are gone. */
const endedBefore = (rows: readonly CodeConcept[], day: string): readonly CodeConcept[] =>
  rows.flatMap((row) => {
    if (row.validFrom >= day) return []
    return row.validTo !== null && row.validTo < day ? [row] : [{ ...row, validTo: dayBefore(day) as IsoDate }]
  })

/** Rows that say the same and follow one another are one. */
const joined = (rows: readonly CodeConcept[]): readonly CodeConcept[] => {
  const result: CodeConcept[] = []
  for (const row of rows) {
    const last = result.at(-1)
    const follows = last?.validTo != null && last.validTo === dayBefore(row.validFrom)
    if (last !== undefined && follows && sameContent(last, row)) {
      result[result.length - 1] = { ...last, usual: row.usual, validTo: row.validTo }
    } else result.push(row)
  }
  return result
}

/** What becomes of a code that is in the file: one that had no end until now and gets one is ended by it. */
const kindOf = (before: readonly CodeConcept[], after: readonly CodeConcept[]): ChangeKind => {
  if (before.length === 0) return 'new'
  if (sameRows(before, after)) return 'unchanged'
  return before.at(-1)?.validTo === null && after.at(-1)?.validTo !== null ? 'ended' : 'changed'
}

/** What becomes of a code that isn't in the file. */
const withoutFile = (rows: readonly CodeConcept[], rules: MergeRules): readonly CodeConcept[] => {
  if (rules.whole) return rules.presentIsMadeUp ? [] : endedBefore(rows, rules.validFrom)
  return rules.presentIsMadeUp ? rows.map(withoutPrice) : rows
}

/** What official lists don't tell, or this file has no column for, stays as it was known. */
const withKnown = (row: CodeConcept, known: CodeConcept | undefined, absent: MergeRules['absent']): CodeConcept => {
  if (known === undefined) return row
  return {
    ...row,
    usual: known.usual,
    unit: row.unit === '' ? known.unit : row.unit,
    displayZh: row.displayZh === '' && absent.has('nameZh') ? known.displayZh : row.displayZh,
    displayEn: row.displayEn === '' && absent.has('nameEn') ? known.displayEn : row.displayEn,
    billable: absent.has('billable') ? known.billable : row.billable,
    ingredient: absent.has('ingredient') ? known.ingredient : row.ingredient,
    atc: absent.has('atc') ? known.atc : row.atc,
  }
}

const nameOf = (row: CodeConcept | undefined): string => row?.displayZh || row?.displayEn || ''

const withoutPrice = (row: CodeConcept): CodeConcept => ({ ...row, unitPoints: null })

/** Whether a file's newest price of a code is another one, and from before what is known. */
const isOlder = (known: CodeConcept | undefined, newest: CodeConcept | undefined): boolean =>
  known !== undefined &&
  newest !== undefined &&
  known.unitPoints !== null &&
  newest.unitPoints !== null &&
  known.unitPoints !== newest.unitPoints &&
  newest.validFrom < known.validFrom

/** The row that counts on a day, else the next one to come. */
const rowOn = (rows: readonly CodeConcept[], day: string): CodeConcept | undefined =>
  rows.find((row) => isInForce(row, day)) ?? rows.find((row) => row.validFrom > day)

/**
 * Puts the rows of a file into the edition that answers, code by code: a row of the file ends what was in force until then, and what
 * was in force before it stays for visits of those days. The result has one meaning for each code and day, because both sides have.
 */
export const mergeEdition = (present: ByCode, file: ByCode, rules: MergeRules): MergedEdition => {
  const concepts: CodeConcept[] = []
  const changes: CodeChange[] = []
  let pricesLost = 0
  let pricesOlder = 0
  const note = (
    kind: ChangeKind,
    code: string,
    before: readonly CodeConcept[],
    after: readonly CodeConcept[],
  ): void => {
    const old = rowOn(before, rules.validFrom)
    const next = rowOn(after, rules.validFrom) ?? after.at(-1)
    if (kind === 'changed' && old?.unitPoints != null && next?.unitPoints === null) pricesLost += 1
    const lastDay = kind === 'ended' ? (after.at(-1)?.validTo ?? dayBefore(rules.validFrom)) : null
    changes.push({
      kind,
      code,
      name: nameOf(kind === 'ended' ? old : next),
      before: old?.unitPoints ?? null,
      after: kind === 'ended' ? null : (next?.unitPoints ?? null),
      day: (lastDay ?? next?.validFrom ?? rules.validFrom) as IsoDate,
    })
  }
  for (const [code, fileRows] of file) {
    const before = byDay(present.get(code) ?? [])
    const fresh = byDay(fileRows).map((row) => withKnown(row, before.at(-1), rules.absent))
    const begin = fresh[0]?.validFrom ?? rules.validFrom
    if (!rules.presentIsMadeUp && isOlder(before.at(-1), fresh.at(-1))) pricesOlder += 1
    const after = joined([...(rules.presentIsMadeUp ? [] : endedBefore(before, begin)), ...fresh])
    concepts.push(...after)
    note(kindOf(before, after), code, before, after)
  }
  for (const [code, rows] of present) {
    if (file.has(code)) continue
    const before = byDay(rows)
    const after = withoutFile(before, rules)
    concepts.push(...after)
    note(sameRows(before, after) ? 'unchanged' : rules.whole ? 'ended' : 'changed', code, before, after)
  }
  return { concepts, changes, pricesLost, pricesOlder }
}

/** A diagnosis that others are divided from can't be claimed itself; for lists without a column that says so. */
export const withoutCategories = (concepts: ByCode): ByCode => {
  const divided = new Set<string>()
  for (const code of concepts.keys()) {
    for (let length = 3; length < code.length; length += 1) divided.add(code.slice(0, length))
  }
  return new Map(
    [...concepts].map(([code, rows]) => [
      code,
      divided.has(code) ? rows.map((row) => ({ ...row, billable: false })) : rows,
    ]),
  )
}
