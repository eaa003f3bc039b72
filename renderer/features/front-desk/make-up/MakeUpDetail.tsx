import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { MakeUpItem } from '../../../../preload/contract/visit/makeUp.ts'
import { isStoppedByCard, stopAsOfNow } from '../../../bridge/cardReturn.ts'
import { useDeskMutation } from '../../../bridge/query.ts'
import { Button } from '../../../ui/Button.tsx'
import { TextField } from '../../../ui/fields/Field.tsx'
import { Segmented } from '../../../ui/fields/Segmented.tsx'
import { dayWords, momentWords } from '../../../ui/format/date.ts'
import { number } from '../../../ui/format/number.ts'
import { Money } from '../../../ui/Money.tsx'
import { ErrorCard } from '../../../ui/notices/ErrorCard.tsx'
import { SwappedCard } from '../../../ui/notices/SwappedCard.tsx'
import { SlowHint } from '../../../ui/notices/Waiting.tsx'
import { KeepCardFees } from '../../../ui/visit/KeepCardFees.tsx'
import { giveBackBy, typeLate } from './makeUpStore.ts'
import { isLate, leftWords } from './makeUpView.ts'
import { type MakeUp, useMakeUp } from './useMakeUp.ts'

interface PartProps {
  readonly item: MakeUpItem
  readonly makeUp: MakeUp
}

/** After the term: how much the clinic gives back all the same, and why; or that the deposit stays. */
const LateRefund = ({ item, makeUp }: PartProps) => {
  const { t } = useTranslation()
  const { typed, refund, isPending, keepDeposit } = makeUp
  const { encounterId, deposit } = item
  return (
    <div className="flex flex-wrap items-end gap-3">
      <p className="w-full text-wait">{t('makeUp.late.title')}</p>
      <TextField
        label={t('makeUp.late.amount')}
        inputMode="numeric"
        maxLength={6}
        value={typed.amount}
        placeholder="0"
        onChange={(event) => typeLate(encounterId, { amount: event.target.value })}
        error={
          refund.kind === 'amount-invalid' ? t('makeUp.late.amountInvalid', { deposit: number(deposit) }) : undefined
        }
        fieldClassName="w-32"
        className="text-right"
        data-testid="late-amount"
      />
      <TextField
        label={t('makeUp.late.reason')}
        maxLength={200}
        value={typed.reason}
        onChange={(event) => typeLate(encounterId, { reason: event.target.value })}
        error={refund.kind === 'reason-needed' ? t('makeUp.late.reasonNeeded') : undefined}
        fieldClassName="min-w-48 flex-1"
        data-testid="late-reason"
      />
      <Button
        tone="danger"
        disabled={isPending || typed.reason.trim() === ''}
        onClick={keepDeposit}
        data-testid="keep-deposit"
      >
        {t('makeUp.late.keep')}
      </Button>
    </div>
  )
}

/** By which way the deposit goes back, where it did not come in cash alone. */
const RefundWay = ({ item, makeUp }: PartProps) => {
  const { t } = useTranslation()
  if (item.refundWays.length < 2) return null
  return (
    <div className="self-start">
      <Segmented
        label={t('makeUp.refundBy')}
        options={item.refundWays.map((value) => ({ value, label: t(`cashier.method.${value}`) }))}
        value={makeUp.refundBy}
        onChange={(method) => giveBackBy(item.encounterId, method)}
        testId="refund-by"
      />
    </div>
  )
}

/** The one button that ends it, and what has to be there before. */
const Action = ({ item, makeUp }: PartProps) => {
  const { t } = useTranslation()
  const { fit, canSubmit, isPending, submit, refund, session } = makeUp
  const readAgain = useDeskMutation('card:read-again')
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (canSubmit) button.current?.focus()
  }, [canSubmit])
  const money = (amount: number): string => t('app.money', { amount: number(amount) })
  const { name } = item.patient
  const hint = {
    absent: t('makeUp.insertCard', { name }),
    other: t('makeUp.otherCard', { name }),
    virtual: t('virtualCard.plasticForMakeUp', { name }),
    authenticating: t('makeUp.authenticating'),
    fault: null,
    here: null,
  }[fit]
  const late = refund.kind === 'ok' ? (refund.refund?.amount ?? 0) : 0
  const label =
    item.kind === 'exception'
      ? t('makeUp.makeUp')
      : item.state === 'not-closed'
        ? t('makeUp.bring')
        : !isLate(item)
          ? t('makeUp.return', { amount: money(item.deposit) })
          : late === 0
            ? t('makeUp.returnNoRefund')
            : t('makeUp.returnLate', { amount: money(late) })
  return (
    <>
      {item.kind === 'exception' ? (
        <p className="text-sm text-muted">
          {t(item.serialTaken ? 'makeUp.makeUpSerialTaken' : 'makeUp.makeUpNoSerial')}
        </p>
      ) : null}
      {fit === 'fault' && session?.fault != null ? (
        <ErrorCard error={session.fault}>
          <Button shortcut="F4" disabled={readAgain.isPending} onClick={() => readAgain.mutate({})}>
            {t('card.readAgain')}
          </Button>
        </ErrorCard>
      ) : null}
      <div className="flex flex-wrap items-center gap-3">
        <Button
          ref={button}
          tone="primary"
          shortcut="Enter"
          className="min-h-10 text-lg"
          disabled={!canSubmit}
          onClick={submit}
          data-testid="make-up-submit"
        >
          {label}
        </Button>
        {hint === null ? null : (
          <span className="text-wait" data-testid="make-up-card" data-state={fit}>
            {hint}
          </span>
        )}
        {isPending ? (
          <>
            <span className="text-wait">{t('makeUp.working')}</span>
            <SlowHint />
          </>
        ) : null}
      </div>
    </>
  )
}

