import { readDate } from '../../../../preload/contract/patient/birthDate.ts'
import { type IsoDate, IsoDateSchema } from '../../../../preload/contract/words.ts'
import { laterDay } from '../../../ui/format/weekday.ts'

/** Nobody is asked back later than in so many days; a year that was mistyped is caught by it. */
const farthestDays = 730

/**
 * 回診日 as a doctor types it, to a day: so many days after the visit (`7`), or a date in either calendar. Null for anything else, for the
 * day of the visit and before, and for later than two years.
 *
 * @param visitedOn day of the visit
 */
export const readReturnDay = (text: string, visitedOn: IsoDate): IsoDate | null => {
  const typed = text.normalize('NFKC').trim()
  const day = /^\d{1,3}$/.test(typed) ? laterDay(visitedOn, Number(typed)) : readDate(typed)
  if (day === null || day <= visitedOn || day > laterDay(visitedOn, farthestDays)) return null
  return IsoDateSchema.parse(day)
}
