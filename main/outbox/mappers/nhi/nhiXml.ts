import type { Substitution } from '../../../../preload/contract/codes/substitution.ts'
import { encodeBig5, toBig5Text } from './big5.ts'
import { type NhiRecord, nhiRecordIdentity } from './nhiRecord.ts'
import { orderTags, visitTags } from './nhiTags.ts'

/** Most records of one upload file (contracts/nhi-interfaces.md §4). */
export const maxRecordsPerFile = 30

const declaration = '<?xml version="1.0" encoding="Big5"?>'

export interface NhiXmlText {
  readonly text: string
  /** Characters that were changed because Big5 or XML does not take them; empty for every record made here so far. */
  readonly substitutions: readonly Substitution[]
}

export interface NhiFile {
  /** The file as it is handed in. */
  readonly bytes: Uint8Array
  readonly substitutions: readonly Substitution[]
}

/**
 * Records as the text of an upload file: RECS > REC > MSH + MB > MB1 + MB2 an order, tags in the order of the format, tags without
 * a value left out, no white space. The same records always give the same text.
 */
export const nhiXmlText = (records: readonly NhiRecord[]): NhiXmlText => {
  const substitutions: Substitution[] = []
  const element = (tag: string, value: string | undefined): string => {
    if (value === undefined || value === '') return ''
    const safe = toBig5Text(value)
    substitutions.push(...safe.substitutions)
    return `<${tag}>${safe.text}</${tag}>`
  }
  const record = ({ H00, H01, visit, orders }: NhiRecord): string => {
    const header = `${element('H00', H00)}${element('H01', H01)}`
    const insurance = visitTags.map((tag) => element(tag, visit[tag])).join('')
    const orderSegments = orders.map(
      (order) => `<MB2>${orderTags.map((tag) => element(tag, order[tag])).join('')}</MB2>`,
    )
    return `<REC><MSH>${header}</MSH><MB><MB1>${insurance}</MB1>${orderSegments.join('')}</MB></REC>`
  }
  return { text: `${declaration}<RECS>${records.map(record).join('')}</RECS>`, substitutions }
}

/** An upload file of 1 to 30 records; make the lists with `splitIntoFiles`. Throws RangeError for any other number. */
export const buildNhiFile = (records: readonly NhiRecord[]): NhiFile => {
  if (records.length === 0 || records.length > maxRecordsPerFile) {
    throw new RangeError(`an upload file takes 1 to ${maxRecordsPerFile} records, not ${records.length}`)
  }
  const { text, substitutions } = nhiXmlText(records)
  return { bytes: encodeBig5(text), substitutions }
}

/**
 * Divides what is to be sent into files: at most 30 records each, one institution a file (the NHI refuses a whole file otherwise),
 * and never two records of the same identity in one, whose verdicts could not be told apart. Keeps the order within a file.
 */
export const splitIntoFiles = <Item>(
  items: readonly Item[],
  recordOf: (item: Item) => NhiRecord,
): (readonly Item[])[] => {
  const files: { readonly institution: string; readonly identities: Set<string>; readonly items: Item[] }[] = []
  for (const item of items) {
    const record = recordOf(item)
    const institution = record.visit.M05 ?? ''
    const identity = nhiRecordIdentity(record)
    const open = files.find(
      (file) =>
        file.institution === institution && file.items.length < maxRecordsPerFile && !file.identities.has(identity),
    )
    if (open === undefined) files.push({ institution, identities: new Set([identity]), items: [item] })
    else {
      open.identities.add(identity)
      open.items.push(item)
    }
  }
  return files.map((file) => file.items)
}
