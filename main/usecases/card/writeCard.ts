import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { PrescriptionWrite } from '../../../native/nhi-control/port.ts'
import type { Price } from '../../../preload/contract/money/pricing.ts'
import type { OrderDraft } from '../../../preload/contract/orders/order.ts'
import type { Prescription } from '../../../preload/contract/orders/prescription.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import { isReleased, prescriptionOf, sheetOf } from '../../domain/orders/prescription.ts'
import { byEncounter } from '../../store/card/journalQueries.ts'
import { begin, keepAnswer } from '../../store/card/journalRepository.ts'
import { refuse } from '../../store/refuse.ts'
import type { EncounterRecord } from '../../store/visit/encounterRecord.ts'
import { setCardWrite } from '../../store/visit/encounterRepository.ts'
import type { DeskContext } from '../context.ts'
import { pricedQuantity } from '../money/priceDraft.ts'
import { isUnchanged } from '../record/unchangedVisit.ts'
import { stopwatch } from '../stopwatch.ts'
import { causedBy } from './causedBy.ts'
import { confirmCard } from './confirmCard.ts'
import { type AfterCheck, feesIntent, fitsFeesOnCard, treatmentOf } from './feesOnCard.ts'
import { isAmbiguous } from './lostReply.ts'
import type { MeantCard } from './speakingCard.ts'

/** Drugs for this many days or more are a long-term prescription on the card (facts/nhi-card.md §4.2, A72 = 2). */
const longTermDays = 14

const SignaturesSchema = z.strictObject({ ordersHash: z.string(), signatures: z.array(z.string()) })

/**
 * Writes diagnoses and fees (Treatment/WriteCodeFee) and the orders (Prescription/Write) of a visit to the card that is meant,
 * confirmed anew before each of the two. Each write has its intent in the journal before and its outcome after. Both may be
 * repeated: fees that are written already count as done, and signatures that were received are used again.
 *
 * Fees that were written once can't be written anew. Where others than now are on the card nothing is written and `CARD_FEES_DIFFER`
 * tells it (details.points: those; details.now), until a person has said that the card may keep them.
 *
 * Unsigned orders are not written while the professional's session forbids it: `PROFESSIONAL_CARD_ABSENT`,
 * `PROFESSIONAL_PIN_NEEDED`, `PROFESSIONAL_PIN_LOCKED`, and nothing has been written then.
 *
 * `VISIT_STATE` (details.reason `changed`): another desk has changed the visit, so that this is not what belongs on its card.
 *
 * @param how.afterCheck 補卡註記: 2 when the visit is made good later
 * @param how.keepCardFees a person knows that the card keeps other fees than the record
 * @param how.standing the visit as it is stored, where other orders than its own are written: those of its amendment
 * @returns the order signatures (處方簽章) by line
 */
export const writeCard = async (
  context: DeskContext,
  encounter: EncounterRecord,
  price: Price,
  card: MeantCard,
  how: { readonly afterCheck: AfterCheck; readonly keepCardFees: boolean; readonly standing?: EncounterRecord },
): Promise<Result<ReadonlyMap<number, string>>> => {
  const { treatmentDateTime } = encounter
  if (treatmentDateTime === null) return fail('VISIT_INCOMPLETE', { details: { missing: 'treatmentDateTime' } })
  const prescribed = prescriptionOf(encounter.draft)
  const prescriptions = encounter.draft.orders.map((order, index) =>
    orderOnCard(order, pricedQuantity(price, index + 1), prescribed),
  )
  const ordersHash = createHash('sha256').update(JSON.stringify(prescriptions)).digest('hex')
  const treatment = treatmentOf(encounter, price, treatmentDateTime, how.afterCheck)
  const written = await byEncounter(context.store.db, encounter.id)
  const onCard = fitsFeesOnCard(written, treatment, how.keepCardFees)
  if (!onCard.ok) return onCard
  const kept = keptSignatures(written, ordersHash)
  if (prescriptions.length > 0 && kept === null) {
    // Found out before anything is written: signing without the professional who ordered is what the lock is for.
    const lock = await context.professional.signingLock()
    if (lock !== null) return { ok: false, error: lock }
  }

  const standing = how.standing ?? encounter
  if (!onCard.value.isWritten) {
    const intent = feesIntent(treatment)
    const fees = await journalled(context, standing, card, 'write-fees', intent, () =>
      context.control.writeTreatment(treatment, card),
    )
    if (!fees.ok) return fees
  }
  if (prescriptions.length === 0) return ok(new Map())
  if (kept !== null) return ok(byLine(kept))
  const intent = { treatmentDateTime, ordersHash }
  const orders = await journalled(context, standing, card, 'write-orders', intent, async () => {
    const answer = await context.control.writePrescriptions(treatmentDateTime, prescriptions, card)
    return answer.ok ? ok({ ordersHash, signatures: [...answer.value] }) : answer
  })
  return orders.ok ? ok(byLine(orders.value.signatures)) : orders
}

