import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { CardWriteState, VisitState } from '../../../preload/contract/visit/visit.ts'

/**
 * What a person may do to a visit: doctor starts, finishes and reopens, or puts back who was taken in, front desk cancels, cashier
 * closes; `withdraw` cancels a visit that was closed.
 */
export type VisitMove = 'start' | 'put-back' | 'finish' | 'reopen' | 'close' | 'cancel' | 'withdraw'

interface MoveRule {
  readonly from: readonly VisitState[]
  readonly to: VisitState
}

/**
 * The way of a visit through the clinic: waiting → in-consultation → to-pay → closed, with a way back from each desk (put-back, reopen)
 * and one way out (cancel, while it waits). An amendment is a new version of a closed visit, not another state; only a cancellation
 * (withdraw), whose record is deleted where it was sent, takes one out of it. Cancelled is final.
 */
const visitMoves: Readonly<Record<VisitMove, MoveRule>> = {
  start: { from: ['waiting'], to: 'in-consultation' },
  'put-back': { from: ['in-consultation'], to: 'waiting' },
  finish: { from: ['in-consultation'], to: 'to-pay' },
  reopen: { from: ['to-pay'], to: 'in-consultation' },
  close: { from: ['to-pay'], to: 'closed' },
  cancel: { from: ['waiting'], to: 'cancelled' },
  withdraw: { from: ['closed'], to: 'cancelled' },
}

/** Why a move is refused: the visit is over, hasn't come so far, is past that point, or its card already holds these orders. */
type MoveRefusal = 'is-closed' | 'is-cancelled' | 'too-early' | 'too-late' | 'card-written'

const progress: Readonly<Record<VisitState, number>> = {
  waiting: 0,
  'in-consultation': 1,
  'to-pay': 2,
  closed: 3,
  cancelled: 3,
}

/**
 * The state a visit has after a move. `VISIT_STATE` with details.move, details.state and details.reason (`MoveRefusal`) when the
 * move isn't allowed. A visit whose card write was begun can't be reopened, because its orders are signed.
 */
export const moveVisit = (
  visit: { readonly state: VisitState; readonly cardWrite: CardWriteState },
  move: VisitMove,
): Result<VisitState> => {
  const refuse = (reason: MoveRefusal): Result<never> =>
    fail('VISIT_STATE', { details: { move, state: visit.state, reason } })
  const rule = visitMoves[move]
  if (rule.from.includes(visit.state)) {
    const isSigned = visit.cardWrite === 'written' || visit.cardWrite === 'unconfirmed'
    return move === 'reopen' && isSigned ? refuse('card-written') : ok(rule.to)
  }
  if (visit.state === 'closed') return refuse('is-closed')
  if (visit.state === 'cancelled') return refuse('is-cancelled')
  return refuse(rule.from.every((state) => progress[state] > progress[visit.state]) ? 'too-early' : 'too-late')
}
