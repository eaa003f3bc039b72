import type { CardSession } from '../../../../preload/contract/card/card.ts'
import type { MakeUpItem } from '../../../../preload/contract/visit/makeUp.ts'
import { useCardReturn } from '../../../bridge/cardReturn.ts'
import { clearProgress } from '../../../bridge/progress.ts'
import { useDeskMutation, useDeskQuery } from '../../../bridge/query.ts'
import { selectMakeUp, useMakeUpStore } from './makeUpStore.ts'
import { isLate, lateRefundOf } from './makeUpView.ts'

/** Where the card in the reader stands against the visit that waits for it. */
export type CardFit = 'absent' | 'other' | 'virtual' | 'authenticating' | 'fault' | 'here'

export const cardFit = (session: CardSession | null, item: MakeUpItem): CardFit => {
  if (session === null || session.holder === null) return 'absent'
  if (session.patient?.patientId !== item.patient.patientId) return 'other'
  // What was owed or done without a card is made good on the plastic one.
  if (session.medium === 'virtual') return 'virtual'
  if (session.phase === 'authenticated') return 'here'
  return session.fault === null ? 'authenticating' : 'fault'
}

/** Everything needed to end one owed card or exception: the card, the late refund, and the three ways to end it. */
export const useMakeUp = (item: MakeUpItem) => {
  const session = useDeskQuery('card:current', {}).data ?? null
  const { late, refundBy: chosen } = useMakeUpStore()
  // The visit goes to the end of the list; it stays chosen, so that its receipt is seen.
  const onDone = (done: MakeUpItem): void => selectMakeUp(done.encounterId)
  const returnCard = useDeskMutation('make-up:return-card', onDone)
  const makeUp = useDeskMutation('make-up:make-up-visit', onDone)
  const keep = useDeskMutation('make-up:keep-deposit', onDone)
  const { encounterId, deposit } = item
  const typed = late.of === encounterId ? late : { amount: '', reason: '' }
  const refund = lateRefundOf(typed.amount, typed.reason, deposit)
  const refundBy = chosen.of === encounterId ? chosen.method : (item.refundWays[0] ?? 'cash')
  const fit = cardFit(session, item)
  const isPending = returnCard.isPending || makeUp.isPending || keep.isPending
  const waits = item.state === 'open' || item.state === 'not-closed'
  const canSubmit = waits && fit === 'here' && !isPending && (!isLate(item) || refund.kind === 'ok')
  const send = (keepCardFees: boolean): void => {
    if (!canSubmit || session === null) return
    clearProgress(null)
    clearProgress(encounterId)
    const { sessionId: cardSessionId } = session
    const lateRefund = isLate(item) && refund.kind === 'ok' ? refund.refund : null
    if (item.kind === 'exception') makeUp.mutate({ encounterId, cardSessionId, keepCardFees })
    else returnCard.mutate({ encounterId, cardSessionId, lateRefund, refundBy })
  }
  const submit = (): void => send(false)
  /** The person knows that the card keeps the fees that were written before. */
  const submitKeepingFees = (): void => send(true)
  const keepDeposit = (): void => {
    const reason = typed.reason.trim()
    if (reason !== '' && !isPending) keep.mutate({ encounterId, reason })
  }
  // The right card is back: what stopped because of the other one goes on by itself.
  useCardReturn(item.kind === 'exception' ? makeUp : returnCard, item.patient.patientId, submit)
  return {
    session,
    fit,
    typed,
    refund,
    refundBy,
    isPending,
    canSubmit,
    submit,
    submitKeepingFees,
    keepDeposit,
    error: returnCard.error ?? makeUp.error ?? keep.error,
  }
}

export type MakeUp = ReturnType<typeof useMakeUp>