/** The signatures that were received for these very orders; null when they have not been signed. */
const keptSignatures = (
  written: Awaited<ReturnType<typeof byEncounter>>,
  ordersHash: string,
): readonly string[] | null => {
  for (const entry of written) {
    const kept =
      entry.kind === 'write-orders' && entry.state === 'done' ? SignaturesSchema.safeParse(entry.outcome) : null
    if (kept?.success === true && kept.data.ordersHash === ordersHash) return kept.data.signatures
  }
  return null
}

const byLine = (signatures: readonly string[]): ReadonlyMap<number, string> =>
  new Map(signatures.map((signature, index) => [index + 1, signature]))

/** One irreversible call: the card is read once more, its intent is written down before and its outcome after. */
const journalled = async <T>(
  context: DeskContext,
  encounter: EncounterRecord,
  card: MeantCard,
  kind: 'write-fees' | 'write-orders',
  intent: unknown,
  call: () => Promise<Result<T>>,
): Promise<Result<T>> => {
  const id = context.newId()
  const checked = progressOf(context, encounter, 'check-card')
  const present = await confirmCard(context, card)
  checked(present.ok ? 'done' : 'failed')
  if (!present.ok) return present
  const progress = progressOf(context, encounter, kind)
  const begun = await context.store.write(async (tx) => {
    if (!(await isUnchanged(tx, encounter))) refuse('VISIT_STATE', { reason: 'changed' })
    await begin(tx, {
      id,
      encounterId: encounter.id,
      patientId: encounter.patientId,
      kind,
      intent,
      at: context.now(),
      desk: context.settings.desk.id,
      claim: null,
    })
  })
  if (!begun.ok) return begun
  const answer = await call()
  const isLost = !answer.ok && isAmbiguous(answer.error)
  const noted = await context.store.write(async (tx) => {
    const state = answer.ok ? 'done' : isLost ? 'lost' : 'failed'
    const outcome = answer.ok ? answer.value : answer.error
    const stands = await keepAnswer(tx, id, { state, outcome, at: context.now() })
    // A visit that another desk has closed or changed meanwhile says for itself whether its card is written.
    if (isLost && stands && (await isUnchanged(tx, encounter))) await setCardWrite(tx, encounter.id, 'unconfirmed')
  })
  progress(answer.ok ? 'done' : 'failed')
  if (!noted.ok) return noted
  if (isLost) context.publish('journal:changed', {})
  return isLost ? fail('CARD_WRITE_UNCONFIRMED', { retryable: true, details: causedBy(answer.error) }) : answer
}

/** Tells that a step has begun; the returned function tells how it ended. */
const progressOf = (
  context: DeskContext,
  encounter: EncounterRecord,
  step: 'check-card' | 'write-fees' | 'write-orders',
): ((state: 'done' | 'failed') => void) => {
  const elapsed = stopwatch()
  const tell = (state: 'running' | 'done' | 'failed'): void =>
    context.publish('visit:progress', { encounterId: encounter.id, step, state, ms: elapsed() })
  tell('running')
  return tell
}

/** An order as its card is to have it (A72, A78): 01 and 05 dispensed here, 02 and 06 released, 05 and 06 for long-term drugs. */
const orderOnCard = (order: OrderDraft, totalQuantity: number, prescription: Prescription): PrescriptionWrite => {
  const isDrug = order.kind === 'drug'
  const isLongTerm = isDrug && ((order.days ?? 0) >= longTermDays || sheetOf(order, prescription) === 'chronic-refill')
  const isGiven = !isReleased(order, prescription)
  return {
    orderType: isLongTerm ? '2' : isDrug ? '1' : order.kind === 'procedure' ? '3' : '4',
    code: order.code,
    site: order.site,
    usage: order.frequency ?? '',
    days: order.days,
    totalQuantity,
    deliveryNote: isLongTerm ? (isGiven ? '05' : '06') : isDrug ? (isGiven ? '01' : '02') : '03',
  }
}
