import type { FieldError } from '../../../../preload/contract/upload/upload.ts'
import { orderError, visitError } from './nhiFieldError.ts'
import type { NhiRecord } from './nhiRecord.ts'
import type { OrderTag, VisitTag } from './nhiTags.ts'

/** Must be there in every record of a visit (AA). M15 is looked at when the record is sent, see `nhiRecordErrors`. */
const alwaysRequired: readonly VisitTag[] = ['M03', 'M04', 'M05', 'M06', 'M11', 'M12']
/** Without these the NHI does not even begin to check (Y008). */
const firstRequired: readonly VisitTag[] = ['M07', 'M23']
/** What only a card can give: there when it was used (AA), empty when it was not (AF). */
const fromCard: readonly VisitTag[] = ['M01', 'M02', 'M14']
/** Must be there in every order (AA). */
const orderRequired: readonly OrderTag[] = ['D01', 'D02', 'D03', 'D06', 'D10']

const items = (text: string): ReadonlySet<string> => new Set(text.split(' '))

interface ItemPresence<Tag> {
  readonly tag: Tag
  /** 就醫類別 that want the field (AA02). */
  readonly requiredIn?: ReadonlySet<string>
  /** 就醫類別 that must not have it (AF01). */
  readonly forbiddenIn?: ReadonlySet<string>
}

/**
 * 附表二 as far as it is known: the table of format 1.0 carried over to the tags of 2.0 (facts/nhi-card.md §4.2). The fields M13,
 * M35, M44, M46 and M47 have codes of their own where those know more; see nhiVisitRules.ts.
 */
const visitByItem: readonly ItemPresence<VisitTag>[] = [
  { tag: 'M35', requiredIn: items('01 02 03 04 06 07 08 AA AB AD AE AF AG AH BA BB BC BD BE BF DC') },
  { tag: 'M44', requiredIn: items('01 02 03 06 07 08 AA AB AC AD AE AF AG AH'), forbiddenIn: items('05') },
  { tag: 'M45', requiredIn: items('01 02 03 06 07 08 AD AE BD'), forbiddenIn: items('05') },
  { tag: 'M47', requiredIn: items('BB BF DC') },
  { tag: 'M08', forbiddenIn: items('AD') },
  { tag: 'M09', forbiddenIn: items('AD') },
  { tag: 'M10', forbiddenIn: items('AD') },
]
const orderByItem: readonly ItemPresence<OrderTag>[] = [
  { tag: 'D05', requiredIn: items('AE AF AG BC') },
  { tag: 'D07', requiredIn: items('BC') },
  { tag: 'D08', requiredIn: items('AE AF') },
  { tag: 'D09', requiredIn: items('AE AF') },
]

const itemCode = (rule: ItemPresence<unknown>, item: string, isPresent: boolean): string | null => {
  if (!isPresent && rule.requiredIn?.has(item) === true) return 'AA02'
  if (isPresent && rule.forbiddenIn?.has(item) === true) return 'AF01'
  return null
}

const visitPresence = (record: NhiRecord): FieldError[] => {
  const { visit } = record
  const missing = [
    ...firstRequired.filter((tag) => visit[tag] === undefined).map((tag) => visitError(tag, 'Y008')),
    ...alwaysRequired.filter((tag) => visit[tag] === undefined).map((tag) => visitError(tag, 'AA')),
  ]
  const card = fromCard.flatMap((tag) => {
    if (record.H01 === 'A' && visit[tag] === undefined) return [visitError(tag, 'AA')]
    return record.H01 === 'B' && visit[tag] !== undefined ? [visitError(tag, 'AF')] : []
  })
  const byItem = visitByItem.flatMap((rule) => {
    const code = itemCode(rule, visit.M07 ?? '', visit[rule.tag] !== undefined)
    return code === null ? [] : [visitError(rule.tag, code)]
  })
  return [...missing, ...card, ...byItem]
}

const orderPresence = (record: NhiRecord): FieldError[] =>
  record.orders.flatMap((order, index) => {
    const errors = orderRequired
      .filter((tag) => order[tag] === undefined)
      .map((tag) => orderError(record, index, tag, 'AA'))
    // A virtual order or a mark is not written to the card, so nothing can have signed it.
    const isMark = order.D02 === 'G' || order.D02 === 'J'
    if (record.H01 === 'A' && !isMark && order.D11 === undefined) errors.push(orderError(record, index, 'D11', 'AA'))
    if (record.H01 === 'B' && order.D11 !== undefined) errors.push(orderError(record, index, 'D11', 'AF'))
    // Dose and days belong to drugs: the table marks them for orders of that kind only.
    const isDrug = order.D02 === '1' || order.D02 === 'M'
    for (const rule of orderByItem) {
      if (!isDrug && (rule.tag === 'D08' || rule.tag === 'D09')) continue
      const code = itemCode(rule, record.visit.M07 ?? '', order[rule.tag] !== undefined)
      if (code !== null) errors.push(orderError(record, index, rule.tag, code))
    }
    return errors
  })

/** Fields that have to be there, and fields that must not, by kind of record and 就醫類別. */
export const nhiPresenceErrors = (record: NhiRecord): FieldError[] => [
  ...visitPresence(record),
  ...orderPresence(record),
]
