import { fail, type Result } from '../../../preload/contract/result.ts'
import type { VisitSummary } from '../../../preload/contract/visit/visit.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { serialToGiveBack } from '../../domain/card/serialRollback.ts'
import { moveVisit } from '../../domain/visit/visitState.ts'
import { append as appendAudit } from '../../store/audit/auditRepository.ts'
import { end as endDebt } from '../../store/card/cardDebtRepository.ts'
import { makeUpSerialsOf } from '../../store/card/journalQueries.ts'
import type { ReadDb, WriteTx } from '../../store/handles.ts'
import { findById } from '../../store/patient/patientRepository.ts'
import { refuse } from '../../store/refuse.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import type { EncounterRecord } from '../../store/visit/encounterRecord.ts'
import { setState } from '../../store/visit/encounterRepository.ts'
import { giveAppointmentBack } from '../appointments/arrival.ts'
import { cardOfVisit } from '../card/cardOfVisit.ts'
import { endVirtualCard } from '../card/virtualCardAtDesk.ts'
import type { DeskContext } from '../context.ts'
import { summariseVisit } from '../record/visitView.ts'
import { serialOf } from '../serial/keptSerials.ts'
import { rollBackSerial } from '../serial/rollBackSerial.ts'
import { SerialIntentSchema } from '../serial/storedSerial.ts'

/**
 * Takes a visit off the list before its consultation (退掛). A serial already taken is given back at the NHI first, which needs the
 * patient's card in the reader, or the token of the virtual one, and is possible for 24 hours (`ROLLBACK_TOO_LATE`); if that fails the visit stays as it is. So it does
 * while it is not known whether a serial was taken for its owed card (`SERIAL_UNRESOLVED`).
 */
export const cancelRegistration = async (
  context: DeskContext,
  encounterId: EncounterId,
): Promise<Result<VisitSummary>> => {
  const encounter = await byId(context.store.db, encounterId)
  const patient = encounter === null ? null : await findById(context.store.db, encounter.patientId)
  if (encounter === null || patient === null) return fail('NOT_FOUND')
  const allowed = moveVisit(encounter, 'cancel')
  if (!allowed.ok) return allowed
  const taken = await takenFor(context.store.db, encounter)
  if (taken === 'unknown') return fail('SERIAL_UNRESOLVED', { retryable: true })
  const { treatmentItem } = encounter
  const serial = serialToGiveBack({ ...taken, treatmentItem }, context.now())
  if (serial === 'too-late') return fail('ROLLBACK_TOO_LATE')
  const { cardNumber } = taken
  const onCard = await cardOfVisit(context.store.db, { id: encounterId, cardNumber }, patient.nationalId)
  if (serial !== 'nothing') {
    const card = onCard ?? { cardNumber: '', nationalId: patient.nationalId, medium: 'plastic' }
    const undone = await rollBackSerial(context, encounter, serial.of, card)
    if (!undone.ok) return undone
  }
  const cancelled = await takeOffList(context, encounterId, async (tx) => {
    // The owed card may have come at another desk meanwhile.
    const now = await byId(tx, encounterId)
    const is = now === null ? null : await takenFor(tx, now)
    if (is === 'unknown') refuse('SERIAL_UNRESOLVED')
    else if (is?.treatmentDateTime !== taken.treatmentDateTime) refuse('VISIT_STATE')
  })
  if (!cancelled.ok) return cancelled
  await endVirtualCard(context, onCard)
  return summariseVisit(context, encounterId)
}

interface Taken {
  readonly treatmentDateTime: string | null
  readonly cardNumber: string | null
}

/** The visit's serial, or one that was taken for its owed card and has not come into the visit; `unknown` when nobody can tell. */
const takenFor = async (db: ReadDb, encounter: EncounterRecord): Promise<Taken | 'unknown'> => {
  if (encounter.treatmentDateTime !== null) return encounter
  const [entry] = await makeUpSerialsOf(db, encounter.id)
  if (entry === undefined) return encounter
  const serial = serialOf(entry)
  const intent = SerialIntentSchema.safeParse(entry.intent)
  return serial === null || !intent.success
    ? 'unknown'
    : { treatmentDateTime: serial.treatmentDateTime, cardNumber: intent.data.cardNumber }
}

/**
 * Cancels a visit that waits and whose serial, if it had one, has been given back. An appointment it was made by waits again.
 *
 * @param check refuses in the same transaction
 */
export const takeOffList = async (
  context: DeskContext,
  encounterId: EncounterId,
  check: (tx: WriteTx) => Promise<void> = async () => undefined,
): Promise<Result<null>> => {
  let hadAppointment = false
  const saved = await context.store.write(async (tx) => {
    await check(tx)
    if (!(await setState(tx, encounterId, ['waiting'], 'cancelled'))) refuse('VISIT_STATE')
    hadAppointment = await giveAppointmentBack(tx, context, encounterId)
    await endDebt(tx, encounterId, { state: 'cancelled', at: context.now(), refund: 0, reason: null })
    await appendAudit(tx, {
      at: context.now(),
      who: context.settings.desk.person,
      desk: context.settings.desk.id,
      action: 'visit-cancelled',
      subject: encounterId,
      details: {},
    })
    return null
  })
  if (saved.ok) context.publish('visit:changed', { encounterId })
  if (saved.ok && hadAppointment) context.publish('appointment:changed', {})
  return saved
}
