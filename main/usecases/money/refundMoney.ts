import type { VisitMoney } from '../../../preload/contract/money/money.ts'
import { fail, type Result } from '../../../preload/contract/result.ts'
import { refundableBy } from '../../domain/money/visitMoney.ts'
import type { HandlerInput } from '../../ipc/handlers.ts'
import { append as appendAudit } from '../../store/audit/auditRepository.ts'
import { refuse } from '../../store/refuse.ts'
import { summariesOf } from '../../store/visit/encounterQueries.ts'
import type { DeskContext } from '../context.ts'
import { noteMoney } from './noteMoney.ts'
import { showVisitMoney, visitBalance } from './visitMoneyView.ts'

/**
 * Gives money of a visit back (退費), with its reason: an entry of its own that answers those before it, which stay as they are. What may
 * be given back is looked up in the transaction, so two desks can't give it twice.
 */
export const refundMoney = async (
  context: DeskContext,
  { encounterId, method, amount, reason }: HandlerInput<'money:refund'>,
): Promise<Result<VisitMoney>> => {
  const visit = (await summariesOf(context.store.db, [encounterId])).get(encounterId)
  if (visit === undefined) return fail('NOT_FOUND')
  const at = context.now()
  const saved = await context.store.write(async (tx) => {
    const most = refundableBy(await visitBalance(tx, encounterId), method)
    if (amount > most) refuse('REFUND_TOO_MUCH', { amount, most })
    await noteMoney(tx, context, visit, [{ kind: 'refund', method, amount, tendered: null, words: reason }], at)
    await appendAudit(tx, {
      at,
      who: context.settings.desk.person,
      desk: context.settings.desk.id,
      action: 'money-refunded',
      subject: encounterId,
      details: { method, amount, reason },
    })
  })
  if (!saved.ok) return saved
  context.publish('money:changed', {})
  return showVisitMoney(context, encounterId)
}
