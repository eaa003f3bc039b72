import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { CardSessionId } from '../../../preload/contract/words.ts'
import { openSerialsOf } from '../../store/card/journalQueries.ts'
import type { PatientRecord } from '../../store/patient/patientRepository.ts'
import { treatmentDateTimesOf } from '../../store/visit/encounterQueries.ts'
import type { EncounterRecord } from '../../store/visit/encounterRecord.ts'
import { cardOfPatient } from '../card/cardOfPatient.ts'
import { type DeskContext, dayOf } from '../context.ts'
import { serialOf } from './keptSerials.ts'
import { resolveSerial } from './resolveSerial.ts'
import { type TakenSerial, unresolved } from './settleSerials.ts'
import { SerialIntentSchema } from './storedSerial.ts'

/** A serial with the card it is on. */
export interface HeldSerial extends TakenSerial {
  readonly cardNumber: string
}

/**
 * The serial that was asked for an exception visit before it went on without the card, and was taken after all: its registration
 * failed, and the journal or the card knows of it. Null when there is none, so that a make-up may take one.
 *
 * Errors: `SERIAL_UNRESOLVED` when nobody can tell yet, and those of `cardOfPatient`.
 */
export const heldSerial = async (
  context: DeskContext,
  encounter: EncounterRecord,
  patient: PatientRecord,
  sessionId: CardSessionId,
): Promise<Result<HeldSerial | null>> => {
  const { db } = context.store
  const known = await treatmentDateTimesOf(db, patient.id)
  for (const entry of await openSerialsOf(db, patient.id)) {
    const intent = SerialIntentSchema.safeParse(entry.intent)
    const isOfVisit = dayOf(entry.at) === encounter.day && entry.at <= encounter.registeredAt
    if (!isOfVisit || !intent.success || intent.data.treatmentItem !== encounter.treatmentItem) continue
    const { cardNumber, medium } = intent.data
    // It is on the virtual card, and nobody can write for it with the plastic one.
    if (medium === 'virtual') return unresolved(fail('PLASTIC_CARD_NEEDED').error)
    let serial = serialOf(entry)
    if (entry.state !== 'done') {
      const card = await cardOfPatient(context, { sessionId, nationalId: patient.nationalId, cardNumber })
      if (!card.ok) return card
      const resolved = await resolveSerial(context, entry, {
        cardNumber,
        nationalId: patient.nationalId,
        medium: 'plastic',
      })
      if (!resolved.ok) return resolved.error.code === 'SERIAL_BUSY' ? resolved : unresolved(resolved.error)
      serial = resolved.value
    }
    if (serial !== null && !known.includes(serial.treatmentDateTime)) {
      return ok({ journalId: entry.id, serial, cardNumber })
    }
  }
  return ok(null)
}
