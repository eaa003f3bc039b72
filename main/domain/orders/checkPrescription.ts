import type { OrderProblem } from '../../../preload/contract/money/pricing.ts'
import { type Pharmacist, type Prescription, suppliedDays } from '../../../preload/contract/orders/prescription.ts'
import { dispenserOf, generalDays, type PrescribedOrder, sheetOf } from './prescription.ts'
import type { RefillStanding } from './refill.ts'

/** 慢性病處方箋, and each dispensing of a 慢性病連續處方箋, covers at most so many days (醫療辦法 §15, §24). */
const chronicDays = 30
/** A 慢性病連續處方箋 covers at most so many days in all (醫療辦法 §24), */
const refillDays = 90
/** and is dispensed two to four times (claim field d29: up to IC04). */
const fewestDispensings = 2
const mostDispensings = 4

/** What the prescription is judged by, besides itself. */
export interface PrescriptionSurroundings {
  /** `YYYY-MM-DD` of the visit. */
  readonly day: string
  /** The prescription that is dispensed here again, as it stands without this visit; null when there is no such. */
  readonly refill: RefillStanding | null
  /** Who may be said to dispense; undefined among them: a pharmacist of no name, as in records from before it was asked. */
  readonly pharmacists: readonly (Pharmacist | undefined)[]
}

/**
 * What is wrong with the prescription of a visit (facts/outpatient.md §4.9): at its own place (line 0, field `prescription`), or at
 * the days of a drug that no sheet of it can hold.
 */
export const checkPrescription = (
  prescription: Prescription,
  orders: readonly PrescribedOrder[],
  { day, refill, pharmacists }: PrescriptionSurroundings,
): readonly OrderProblem[] => {
  const problems: OrderProblem[] = []
  const note = (problem: OrderProblem['problem'], line = 0): void => {
    problems.push({ line, field: line === 0 ? 'prescription' : 'days', problem })
  }
  const { kind, dispensings, daysEach, wholeAmount, refillOf } = prescription

  if (kind === 'chronic-refill') {
    if (daysEach === null) note('refill-days-needed')
    else {
      if (daysEach > chronicDays) note('refill-days-too-many')
      if (dispensings * daysEach > refillDays) note('refill-total-too-many')
      if (dispensings * daysEach <= generalDays) note('refill-total-too-few')
    }
    if (dispensings < fewestDispensings || dispensings > mostDispensings) note('refill-dispensings')
    if (wholeAmount !== null && prescription.released) note('whole-amount-released')
    if (!orders.some((order) => sheetOf(order, prescription) === 'chronic-refill')) note('refill-without-drugs')
  }
  for (const problem of refillProblems(refillOf, refill, day)) note(problem)
  if (refillOf !== null && prescription.released) note('refill-elsewhere')
  if (dispenserOf(orders, prescription) === 'clinic-pharmacist' && !isAmong(pharmacists, prescription.pharmacist)) {
    note('pharmacist-needed')
  }

  const ownDays = suppliedDays(prescription)
  orders.forEach((order, index) => {
    const { days } = order
    if (order.kind !== 'drug' || days === null) return
    const sheet = sheetOf(order, prescription)
    if (kind === 'general' && days > generalDays) note('general-too-long', index + 1)
    else if (
      kind === 'chronic-refill' &&
      sheet !== 'chronic-refill' &&
      (days > generalDays || ownDays <= generalDays)
    ) {
      note('own-sheet', index + 1)
    } else if (kind !== 'chronic-refill' && days > chronicDays) note('chronic-too-long', index + 1)
  })
  return problems
}

const isAmong = (known: PrescriptionSurroundings['pharmacists'], said: Pharmacist | undefined): boolean =>
  known.some((one) => one?.id === said?.id && one?.name === said?.name)

const refillProblems = (
  refillOf: Prescription['refillOf'],
  refill: RefillStanding | null,
  day: string,
): readonly OrderProblem['problem'][] => {
  if (refillOf === null) return []
  if (refill === null || refill.next !== refillOf.dispensing) return ['refill-not-open']
  if (day < refill.dueFrom) return ['refill-too-early']
  return day > refill.lapsesOn ? ['refill-lapsed'] : []
}
