import type { ReportDimension } from '../../../preload/contract/paper/reportLayouts.ts'
import { type Fact, nameOf } from './fact.ts'

/** A visit and what it came to; points and amounts are 0 until it is closed. */
export interface VisitSums {
  readonly encounterId: string
  readonly patientId: string
  /** `YYYY-MM-DD` */
  readonly day: string
  readonly session: string
  readonly practitionerId: string
  readonly practitionerName: string
  readonly state: string
  readonly points: number
  readonly examination: number
  /** Drugs with their dispensing. */
  readonly drugs: number
  /** Procedures and materials. */
  readonly treatments: number
  readonly copayment: number
  readonly registration: number
}

/** 1 for Monday … 7 for Sunday. */
export const weekdayOf = (day: string): string => String(((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1)

const keyWords: Readonly<Partial<Record<ReportDimension, (visit: VisitSums) => string>>> = {
  day: ({ day }) => day,
  weekday: ({ day }) => weekdayOf(day),
  session: ({ session }) => session,
  practitioner: ({ practitionerId }) => practitionerId,
}

/** A visit as day sheet, doctors and sessions count it: once unless it was cancelled. */
export const visitFact = (dimensions: readonly ReportDimension[], visit: VisitSums): Fact => {
  const isCancelled = visit.state === 'cancelled'
  const { points, examination, drugs, treatments, copayment, registration } = visit
  return {
    encounterId: visit.encounterId,
    key: dimensions.map((dimension) => keyWords[dimension]?.(visit) ?? ''),
    name: dimensions.at(-1) === 'practitioner' ? nameOf(visit.practitionerName) : null,
    adds: isCancelled
      ? { cancelled: 1 }
      : {
          visits: 1,
          patients: visit.patientId,
          days: visit.day,
          points,
          examination,
          drugs,
          treatments,
          copayment,
          registration,
        },
  }
}
