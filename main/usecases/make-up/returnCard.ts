import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import { depositWays } from '../../domain/money/visitMoney.ts'
import { rulesOn } from '../../domain/tables/ruleTables.ts'
import type { HandlerInput, HandlerOutput } from '../../ipc/handlers.ts'
import { buildOutboxRows } from '../../outbox/mappers/outboxPayloads.ts'
import { append as appendAudit } from '../../store/audit/auditRepository.ts'
import { type CardDebtRecord, byEncounter as debtOf, end as endDebt } from '../../store/card/cardDebtRepository.ts'
import { addCharge, makeGood } from '../../store/card/makeUpRepository.ts'
import { byEncounter as moneyOf } from '../../store/money/moneyRepository.ts'
import { append as appendOutbox } from '../../store/outbox/outboxRepository.ts'
import { findById } from '../../store/patient/patientRepository.ts'
import { refuse } from '../../store/refuse.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import { bringCard } from '../card/bringCard.ts'
import { putOnCard } from '../card/putOnCard.ts'
import { takeOverCard } from '../card/takeOverCard.ts'
import { type DeskContext, dayOf } from '../context.ts'
import { noteMoney } from '../money/noteMoney.ts'
import { depositRule } from '../money/priceDraft.ts'
import { inMakeUpTime } from './inMakeUpTime.ts'
import { makeUpItem } from './listMakeUps.ts'

type Return = HandlerInput<'make-up:return-card'>

interface Refund {
  readonly amount: number
  /** Null within the term, where the law wants it. */
  readonly reason: string | null
}

/**
 * The card of an owed-card visit is brought back (還卡): the visit goes on the card, and then debt, refund, serial, record for NHI and
 * cloud, and audit row are written in one transaction. Within the term the whole deposit goes back; after it what the clinic
 * chooses, with a reason (`VISIT_INCOMPLETE` for more than was left). It goes back by the way it came, or in cash (`REFUND_TOO_MUCH`).
 *
 * A visit that is not over yet gets its card at once, and no deposit is taken (`bringCard`). A return that fails changes nothing but the journal: the debt stays open, and a serial that was taken is used by the next try.
 * `CONFLICT`: another desk was sooner.
 */
export const returnCard = async (
  context: DeskContext,
  input: Return,
): Promise<Result<HandlerOutput<'make-up:return-card'>>> => {
  const { db } = context.store
  const [encounter, debt] = await Promise.all([byId(db, input.encounterId), debtOf(db, input.encounterId)])
  const patient = encounter === null ? null : await findById(db, encounter.patientId)
  if (encounter === null || debt === null || patient === null) return fail('NOT_FOUND')
  if (debt.state !== 'open') return fail('CONFLICT', { details: { state: debt.state } })
  if (encounter.state !== 'closed') return bringCard(context, encounter, patient, debt, input.cardSessionId)
  const inTime = inMakeUpTime(context, encounter.day)
  if (!inTime.ok) return inTime
  const refund = refundOf(debt, dayOf(context.now()), input)
  if (!refund.ok) return refund
  const { refundBy: method } = input
  // Before the card is written, because afterwards it could not be undone.
  if (!depositWays(await moneyOf(db, encounter.id), debt.deposit).includes(method)) return fail('REFUND_TOO_MUCH')
  const rule = depositRule(rulesOn(context.rules, encounter.day))
  if (rule === null) return fail('RULES_MISSING', { details: { table: 'price-lists.card-deposit' } })

  const done = await putOnCard(context, encounter, patient, { sessionId: input.cardSessionId, issued: debt.actual })
  if (!done.ok) return done
  const { made, record, profile, dueAt } = done.value
  const rows = buildOutboxRows(record, { newId: context.newId, now: made.madeAt, dueAt })
  const { amount, reason } = refund.value
  const saved = await context.store.write(async (tx) => {
    const isFirst = await endDebt(tx, encounter.id, { state: 'returned', at: made.madeAt, refund: amount, reason })
    if (!isFirst || !(await makeGood(tx, made))) refuse('CONFLICT')
    await takeOverCard(tx, patient, profile, made.madeAt)
    if (amount > 0) await addCharge(tx, encounter.id, { kind: 'card-deposit-refund', amount: -amount, rule })
    await noteMoney(
      tx,
      context,
      encounter,
      amount > 0 ? [{ kind: 'deposit-back', method, amount, tendered: null, words: reason }] : [],
      made.madeAt,
    )
    await appendOutbox(tx, rows)
    await appendAudit(tx, {
      at: made.madeAt,
      who: context.settings.desk.person,
      desk: context.settings.desk.id,
      action: 'card-returned',
      subject: encounter.id,
      details: { deposit: debt.deposit, refund: amount, method, reason, mark: made.mark, late: reason !== null },
    })
  })
  if (!saved.ok) return saved
  context.wakeOutbox('appended')
  await context.cards.refreshPatient()
  context.publish('visit:changed', { encounterId: encounter.id })
  context.publish('money:changed', {})
  return makeUpItem(context, encounter.id)
}

const refundOf = (debt: CardDebtRecord, today: string, { lateRefund }: Return): Result<Refund> => {
  if (today <= debt.dueOn) return ok({ amount: debt.deposit, reason: null })
  const amount = lateRefund?.amount ?? 0
  if (amount > debt.deposit) return fail('VISIT_INCOMPLETE', { details: { missing: 'refund' } })
  return ok({ amount, reason: lateRefund?.reason ?? null })
}
