import type { Dispenser, Pharmacist } from '../../../preload/contract/orders/prescription.ts'
import { dispenserOf, prescriptionOf } from '../../domain/orders/prescription.ts'
import type { ReadDb, WriteTx } from '../../store/handles.ts'
import { type DispensingRecord, keepDispensing, placeFor } from '../../store/record/dispensingRepository.ts'
import { refuse } from '../../store/refuse.ts'
import type { EncounterRecord, EncounterSummary, VisitDraft } from '../../store/visit/encounterRecord.ts'
import type { DeskContext } from '../context.ts'
import { readPreferences } from '../desk/preferences.ts'

/** The pharmacists of the clinic (藥事人員). */
export const pharmacistsOf = ({ settings }: Pick<DeskContext, 'settings'>): Pharmacist[] =>
  settings.practitioners.flatMap(({ id, name, role }) => (role === 'pharmacist' ? [{ id, name }] : []))

/**
 * The draft of a visit that begins, with the pharmacist whom this desk chose last; null where that changes nothing: the doctor dispenses
 * here, the pharmacist is no longer of the clinic, or a draft was kept before.
 */
export const usuallyDispensed = async (
  context: DeskContext,
  { draft, draftSavedAt }: Pick<EncounterRecord, 'draft' | 'draftSavedAt'>,
): Promise<VisitDraft | null> => {
  if (draftSavedAt !== null) return null
  const { lastPharmacistId } = await readPreferences(context.store)
  const pharmacist = pharmacistsOf(context).find(({ id }) => id === lastPharmacistId)
  if (pharmacist === undefined) return null
  return { ...draft, prescription: { ...prescriptionOf(draft), dispenser: 'clinic-pharmacist', pharmacist } }
}

type DispensedVisit = Pick<EncounterSummary, 'id' | 'day' | 'practitionerId' | 'practitionerName'>
type DispensedDraft = Pick<VisitDraft, 'orders' | 'prescription'>

interface DispensingPerson {
  readonly role: Dispenser
  readonly id: string
  readonly name: string
}

/**
 * Who dispenses the drugs of a draft here: the visit's doctor, or the pharmacist it names. Null: nobody, or a pharmacist whom a draft
 * from before that was asked doesn't name.
 */
export const dispenserOfDraft = (
  { practitionerId, practitionerName }: DispensedVisit,
  draft: DispensedDraft,
): DispensingPerson | null => {
  const prescription = prescriptionOf(draft)
  const role = dispenserOf(draft.orders, prescription)
  if (role === 'doctor') return { role, id: practitionerId, name: practitionerName }
  const { pharmacist } = prescription
  return role === null || pharmacist === undefined ? null : { role, ...pharmacist }
}

/** Who dispenses the drugs of a draft here, and at which place of their day. */
export const dispensingOfDraft = async (
  db: ReadDb,
  visit: DispensedVisit,
  draft: DispensedDraft,
): Promise<DispensingRecord | null> => {
  const person = dispenserOfDraft(visit, draft)
  if (person === null) return null
  const place = { encounterId: visit.id, practitionerId: person.id, day: visit.day }
  return { ...place, role: person.role, practitionerName: person.name, number: await placeFor(db, place) }
}

/**
 * Writes down who dispenses, in the transaction that ends the consultation or amends the visit. Refuses with `STORE_BUSY` when another
 * visit has taken the place by which this one was priced: the next try is priced by the next.
 */
export const noteDispensing = async (
  tx: WriteTx,
  visit: DispensedVisit,
  draft: DispensedDraft,
  priced: DispensingRecord | null,
): Promise<void> => {
  const now = await dispensingOfDraft(tx, visit, draft)
  if (now?.number !== priced?.number) refuse('STORE_BUSY')
  await keepDispensing(tx, visit.id, now)
}
