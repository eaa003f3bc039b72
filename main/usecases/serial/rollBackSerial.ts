import { z } from 'zod'
import { CardMediumSchema } from '../../../preload/contract/card/cardMedium.ts'
import { type AppError, fail, ok, type Result } from '../../../preload/contract/result.ts'
import { lostRollbackFate } from '../../domain/card/serialRollback.ts'
import type { CardJournalEntry } from '../../store/card/journalEntry.ts'
import { byEncounter, byId as entryById } from '../../store/card/journalQueries.ts'
import { begin, keepAnswer, settle } from '../../store/card/journalRepository.ts'
import { refuse } from '../../store/refuse.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import type { EncounterRecord } from '../../store/visit/encounterRecord.ts'
import { causedBy } from '../card/causedBy.ts'
import { isUnderWay } from '../card/claimCard.ts'
import { confirmCard } from '../card/confirmCard.ts'
import { isAmbiguous } from '../card/lostReply.ts'
import type { MeantCard } from '../card/speakingCard.ts'
import type { DeskContext } from '../context.ts'

const IntentSchema = z.object({
  treatmentDateTime: z.string(),
  /** Missing in entries from before this was kept; then it is the visit's. */
  cardNumber: z.string().exactOptional(),
  /** Missing in entries from before there were virtual cards. */
  medium: CardMediumSchema.default('plastic'),
})

/** A request that was cut off may still be carried out a moment later: so long, "still there" is not believed at the first look. */
const lookAgainWithinMs = 30_000
const lookAgainAfterMs = 2_000

/** 3220, 5153: it has been given back already, by an attempt whose answer was lost. */
const isDoneAlready = (error: AppError): boolean => [3220, 5153].includes(Number(error.details?.statusCode))

/** Rollbacks of a visit whose fate is not known, oldest first. */
const unsettled = (entries: readonly CardJournalEntry[]): readonly CardJournalEntry[] =>
  entries.filter(({ kind, state }) => kind === 'rollback' && (state === 'lost' || state === 'open'))

/**
 * Gives a serial back at the NHI (退掛), once, with the card it is on. An earlier attempt whose end is unknown is settled first by the
 * card's history, and so is this one when its answer is lost.
 *
 * Errors: those of the port and of `confirmCard`, `VISIT_STATE` when the doctor has taken the patient in meanwhile, and
 * `ROLLBACK_UNRESOLVED` (details.cause) when it may have been given back and the card can't tell yet.
 */
export const rollBackSerial = async (
  context: DeskContext,
  encounter: EncounterRecord,
  treatmentDateTime: string,
  card: MeantCard,
): Promise<Result<null>> => {
  const earlier = await byEncounter(context.store.db, encounter.id)
  if (earlier.some(({ kind, state }) => kind === 'rollback' && state === 'done')) return ok(null)
  for (const entry of unsettled(earlier)) {
    // Its answer is still to come, and until then the card can't tell that it won't be given back.
    const isOthers = entry.desk !== context.settings.desk.id && isUnderWay(entry, context.now())
    if (isOthers) return fail('ROLLBACK_UNRESOLVED', { retryable: true, details: { cause: 'other-desk' } })
    const fate = await resolveRollback(context, entry, card)
    if (!fate.ok) return unresolved(fate.error)
    if (fate.value === 'given-back') return ok(null)
  }
  const present = await confirmCard(context, card)
  if (!present.ok) return present
  const id = context.newId()
  const begun = await context.store.write(async (tx) => {
    // From here on the consultation can't be started (startConsultation looks for this entry).
    if ((await byId(tx, encounter.id))?.state !== 'waiting') refuse('VISIT_STATE')
    if (unsettled(await byEncounter(tx, encounter.id)).length > 0)
      refuse('ROLLBACK_UNRESOLVED', { cause: 'other-desk' })
    await begin(tx, {
      id,
      encounterId: encounter.id,
      patientId: encounter.patientId,
      kind: 'rollback',
      intent: { treatmentDateTime, cardNumber: card.cardNumber, medium: card.medium },
      at: context.now(),
      desk: context.settings.desk.id,
      claim: null,
    })
  })
  if (!begun.ok) return begun
  const answer = await context.control.rollbackSerial(treatmentDateTime, card)
  const isDone = answer.ok || isDoneAlready(answer.error)
  const state = isDone ? 'done' : isAmbiguous(answer.error) ? 'lost' : 'failed'
  const noted = await context.store.write((tx) =>
    keepAnswer(tx, id, { state, outcome: answer.ok ? null : answer.error, at: context.now() }),
  )
  if (!noted.ok) return noted
  if (isDone) return ok(null)
  if (!noted.value) {
    // Another desk, or a person, has found out what became of it before this answer came.
    const found = await entryById(context.store.db, id)
    return found?.state === 'done' ? ok(null) : answer
  }
  if (state !== 'lost') return answer

  context.publish('journal:changed', {})
  const entry = (await byEncounter(context.store.db, encounter.id)).find((one) => one.id === id)
  const fate = entry === undefined ? fail('NOT_FOUND') : await resolveRollback(context, entry, card)
  if (!fate.ok) return unresolved(fate.error)
  return fate.value === 'given-back' ? ok(null) : answer
}

