import type { DocumentGap } from '../../../preload/contract/paper/printing.ts'
import { clinicGaps, drugView, headOf, type Layout } from './layout.ts'
import type { VisitFacts } from './visitFacts.ts'

/**
 * 藥袋, with what 藥師法 §19 and 醫師法 §14 want on it: name and sex; each drug's name, dose, quantity and use; effect or indication;
 * warning or side effect; the clinic's name and place; who dispensed (a place for a seal where no name is known); the day.
 */
export const layOutMedicineBag = (facts: VisitFacts, printedAt: number): Layout => {
  const drugs = facts.orders.filter(({ kind }) => kind === 'drug')
  const lacks = (field: 'indication' | 'warning'): readonly DocumentGap[] =>
    drugs.some((drug) => drug[field] === null) ? [field] : []
  return {
    gaps: [
      ...clinicGaps(facts),
      ...lacks('indication'),
      ...lacks('warning'),
      // Old jobs left the place for a seal.
      ...(facts.dispensedBy === null ? (['dispenser'] as const) : []),
    ],
    view: {
      ...headOf(facts, printedAt),
      queueNumber: facts.queueNumber,
      count: drugs.length,
      dispensedBy: facts.dispensedBy ?? null,
      drugs: drugs.map((drug, index) => ({
        ...drugView(drug, index),
        indication: drug.indication,
        warning: drug.warning,
        advice: drug.advice ?? null,
      })),
    },
  }
}
