import type { ReportGrouping } from '../../../preload/contract/paper/reportLayouts.ts'
import { type IssuedRefill, refillStanding } from '../orders/refill.ts'
import { type Fact, nameOf } from './fact.ts'
import { maskPhone } from './maskPhone.ts'

/** A 慢性病連續處方箋 with whose it is and who issued it. */
export interface ListedRefill extends IssuedRefill {
  /** The visit that issued it. */
  readonly encounterId: string
  readonly patientId: string
  readonly patientName: string
  readonly chartNumber: string
  readonly phone: string
  readonly practitionerId: string
  readonly practitionerName: string
}

const dayMs = 24 * 3_600_000
/** The last day counts: from a day to itself is one. Below 1 it is over. */
const daysTo = (day: string, today: string): number => Math.round((Date.parse(day) - Date.parse(today)) / dayMs) + 1

/**
 * A refill prescription whose next dispensing may be fetched on a day of the period, as things stand `today`; null for one that is used
 * up, or whose time lies outside.
 */
export const refillFact = (
  { by, from, to }: { readonly by: ReportGrouping; readonly from: string; readonly to: string },
  refill: ListedRefill,
  today: string,
): Fact | null => {
  const standing = refillStanding(refill)
  if (standing === null || standing.dueFrom > to || standing.lapsesOn < from) return null
  const { patientName, chartNumber, practitionerId, practitionerName, dispensings, daysEach } = refill
  const { dueFrom, lapsesOn, next, suppliedUntil } = standing
  const adds = { prescriptions: 1, patients: refill.patientId }
  const common = { encounterId: refill.encounterId, adds }
  switch (by) {
    case 'day':
      return { ...common, key: [dueFrom], name: null }
    case 'doctor':
      return { ...common, key: [practitionerId], name: nameOf(practitionerName) }
    default:
      return {
        encounterId: refill.encounterId,
        key: [dueFrom, lapsesOn, `${next}/${dispensings}`, maskPhone(refill.phone), chartNumber],
        name: nameOf(patientName),
        adds: { ...adds, daysEach, supplyLeft: daysTo(suppliedUntil, today), daysLeft: daysTo(lapsesOn, today) },
      }
  }
}
