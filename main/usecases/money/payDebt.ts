import type { VisitMoney } from '../../../preload/contract/money/money.ts'
import { fail, type Result } from '../../../preload/contract/result.ts'
import { splitPayment } from '../../domain/money/visitMoney.ts'
import type { HandlerInput } from '../../ipc/handlers.ts'
import { append as appendAudit } from '../../store/audit/auditRepository.ts'
import { refuse } from '../../store/refuse.ts'
import { summariesOf } from '../../store/visit/encounterQueries.ts'
import type { DeskContext } from '../context.ts'
import { noteMoney } from './noteMoney.ts'
import { showVisitMoney, visitBalance } from './visitMoneyView.ts'

/**
 * Takes some or all of what a visit owes (補收欠款), however it is paid; what cash is too much is change. Nothing owed, or nothing handed
 * over: `VISIT_INCOMPLETE`. What is owed is looked up in the transaction, so two desks can't take it twice.
 */
export const payDebt = async (
  context: DeskContext,
  { encounterId, received, card, mobile }: HandlerInput<'money:pay'>,
): Promise<Result<VisitMoney>> => {
  const visit = (await summariesOf(context.store.db, [encounterId])).get(encounterId)
  if (visit === undefined) return fail('NOT_FOUND')
  const at = context.now()
  const saved = await context.store.write(async (tx) => {
    const { owed } = await visitBalance(tx, encounterId)
    const split = splitPayment(owed, { cash: received, card, mobile })
    if (!split.ok) return refuse(split.error.code, split.error.details)
    const { taken } = split.value
    if (taken.length === 0) refuse('VISIT_INCOMPLETE', { missing: 'payment', owed })
    await noteMoney(
      tx,
      context,
      visit,
      taken.map((one) => ({ kind: 'settlement', words: null, ...one })),
      at,
    )
    await appendAudit(tx, {
      at,
      who: context.settings.desk.person,
      desk: context.settings.desk.id,
      action: 'debt-paid',
      subject: encounterId,
      details: { paid: owed - split.value.owed, owed: split.value.owed },
    })
  })
  if (!saved.ok) return saved
  context.publish('money:changed', {})
  return showVisitMoney(context, encounterId)
}
