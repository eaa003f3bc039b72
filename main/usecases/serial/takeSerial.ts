import { rocDateTimeToEpoch } from '../../../preload/contract/patient/rocDate.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { CardJournalEntry } from '../../store/card/journalEntry.ts'
import { settle as end } from '../../store/card/journalRepository.ts'
import { claimCard, isAboutToBeVisit, isUnderWay, waitForOtherDesk } from '../card/claimCard.ts'
import { confirmCard } from '../card/confirmCard.ts'
import { isAmbiguous } from '../card/lostReply.ts'
import type { DeskContext } from '../context.ts'
import { stopwatch } from '../stopwatch.ts'
import { keepLost, keepSerial } from './keepSerial.ts'
import { isStillOf, resolveSerial } from './resolveSerial.ts'
import type { SerialRequest } from './serialRequest.ts'
import { settleEarlierSerials, type TakenSerial, unresolved } from './settleSerials.ts'
import { storedSerial } from './storedSerial.ts'

/** Each attempt ends in an outcome of its own or follows one of another desk; so many others at one card are none. */
const mostAttempts = 8

/**
 * Takes one serial (就醫序號) and its treatment number (就醫識別碼) for the card that is meant, and never a second one:
 *
 * 1. an earlier attempt whose end is unknown is settled first, by the card's own history;
 * 2. the card is read once more, and the intent written down, which is a claim: another desk that asks for the same card waits for
 *    the outcome, and uses or shows what came of it;
 * 3. the answer is kept the moment it arrives, alone, and over no other outcome: one that came after its desk was given up is held;
 * 4. a lost answer is looked up on the card's newest visits, never asked for again.
 *
 * Errors: those of the port and of `confirmCard`; `VISIT_OPEN_ALREADY` (details.encounterId); `SERIAL_BUSY` when another desk is
 * still asking; `SERIAL_UNRESOLVED` and `SERIAL_HELD` as `settleEarlierSerials`.
 */
export const takeSerial = async (context: DeskContext, request: SerialRequest): Promise<Result<TakenSerial>> => {
  const left = new Set<string>()
  const leave = (entry: CardJournalEntry): boolean =>
    isUnderWay(entry, context.now()) || (isAboutToBeVisit(context, entry) && !left.has(entry.id))
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const earlier = await settleEarlierSerials(context, request, leave)
    // Another desk was quicker at finding it out: what it found is looked at from the start.
    if (!earlier.ok && earlier.error.code === 'SERIAL_BUSY') continue
    if (!earlier.ok) return earlier
    if (earlier.value !== null) return ok(earlier.value)
    const present = await confirmCard(context, request.card)
    if (!present.ok) return present
    const claim = await claimCard(context, request)
    if (!claim.ok) return claim
    if (claim.value.kind === 'visit') {
      return fail('VISIT_OPEN_ALREADY', { details: { encounterId: claim.value.encounterId } })
    }
    if (claim.value.kind === 'mine') return askForSerial(context, request, claim.value.entry)
    const waited = await waitForOtherDesk(context, claim.value.entry)
    if (!waited.ok) return waited
    if (waited.value === 'stuck') return fail('SERIAL_BUSY', { retryable: true })
    if (waited.value === 'left') left.add(claim.value.entry.id)
  }
  return fail('SERIAL_BUSY', { retryable: true })
}

const askForSerial = async (
  context: DeskContext,
  request: SerialRequest,
  entry: CardJournalEntry,
): Promise<Result<TakenSerial>> => {
  const elapsed = stopwatch()
  const answer = await context.control.nextSerial(
    {
      treatmentItem: request.treatmentItem,
      babyTreatment: '',
      afterCheck: request.makeUpFor === undefined ? '1' : '2',
    },
    request.card,
  )
  if (answer.ok) context.serverClock.learn(rocDateTimeToEpoch(answer.value.treatmentDateTime), elapsed())
  const at = context.now()
  if (answer.ok) {
    const serial = storedSerial(answer.value)
    const kept = await context.store.write((tx) => keepSerial(tx, entry, serial, { at, newId: context.newId }))
    if (!kept.ok) return kept
    if (kept.value) return ok({ journalId: entry.id, serial })
    // It came so late that another desk had found out an end of its own: what stands in the journal now is looked at from the start.
    context.publish('journal:changed', {})
    return takeSerial(context, request)
  }
  if (!isAmbiguous(answer.error)) {
    const noted = await context.store.write((tx) => end(tx, entry.id, { state: 'failed', outcome: answer.error, at }))
    return noted.ok ? answer : noted
  }
  const noted = await context.store.write((tx) =>
    keepLost(tx, entry, { outcome: answer.error, at, newId: context.newId }),
  )
  if (!noted.ok) return noted
  const lost = noted.value
  if (lost === null) return takeSerial(context, request)

  context.publish('journal:changed', {})
  context.publish('visit:progress', { encounterId: null, step: 'resolve-serial', state: 'running', ms: 0 })
  const resolved = await resolveSerial(context, lost, request.card)
  if (!resolved.ok) {
    return resolved.error.code === 'SERIAL_BUSY' ? takeSerial(context, request) : unresolved(resolved.error)
  }
  // Another desk has gone on without this one: what it made of it is looked at from the start.
  if (lost.id !== entry.id) return takeSerial(context, request)
  if (resolved.value !== null) {
    return (await isStillOf(context, entry))
      ? ok({ journalId: entry.id, serial: resolved.value })
      : fail('CONFLICT', { details: { state: 'done' } })
  }
  // The card knows of no such visit: nothing was used up, nothing is lost any more, and the person may try again.
  return answer.error.code === 'NHI_REPLY_LOST' ? fail('NHI_TIMEOUT', { retryable: true }) : answer
}
