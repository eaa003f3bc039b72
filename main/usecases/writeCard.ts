import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { PrescriptionWrite } from '../../native/nhi-control/port.ts'
import type { ErrorCode } from '../../preload/contract/errors.ts'
import type { OrderDraft } from '../../preload/contract/order.ts'
import type { Price } from '../../preload/contract/pricing.ts'
import { fail, ok, type Result } from '../../preload/contract/result.ts'
import type { EncounterRecord } from '../store/encounterRecord.ts'
import { setCardWrite } from '../store/encounterRepository.ts'
import { begin, byEncounter, finish } from '../store/journalRepository.ts'
import { causedBy } from './causedBy.ts'
import type { DeskContext } from './context.ts'
import { pricedQuantity } from './priceDraft.ts'
import { stopwatch } from './stopwatch.ts'

const ambiguous: readonly ErrorCode[] = ['NHI_REPLY_LOST', 'NHI_TIMEOUT', 'NHI_SERVER_ERROR', 'NHI_BAD_REPLY']

/** Drugs for this many days or more are a long-term prescription on the card (facts/nhi-card.md §4.2, A72 = 2). */
const longTermDays = 14

const SignaturesSchema = z.strictObject({ ordersHash: z.string(), signatures: z.array(z.string()) })

/**
 * Writes diagnoses and fees (Treatment/WriteCodeFee) and the orders (Prescription/Write) of a visit to the inserted card, whose
 * identity the caller has just confirmed. Each write has its intent in the journal before and its outcome after. Both may be
 * repeated: fees that are written already count as done, and signatures that were received are used again.
 *
 * @returns the order signatures (處方簽章) by line
 */
export const writeCard = async (
  context: DeskContext,
  encounter: EncounterRecord,
  price: Price,
): Promise<Result<ReadonlyMap<number, string>>> => {
  const { treatmentDateTime } = encounter
  if (treatmentDateTime === null) return fail('VISIT_INCOMPLETE', { details: { missing: 'treatmentDateTime' } })
  const prescriptions = encounter.draft.orders.map((order, index) =>
    prescriptionOf(order, pricedQuantity(price, index + 1)),
  )
  const ordersHash = createHash('sha256').update(JSON.stringify(prescriptions)).digest('hex')
  const written = await byEncounter(context.store.db, encounter.id)

  if (!written.some((entry) => entry.kind === 'write-fees' && entry.state === 'done')) {
    const fees = await journalled(
      context,
      encounter,
      'write-fees',
      { treatmentDateTime, points: price.totalPoints },
      () =>
        context.control.writeTreatment({
          afterCheck: '1',
          treatmentDateTime,
          diagnoses: encounter.draft.diagnoses.map((diagnosis) => diagnosis.code.replace('.', '')),
          outpatientFee: price.totalPoints,
          copayment: price.copaymentBasic + price.copaymentDrug,
        }),
    )
    if (!fees.ok) return fees
  }
  if (prescriptions.length === 0) return ok(new Map())

  for (const entry of written) {
    const kept =
      entry.kind === 'write-orders' && entry.state === 'done' ? SignaturesSchema.safeParse(entry.outcome) : null
    if (kept?.success === true && kept.data.ordersHash === ordersHash) return ok(byLine(kept.data.signatures))
  }
  const orders = await journalled(context, encounter, 'write-orders', { treatmentDateTime, ordersHash }, async () => {
    const answer = await context.control.writePrescriptions(treatmentDateTime, prescriptions)
    return answer.ok ? ok({ ordersHash, signatures: [...answer.value] }) : answer
  })
  return orders.ok ? ok(byLine(orders.value.signatures)) : orders
}

const byLine = (signatures: readonly string[]): ReadonlyMap<number, string> =>
  new Map(signatures.map((signature, index) => [index + 1, signature]))

/** One irreversible call with its intent written down before and its outcome after. */
const journalled = async <T>(
  context: DeskContext,
  encounter: EncounterRecord,
  kind: 'write-fees' | 'write-orders',
  intent: unknown,
  call: () => Promise<Result<T>>,
): Promise<Result<T>> => {
  const id = context.newId()
  const elapsed = stopwatch()
  const progress = (state: 'running' | 'done' | 'failed'): void =>
    context.publish('visit:progress', { encounterId: encounter.id, step: kind, state, ms: elapsed() })
  progress('running')
  const begun = await context.store.write((tx) =>
    begin(tx, { id, encounterId: encounter.id, patientId: encounter.patientId, kind, intent, at: context.now() }),
  )
  if (!begun.ok) return begun
  const answer = await call()
  const isLost = !answer.ok && ambiguous.includes(answer.error.code)
  const noted = await context.store.write(async (tx) => {
    const state = answer.ok ? 'done' : isLost ? 'lost' : 'failed'
    await finish(tx, id, { state, outcome: answer.ok ? answer.value : answer.error, at: context.now() })
    if (isLost) await setCardWrite(tx, encounter.id, 'unconfirmed')
  })
  progress(answer.ok ? 'done' : 'failed')
  if (!noted.ok) return noted
  return isLost ? fail('CARD_WRITE_UNCONFIRMED', { retryable: true, details: causedBy(answer.error) }) : answer
}

const prescriptionOf = (order: OrderDraft, totalQuantity: number): PrescriptionWrite => {
  const isDrug = order.kind === 'drug'
  const isLongTerm = isDrug && (order.days ?? 0) >= longTermDays
  return {
    orderType: isLongTerm ? '2' : isDrug ? '1' : order.kind === 'procedure' ? '3' : '4',
    code: order.code,
    site: order.site,
    usage: order.frequency ?? '',
    days: order.days,
    totalQuantity,
    deliveryNote: isLongTerm ? '05' : isDrug ? '01' : '03',
  }
}
