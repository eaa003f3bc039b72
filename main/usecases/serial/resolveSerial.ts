import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import { longestCallMs, resolveLostSerial } from '../../domain/card/resolveLostSerial.ts'
import type { CardJournalEntry } from '../../store/card/journalEntry.ts'
import { byId, makeUpSerialsOfPatient } from '../../store/card/journalQueries.ts'
import { settle } from '../../store/card/journalRepository.ts'
import { treatmentDateTimesOf } from '../../store/visit/encounterQueries.ts'
import type { MeantCard } from '../card/speakingCard.ts'
import type { DeskContext } from '../context.ts'
import { keptSerialsOf, serialOf } from './keptSerials.ts'
import { letGoOfLate } from './letGoOfLate.ts'
import { SerialIntentSchema, type StoredSerial } from './storedSerial.ts'

/** A request that was cut off may still be carried out a moment later: so long, "no such visit" is not believed at the first look. */
const lookAgainWithinMs = 30_000
const lookAgainAfterMs = 2_000

/**
 * Finds out from the card's history what became of a serial whose answer was lost, and writes it down. Null: the card knows of no
 * such visit, so none was used up. Never asks for a serial. One that is found for a visit which has been made good with another
 * serial meanwhile is that visit's no more (`isStillOf`).
 *
 * @param card the card that the serial was asked for; the history of another one is not looked at (`CARD_CHANGED`)
 * @returns errors of the port where the card could not be asked, and `SERIAL_UNRESOLVED` (details.cause `ambiguous`) where its
 *   history leaves it open: nothing is known yet, and the entry stays
 */
export const resolveSerial = async (
  context: DeskContext,
  entry: CardJournalEntry,
  card: MeantCard,
): Promise<Result<StoredSerial | null>> => {
  const intent = SerialIntentSchema.safeParse(entry.intent)
  if (!intent.success) return fail('SERIAL_UNRESOLVED', { details: { cause: 'intent' } })
  // The history of the plastic card need not have what was taken with the virtual one, nor the other way round.
  if (intent.data.medium !== card.medium) return fail('CARD_CHANGED', { retryable: true })
  const speaks = await context.speaking.bring(card)
  if (!speaks.ok) return speaks
  const look = async () => {
    const visits = await context.control.cardVisits(card)
    if (!visits.ok) return visits
    // Asked for after the history, so that a serial another desk took meanwhile is known when its visit is seen.
    const [ofVisits, kept, ofMakeUps] = await Promise.all([
      treatmentDateTimesOf(context.store.db, entry.patientId),
      keptSerialsOf(context.store.db, entry.patientId),
      makeUpSerialsOfPatient(context.store.db, entry.patientId),
    ])
    return ok(
      resolveLostSerial(visits.value, {
        intentAt: entry.at,
        endedAt: entry.finishedAt,
        isClockKnown: intent.data.isClockKnown,
        treatmentItem: intent.data.treatmentItem,
        hospitalId: context.settings.clinic.providerNumber,
        medium: card.medium,
        knownTreatmentDateTimes: [
          ...ofVisits,
          ...kept.map(({ serial }) => serial.treatmentDateTime),
          ...ofMakeUps.flatMap((other) => serialOf(other)?.treatmentDateTime ?? []),
        ],
      }),
    )
  }
  let fate = await look()
  const isFresh = context.now() - (entry.finishedAt ?? entry.at + longestCallMs) < lookAgainWithinMs
  if (fate.ok && fate.value.kind === 'none' && isFresh) {
    await context.pause(lookAgainAfterMs)
    fate = await look()
  }
  if (!fate.ok) return fate
  if (fate.value.kind === 'unsure') return fail('SERIAL_UNRESOLVED', { details: { cause: 'ambiguous' } })
  if (fate.value.kind === 'none') return written(context, entry, 'failed', null)

  const { treatmentDateTime, visitSequenceNumber, hospitalId } = fate.value.visit
  const treatmentNumber = await context.control.treatmentNumberOfCard(treatmentDateTime, card)
  if (!treatmentNumber.ok) return treatmentNumber
  return written(context, entry, 'done', {
    treatmentDateTime,
    visitSequenceNumber,
    treatmentNumber: treatmentNumber.value,
    securitySignature: null,
    samId: null,
    hospitalId,
    sameDay: false,
  })
}

/** Whether a make-up's serial that was found out is still the visit's; one for no visit in particular always is. */
export const isStillOf = async (context: DeskContext, { id, encounterId }: CardJournalEntry): Promise<boolean> =>
  encounterId === null || (await byId(context.store.db, id))?.encounterId === encounterId

const written = async <Serial extends StoredSerial | null>(
  context: DeskContext,
  entry: CardJournalEntry,
  state: 'done' | 'failed',
  serial: Serial,
): Promise<Result<Serial>> => {
  const saved = await context.store.write(async (tx) => {
    const isOwn = await settle(tx, entry.id, { state, outcome: serial ?? { found: 'none' }, at: context.now() })
    if (isOwn && serial !== null) await letGoOfLate(tx, entry, serial)
    return isOwn
  })
  if (!saved.ok) return saved
  context.publish('journal:changed', {})
  // Another desk with the same card in its reader was quicker: what it found stands, and is looked at by who asked.
  return saved.value ? ok(serial) : fail('SERIAL_BUSY', { retryable: true })
}
