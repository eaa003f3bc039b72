import type { AlertReason, OrderAlert } from '../../../preload/contract/orders/orderAlert.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import type { DrugFacts } from '../../domain/orders/drugSubstances.ts'
import { type OrderAlerts, orderAlerts } from '../../domain/orders/orderAlerts.ts'
import { prescriptionOf, sheetOf } from '../../domain/orders/prescription.ts'
import { addDays } from '../../domain/tables/effectiveDate.ts'
import { rulesOn } from '../../domain/tables/ruleTables.ts'
import { append as appendAudit } from '../../store/audit/auditRepository.ts'
import { byCodesEver } from '../../store/codes/catalogRepository.ts'
import type { WriteTx } from '../../store/handles.ts'
import { chartsOf } from '../../store/patient/patientMergeRepository.ts'
import type { PatientRecord } from '../../store/patient/patientRepository.ts'
import { suppliedSince } from '../../store/visit/encounterQueries.ts'
import type { EncounterSummary, VisitDraft } from '../../store/visit/encounterRecord.ts'
import type { DeskContext } from '../context.ts'
import { wholePerson } from '../patient/wholePerson.ts'

/** Nothing that was supplied longer ago lasts: what is dispensed at once is for 90 days at most. */
const longestSupply = 90

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
  const supplied = await suppliedSince(db, charts, {
    day: addDays(encounter.day, -longestSupply),
    closedBefore: encounter.closedAt ?? context.now(),
    except: encounter.id,
  })
  const own = supplied.map((supply) => ({ ...supply, source: 'own' as const }))
  const known = new Set(own.map(({ code, suppliedOn }) => `${code} ${suppliedOn}`))
  // What this clinic wrote on the card itself is told by its own records.
  const others = (context.cardMedication.of(encounter.id)?.supplies ?? [])
    .filter(({ code, suppliedOn }) => !known.has(`${code} ${suppliedOn}`))
    .map((supply) => ({ ...supply, name: '', source: 'card' as const }))
  const earlier = [...own, ...others]
  const codes = [...new Set([...draft.orders, ...earlier].map(({ code }) => code))]
  // A drug may have left the list since it was supplied, and is made of the same all the same.
  const catalog = await byCodesEver(db, ['nhi-drug'], codes, encounter.day)
  const factsOf = (code: string, name = ''): DrugFacts => {
    const { displayEn: nameEn = name, ingredient = '', atc = '' } = catalog.get(code) ?? {}
    return { nameEn, ingredient, atc }
  }
  const prescription = prescriptionOf(draft)
  const found = orderAlerts(draft.orders, {
    day: encounter.day,
    drugs: new Map([...catalog.keys()].map((code) => [code, factsOf(code)])),
    allergies: person.allergies,
    earlier: earlier.map((supply) => ({ ...supply, drug: factsOf(supply.code, supply.name) })),
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

/** Alerts that were overridden with the reasons for them, for the audit trail. */
export const noteOverridden = async (
  tx: WriteTx,
  context: DeskContext,
  {
    encounterId,
    alerts,
    reasons = [],
    at,
  }: {
    readonly encounterId: EncounterId
    readonly alerts: readonly OrderAlert[]
    readonly reasons: readonly AlertReason[] | undefined
    readonly at: number
  },
): Promise<void> => {
  for (const { key, kind, substance } of alerts.filter(({ needsReason }) => needsReason)) {
    await appendAudit(tx, {
      at,
      who: context.settings.desk.person,
      desk: context.settings.desk.id,
      action: 'alert-overridden',
      subject: encounterId,
      details: { kind, substance, choice: reasons.find((reason) => reason.key === key)?.choice ?? null },
    })
  }
}
