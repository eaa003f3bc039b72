import type { IsoDate } from '../../../preload/contract/words.ts'
import { addDays } from '../tables/effectiveDate.ts'

/** A 慢性病連續處方箋 is dispensed again only in so many last days of the supply before (醫療辦法 §24). */
const lastDays = 10

/** A 慢性病連續處方箋 and what has been dispensed of it. */
export interface IssuedRefill {
  readonly issuedOn: IsoDate
  readonly dispensings: number
  readonly daysEach: number
  /** The newest dispensing: its number, its day, and the days it supplies. */
  readonly last: { readonly dispensing: number; readonly suppliedOn: IsoDate; readonly days: number }
}

/** 就醫類別 of a visit that only dispenses a 慢性病連續處方箋 again: no serial, no examination fee (facts/outpatient.md §1.6). */
export const refillTreatmentItem = 'AE'

/** 就醫序號 by which the second to fourth dispensing is claimed and shown: IC02 to IC04 (facts/outpatient.md §1.8). */
export const refillSerial = (dispensing: number): string => `IC0${dispensing}`

/** Where a 慢性病連續處方箋 stands. */
export interface RefillStanding {
  /** The dispensing that comes next. */
  readonly next: number
  /** Last day of the supply before it. */
  readonly suppliedUntil: IsoDate
  readonly dueFrom: IsoDate
  readonly lapsesOn: IsoDate
}

/**
 * Last day on which anything of it may be dispensed: it covers so many days, counted from its issue
 * (derived from the 90 days in all of facts/outpatient.md §4.9; the text on its validity was not found).
 */
export const lapseOf = ({
  issuedOn,
  dispensings,
  daysEach,
}: Pick<IssuedRefill, 'issuedOn' | 'dispensings' | 'daysEach'>): IsoDate =>
  addDays(issuedOn, dispensings * daysEach - 1)

/** What comes next of it, by the dates of the earlier supply; null when it is used up. */
export const refillStanding = (refill: IssuedRefill): RefillStanding | null => {
  const { last, dispensings } = refill
  if (last.dispensing >= dispensings) return null
  const suppliedUntil = addDays(last.suppliedOn, last.days - 1)
  return {
    next: last.dispensing + 1,
    suppliedUntil,
    dueFrom: addDays(suppliedUntil, 1 - lastDays),
    lapsesOn: lapseOf(refill),
  }
}
