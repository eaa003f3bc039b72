import type { VisitDetail } from '../../../preload/contract/visit/visit.ts'
import { useCardReturn } from '../../bridge/cardReturn.ts'
import { clearProgress, useProgress } from '../../bridge/progress.ts'
import { putAnswer, useDeskMutation, useDeskQuery } from '../../bridge/query.ts'
import { cashOf } from './cash.ts'
import { askException, leaveException, useCashier } from './cashierStore.ts'
import { emptySettling, readSettling } from './settlingDraft.ts'

/** Where the patient's card stands against the visit that is being paid; how long a virtual one serves is told elsewhere. */
export type CardFit = 'not-needed' | 'owed' | 'virtual' | 'here' | 'other' | 'absent'

/** Everything needed to close one visit: the money, the card, the steps, and the way out when the card cannot be written. */
export const useClosing = (visit: VisitDetail) => {
  const { encounterId } = visit
  const session = useDeskQuery('card:current', {}).data ?? null
  const { received, settling, exception } = useCashier()
  const steps = useProgress(encounterId)
  const close = useDeskMutation('cashier:close', (closed) => {
    putAnswer('visit:detail', { encounterId: closed.encounterId }, closed)
    leaveException()
  })
  const options = useDeskQuery(
    'cashier:exception-options',
    { encounterId, error: close.error },
    { enabled: visit.state === 'to-pay', version: visit.cardWrite },
  )
  const typed = received.of === encounterId ? received.text : ''
  const besides = settling.of === encounterId ? settling.draft : emptySettling
  const registrationFee = visit.price?.charges.find(({ kind }) => kind === 'registration-fee')?.amount ?? 0
  const reading = readSettling(besides, registrationFee)
  const due = (visit.price?.amountDue ?? 0) + reading.change
  const left = due - reading.settling.card - reading.settling.mobile
  const cash = cashOf(typed, left, besides.owes)
  const asking = exception?.of === encounterId ? exception : null
  const exceptionCode =
    asking === null ? null : (asking.code ?? options.data?.proposed ?? options.data?.codes[0]?.code ?? null)

  const card: CardFit =
    visit.cardDebt?.state === 'open'
      ? 'owed'
      : visit.exceptionCode !== null
        ? 'not-needed'
        : visit.medium === 'virtual'
          ? 'virtual'
          : session === null || session.holder === null
            ? 'absent'
            : session.patient?.patientId === visit.patient.patientId
              ? 'here'
              : 'other'
  const chosen = options.data?.codes.find(({ code }) => code === exceptionCode) ?? null
  const reason = asking?.reason.trim() ?? ''
  const isReasonMissing = asking !== null && chosen?.needsReason === true && reason === ''
  const send = (keepCardFees: boolean): void => {
    if (cash.kind !== 'enough' || reading.problem !== null || close.isPending || visit.price === null) return
    if (asking !== null && exceptionCode === null) return
    if (isReasonMissing) return
    clearProgress(encounterId)
    // The proposal follows the last error; what is being closed with stays chosen whatever comes back.
    if (asking !== null) askException(encounterId, exceptionCode)
    const exceptionReason = asking === null || reason === '' ? null : reason
    close.mutate({
      encounterId,
      received: cash.received,
      settling: reading.settling,
      exceptionCode,
      exceptionReason,
      keepCardFees,
    })
  }
  const submit = (): void => send(false)
  /** The person knows that the card keeps the fees that were written before. */
  const submitKeepingFees = (): void => send(true)
  /** The last error is the answer to closing as an exception, and no longer what made it one. */
  const isExceptionRefused = close.error !== null && close.variables?.exceptionCode != null
  // The right card is back: the closing that stopped goes on by itself.
  useCardReturn(close, visit.patient.patientId, submit)
  return {
    session,
    typed,
    cash,
    /** What is due with what was bought and let off, and what was typed besides the cash. */
    due,
    /** What is left for cash. */
    exact: Math.max(0, left),
    besides,
    reading,
    isReady: cash.kind === 'enough' && reading.problem === null,
    card,
    steps,
    close,
    options,
    asking,
    exceptionCode,
    chosen,
    isReasonMissing,
    isExceptionRefused,
    submit,
    submitKeepingFees,
  }
}

export type Closing = ReturnType<typeof useClosing>
