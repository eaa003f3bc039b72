import type { DrugFacts } from '../../domain/orders/drugSubstances.ts'
import { type OrderAlerts, orderAlerts } from '../../domain/orders/orderAlerts.ts'
import { prescriptionOf, sheetOf } from '../../domain/orders/prescription.ts'
import { rulesOn } from '../../domain/tables/ruleTables.ts'
import { byCodes } from '../../store/codes/catalogRepository.ts'
import { chartsOf } from '../../store/patient/patientMergeRepository.ts'
import type { PatientRecord } from '../../store/patient/patientRepository.ts'
import { historyOf } from '../../store/visit/encounterQueries.ts'
import type { EncounterSummary, VisitDraft } from '../../store/visit/encounterRecord.ts'
import type { DeskContext } from '../context.ts'
import { wholePerson } from '../patient/wholePerson.ts'

/** So many earlier visits are looked at: what was supplied for 90 days at most lies among them. */
const visitsBack = 30

/**
 * What our own records, and the patient's card where it was asked, say against the drugs of a draft. The drugs of a 慢性病連續處方箋 that is
 * dispensed again are not held against our own supply before: its last ten days are what they wait for.
 */
export const draftAlerts = async (
  context: DeskContext,
  encounter: EncounterSummary,
  patient: PatientRecord,
  draft: Pick<VisitDraft, 'orders' | 'prescription'>,
): Promise<OrderAlerts> => {
  const { db } = context.store
  const [charts, person] = await Promise.all([chartsOf(db, patient.id), wholePerson(db, patient)])
  const history = await historyOf(db, charts, encounter.id, visitsBack)
  const own = history.flatMap(({ visitedOn, orders }) =>
    orders.flatMap(({ kind, code, days }) =>
      kind === 'drug' && days !== null ? [{ suppliedOn: visitedOn, code, days, source: 'own' as const }] : [],
    ),
  )
  const known = new Set(own.map(({ code, suppliedOn }) => `${code} ${suppliedOn}`))
  // What this clinic wrote on the card itself is told by its own records.
  const others = (context.cardMedication.of(encounter.id)?.supplies ?? [])
    .filter(({ code, suppliedOn }) => !known.has(`${code} ${suppliedOn}`))
    .map((supply) => ({ ...supply, source: 'card' as const }))
  const earlier = [...own, ...others]
  const codes = [...new Set([...draft.orders, ...earlier].map(({ code }) => code))]
  const catalog = await byCodes(db, ['nhi-drug'], codes, encounter.day)
  const factsOf = (code: string): DrugFacts => {
    const { displayEn: nameEn = '', ingredient = '', atc = '' } = catalog.get(code) ?? {}
    return { nameEn, ingredient, atc }
  }
  const prescription = prescriptionOf(draft)
  const found = orderAlerts(draft.orders, {
    day: encounter.day,
    drugs: new Map([...catalog.keys()].map((code) => [code, factsOf(code)])),
    allergies: person.allergies,
    earlier: earlier.map((supply) => ({ ...supply, drug: factsOf(supply.code) })),
    rules: rulesOn(context.rules, encounter.day),
  })
  const isAwaited = (line: number): boolean => {
    const order = draft.orders[line - 1]
    return prescription.refillOf !== null && order !== undefined && sheetOf(order, prescription) === 'chronic-refill'
  }
  return {
    ...found,
    alerts: found.alerts.filter(
      ({ kind, line, source }) => kind !== 'overlap' || source === 'card' || !isAwaited(line),
    ),
  }
}
