import type { EventPayload } from '../../../preload/contract/index.ts'
import type { CardJournalEntry } from '../../store/card/journalEntry.ts'
import { unresolved } from '../../store/card/journalQueries.ts'
import { findByNationalId } from '../../store/patient/patientRepository.ts'
import { isUnderWay } from '../card/claimCard.ts'
import type { MeantCard } from '../card/speakingCard.ts'
import type { DeskContext } from '../context.ts'
import { takeOffList } from '../registration/cancelRegistration.ts'
import { resolveSerial } from './resolveSerial.ts'
import { resolveRollback } from './rollBackSerial.ts'
import { SerialIntentSchema } from './storedSerial.ts'

type Resolved = EventPayload<'journal:resolved'>

/**
 * Finds out, now that a patient's card lies authenticated in the reader, what became of the acts on it whose fate was not known, and
 * tells it. Only asks the card; takes no serial and writes nothing to it. What can't be found out stays as it is.
 */
export const settleCard = async (context: DeskContext): Promise<void> => {
  const held = context.cards.current()
  if (held === null || held.session.phase !== 'authenticated' || held.profile === null) return
  const { medium } = held.session
  const card = { cardNumber: held.profile.cardNumber, nationalId: held.profile.nationalId, medium }
  const patient = await findByNationalId(context.store.db, card.nationalId)
  if (patient === null) return
  const lost = (await unresolved(context.store.db)).filter(
    (entry) => entry.patientId === patient.id && !isUnderWay(entry, context.now()),
  )
  for (const entry of lost) {
    const result = await resultOf(context, entry, card)
    if (result !== null) {
      context.publish('journal:resolved', { ...result, entryId: entry.id, patientName: patient.name })
    }
  }
}

type Found = Pick<Resolved, 'result' | 'visitSequenceNumber'>

const resultOf = async (context: DeskContext, entry: CardJournalEntry, card: MeantCard): Promise<Found | null> => {
  if (entry.kind === 'serial') return serialResult(context, entry, card)
  return entry.kind === 'rollback' && entry.encounterId !== null ? rollbackResult(context, entry, card) : null
}

const serialResult = async (context: DeskContext, entry: CardJournalEntry, card: MeantCard): Promise<Found | null> => {
  const intent = SerialIntentSchema.safeParse(entry.intent)
  // Serials of another card of this person are on that card.
  const isOfCard = intent.success && intent.data.cardNumber === card.cardNumber && intent.data.medium === card.medium
  if (!isOfCard) return null
  const resolved = await resolveSerial(context, entry, card)
  if (!resolved.ok) return null
  return resolved.value === null
    ? { result: 'serial-not-taken', visitSequenceNumber: null }
    : { result: 'serial-taken', visitSequenceNumber: resolved.value.visitSequenceNumber }
}

const rollbackResult = async (
  context: DeskContext,
  entry: CardJournalEntry,
  card: MeantCard,
): Promise<Found | null> => {
  const fate = await resolveRollback(context, entry, card)
  if (!fate.ok) return null
  if (fate.value === 'still-taken') return { result: 'rollback-not-done', visitSequenceNumber: null }
  // Giving back was asked for to take the visit off the list, which is done now.
  if (entry.encounterId !== null) await takeOffList(context, entry.encounterId)
  return { result: 'rollback-done', visitSequenceNumber: null }
}
