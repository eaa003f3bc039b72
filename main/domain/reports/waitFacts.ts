import type { ReportGrouping } from '../../../preload/contract/paper/reportLayouts.ts'
import { taipeiHour } from '../../../preload/contract/patient/rocDate.ts'
import { type Fact, nameOf } from './fact.ts'

/** The moments of a visit, epoch ms; null where one is not known. */
export interface VisitTimes {
  readonly encounterId: string
  readonly practitionerId: string
  readonly practitionerName: string
  readonly registeredAt: number
  /** The doctor took the patient in. */
  readonly takenAt: number | null
  /** The doctor was done; null also for what was amended, because the amendment's time stands in its place. */
  readonly doneAt: number | null
  readonly paidAt: number | null
}

const minuteMs = 60_000

/** Minutes from one moment to a later one; null where one is missing, or a clock was set back between them. */
const between = (from: number | null, to: number | null): number | null =>
  from === null || to === null || to < from ? null : (to - from) / minuteMs

/** A visit by the hour of its registration (`00` … `23`, Taipei) or by its doctor. */
export const waitFact = (by: ReportGrouping, visit: VisitTimes): Fact => {
  const { registeredAt, takenAt, doneAt, paidAt } = visit
  const hour = String(taipeiHour(registeredAt)).padStart(2, '0')
  const wait = between(registeredAt, takenAt)
  const see = between(takenAt, doneAt)
  const pay = between(doneAt, paidAt)
  const stay = between(registeredAt, paidAt)
  return {
    encounterId: visit.encounterId,
    key: [by === 'hour' ? hour : visit.practitionerId],
    name: by === 'hour' ? null : nameOf(visit.practitionerName),
    adds: {
      visits: 1,
      waitMedian: wait,
      waitP90: wait,
      seeMedian: see,
      seeP90: see,
      payMedian: pay,
      payP90: pay,
      stayMedian: stay,
      stayP90: stay,
    },
  }
}