/** What was taken and given back for an owed card, as it stands on paper. */
const Receipt = ({ item }: { readonly item: MakeUpItem }) => {
  const { t } = useTranslation()
  const lines = [
    { key: 'taken', label: t('makeUp.receipt.taken'), amount: item.deposit },
    ...(item.refund === 0 ? [] : [{ key: 'refunded', label: t('makeUp.receipt.refunded'), amount: -item.refund }]),
    { key: 'balance', label: t('makeUp.receipt.balance'), amount: item.deposit - item.refund },
  ]
  return (
    <section aria-label={t('makeUp.receipt.title')} data-testid="deposit-receipt" className="max-w-sm">
      <h4 className="text-sm text-muted">{t('makeUp.receipt.title')}</h4>
      {lines.map(({ key, label, amount }) => (
        <p key={key} className="flex justify-between last:border-t last:border-line last:font-semibold">
          <span>{label}</span>
          <span data-testid={`deposit-${key}`}>
            <Money amount={amount} />
          </span>
        </p>
      ))}
    </section>
  )
}

/** The chosen visit: what is owed until when, and the card's return, the make-up or the receipt of it. */
export const MakeUpDetail = ({ item }: { readonly item: MakeUpItem }) => {
  const { t } = useTranslation()
  const makeUp = useMakeUp(item)
  const { key, count } = leftWords(item)
  const isOwed = item.kind === 'owed-card'
  const facts = [
    `${t(isOwed ? 'makeUp.detail.due' : 'makeUp.detail.dueException')} ${dayWords(item.dueOn, t)}`,
    ...(item.state === 'open' || item.state === 'not-closed' ? [t(`makeUp.left.${key}`, { count })] : []),
    ...(isOwed ? [t('makeUp.detail.lastDay', { date: dayWords(item.lastDay, t) })] : []),
    ...(item.visitSequenceNumber === null ? [] : [t('makeUp.detail.serial', { serial: item.visitSequenceNumber })]),
    ...(item.endedAt === null ? [] : [t('makeUp.detail.endedAt', { time: momentWords(item.endedAt, t) })]),
    ...(item.reason === null ? [] : [t('makeUp.detail.reason', { reason: item.reason })]),
  ]
  return (
    <section
      aria-label={t('makeUp.detail.label')}
      data-testid="make-up-detail"
      data-state={item.state}
      className="flex max-h-[60%] flex-col gap-3 overflow-y-auto border-t border-line p-3"
    >
      <p className="flex flex-wrap items-baseline gap-x-4">
        <strong className="text-lg font-semibold">{item.patient.name}</strong>
        <span>
          {t('makeUp.detail.visit', {
            date: dayWords(item.visitedOn, t),
            number: item.queueNumber,
            doctor: item.practitionerName,
          })}
        </span>
      </p>
      <p className="flex flex-wrap gap-x-3 text-sm text-muted">
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </p>
      {item.state === 'not-closed' ? <p className="text-sm text-muted">{t('makeUp.notClosed')}</p> : null}
      {item.state === 'open' || item.state === 'not-closed' ? (
        <>
          {isLate(item) ? <LateRefund item={item} makeUp={makeUp} /> : null}
          <RefundWay item={item} makeUp={makeUp} />
          <Action item={item} makeUp={makeUp} />
        </>
      ) : null}
      {makeUp.error === null ? null : isStoppedByCard(makeUp.error) && makeUp.fit !== 'here' ? (
        <ErrorCard
          error={stopAsOfNow(makeUp.error, makeUp.session)}
          about={<SwappedCard patientName={item.patient.name} session={makeUp.session} />}
        />
      ) : (
        <ErrorCard error={makeUp.error}>
          {makeUp.error.code === 'CARD_FEES_DIFFER' ? (
            <KeepCardFees
              error={makeUp.error}
              label={t('makeUp.keepCardFees')}
              onKeep={makeUp.submitKeepingFees}
              isBusy={!makeUp.canSubmit}
            />
          ) : null}
        </ErrorCard>
      )}
      {isOwed && item.deposit > 0 && (item.state === 'done' || item.state === 'kept') ? <Receipt item={item} /> : null}
    </section>
  )
}
