import { fail, type Result } from '../../../preload/contract/result.ts'
import type { HandlerInput, HandlerOutput } from '../../ipc/handlers.ts'
import { append as appendAudit } from '../../store/audit/auditRepository.ts'
import { byEncounter as debtOf, end as endDebt } from '../../store/card/cardDebtRepository.ts'
import { makeUpSerialsOf } from '../../store/card/journalQueries.ts'
import { refuse } from '../../store/refuse.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import { type DeskContext, dayOf } from '../context.ts'
import { makeUpItem } from './listMakeUps.ts'

/**
 * Ends an owed card whose term is over (沒入): the deposit stays with the clinic and the visit a self-paid one; no money moves. Before
 * the term is over the deposit is the patient's: `VISIT_STATE`. `DEPOSIT_NOT_KEPT`: the card has come, up to a serial at least, so that the
 * visit is the NHI's. `CONFLICT`: another desk has ended it.
 */
export const keepDeposit = async (
  context: DeskContext,
  { encounterId, reason }: HandlerInput<'make-up:keep-deposit'>,
): Promise<Result<HandlerOutput<'make-up:keep-deposit'>>> => {
  const { db } = context.store
  const [encounter, debt] = await Promise.all([byId(db, encounterId), debtOf(db, encounterId)])
  if (encounter === null || debt === null) return fail('NOT_FOUND')
  if (debt.state !== 'open') return fail('CONFLICT', { details: { state: debt.state } })
  if (encounter.state !== 'closed') return fail('MAKE_UP_NOT_YET', { details: { state: encounter.state } })
  const at = context.now()
  if (dayOf(at) <= debt.dueOn) return fail('VISIT_STATE', { details: { reason: 'term-not-over', dueOn: debt.dueOn } })
  const saved = await context.store.write(async (tx) => {
    // The card is being given back, or has got the visit's serial already: the visit is the NHI's, and the return has only to be ended.
    if ((await makeUpSerialsOf(tx, encounterId)).length > 0) refuse('DEPOSIT_NOT_KEPT')
    if (!(await endDebt(tx, encounterId, { state: 'forfeited', at, refund: 0, reason }))) refuse('CONFLICT')
    await appendAudit(tx, {
      at,
      who: context.settings.desk.person,
      desk: context.settings.desk.id,
      action: 'card-deposit-kept',
      subject: encounterId,
      details: { deposit: debt.deposit, reason },
    })
  })
  if (!saved.ok) return saved
  context.publish('visit:changed', { encounterId })
  return makeUpItem(context, encounterId)
}