const unresolved = (error: AppError): Result<never> =>
  fail('ROLLBACK_UNRESOLVED', {
    retryable: true,
    details: error.code === 'ROLLBACK_UNRESOLVED' ? { ...error.details } : causedBy(error),
  })

const lookLater = async <T>(context: DeskContext, look: () => Promise<T>): Promise<T> => {
  await context.pause(lookAgainAfterMs)
  return look()
}

/**
 * Finds out from the card's history what became of a rollback whose answer was lost, and writes it down: a visit that is gone from
 * the card was given back. Errors: the card could not be asked, or its history leaves it open (`ROLLBACK_UNRESOLVED`); another card of
 * the same person knows nothing of it (`CARD_CHANGED`).
 */
export const resolveRollback = async (
  context: DeskContext,
  entry: CardJournalEntry,
  card: MeantCard,
): Promise<Result<'given-back' | 'still-taken'>> => {
  const intent = IntentSchema.safeParse(entry.intent)
  if (!intent.success) return fail('ROLLBACK_UNRESOLVED', { details: { cause: 'intent' } })
  const { treatmentDateTime } = intent.data
  const visit = entry.encounterId === null ? null : await byId(context.store.db, entry.encounterId)
  const takenWith = intent.data.cardNumber ?? visit?.cardNumber ?? null
  const isOther = (takenWith !== null && takenWith !== card.cardNumber) || intent.data.medium !== card.medium
  if (isOther) return fail('CARD_CHANGED', { retryable: true })
  const speaks = await context.speaking.bring(card)
  if (!speaks.ok) return speaks
  const hospitalId = context.settings.clinic.providerNumber
  const look = async () => {
    const visits = await context.control.cardVisits(card)
    return visits.ok ? ok(lostRollbackFate(visits.value, { treatmentDateTime, hospitalId })) : visits
  }
  const isFresh = context.now() - (entry.finishedAt ?? entry.at) < lookAgainWithinMs
  const first = await look()
  const looked = first.ok && first.value === 'still-taken' && isFresh ? await lookLater(context, look) : first
  if (!looked.ok) return looked
  const fate = looked.value
  if (fate === 'unknown') return fail('ROLLBACK_UNRESOLVED', { details: { cause: 'ambiguous' } })
  const state = fate === 'given-back' ? 'done' : 'failed'
  const saved = await context.store.write((tx) =>
    settle(tx, entry.id, { state, outcome: { found: fate }, at: context.now() }),
  )
  if (!saved.ok) return saved
  context.publish('journal:changed', {})
  if (saved.value) return ok(fate)
  // Another desk was quicker; what it has written down stands.
  const found = await entryById(context.store.db, entry.id)
  return ok(found?.state === 'done' ? 'given-back' : 'still-taken')
}
