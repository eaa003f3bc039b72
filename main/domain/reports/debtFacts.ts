import { debtBand } from './debtBand.ts'
import type { Fact } from './fact.ts'

/** What a visit owes at the end of a period. */
export interface StandingDebt {
  readonly encounterId: string
  readonly patientId: string
  /** NT$ */
  readonly amount: number
  /** `YYYY-MM-DD`, when it was first left unpaid. */
  readonly since: string
}

const dayMs = 24 * 3_600_000

/** A debt by its age on the last day of the period. */
export const debtFact = ({ encounterId, patientId, amount, since }: StandingDebt, to: string): Fact => ({
  encounterId,
  key: [debtBand(Math.round((Date.parse(to) - Date.parse(since)) / dayMs))],
  name: null,
  adds: { visits: 1, patients: patientId, amount },
})
