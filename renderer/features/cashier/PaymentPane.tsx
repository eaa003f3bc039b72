import { type ReactNode, type RefObject, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { wantsNewScan } from '../../../preload/contract/card/newScan.ts'
import type { VisitDetail } from '../../../preload/contract/visit/visit.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { setPrinting } from '../../app/navigation.ts'
import { isStoppedByCard, stopAsOfNow } from '../../bridge/cardReturn.ts'
import { useStatus } from '../../bridge/status.ts'
import { ScanAgain, VirtualVisitLine } from '../../scan/VirtualVisitLine.tsx'
import { Button } from '../../ui/Button.tsx'
import { number } from '../../ui/format/number.ts'
import { Money } from '../../ui/Money.tsx'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { InSight } from '../../ui/notices/InSight.tsx'
import { SwappedCard } from '../../ui/notices/SwappedCard.tsx'
import { SlowHint } from '../../ui/notices/Waiting.tsx'
import { CopaymentChoice } from '../../ui/visit/CopaymentChoice.tsx'
import { KeepCardFees } from '../../ui/visit/KeepCardFees.tsx'
import { StepLine } from '../../ui/visit/StepLine.tsx'
import { withNote } from './cash.ts'
import { askException, setReceived } from './cashierStore.ts'
import { closingSteps } from './closingSteps.ts'
import { ExceptionPanel } from './ExceptionPanel.tsx'
import { OwedBefore } from './OwedBefore.tsx'
import { OtherWays, OwesLine, SettlingFields } from './SettlingFields.tsx'
import type { Closing } from './useClosing.ts'
import { useGoOn, waitsForSam } from './useGoOn.ts'

const notes = [100, 500, 1000] as const

interface PaymentPaneProps {
  readonly visit: VisitDetail
  readonly closing: Closing
  readonly inputRef: RefObject<HTMLInputElement | null>
}

const Line = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <p className="flex items-baseline justify-between">
    <span className="text-muted">{label}</span>
    {children}
  </p>
)

interface CashKeysProps {
  readonly encounterId: EncounterId
  readonly typed: string
  /** What cash has to pay. */
  readonly exact: number
}

const CashKeys = ({ encounterId, typed, exact }: CashKeysProps) => {
  const { t } = useTranslation()
  return (
    <fieldset aria-label={t('cashier.keys')} className="grid grid-cols-5 gap-1">
      {notes.map((note) => (
        <Button
          key={note}
          className="px-1!"
          data-testid={`cash-${note}`}
          onClick={() => setReceived(encounterId, withNote(typed, note))}
        >
          {t('cashier.cash', { amount: number(note) })}
        </Button>
      ))}
      <Button className="px-1!" onClick={() => setReceived(encounterId, String(exact))}>
        {t('cashier.exact')}
      </Button>
      <Button className="px-1!" onClick={() => setReceived(encounterId, '')}>
        {t('cashier.clear')}
      </Button>
    </fieldset>
  )
}

/** How a plastic card stands; a virtual one has a line of its own, with its time and the way on. */
const CardHint = ({ visit, closing }: { readonly visit: VisitDetail; readonly closing: Closing }) => {
  const { t } = useTranslation()
  if (closing.card === 'virtual') return null
  const words = {
    owed: t('makeUp.owed.noCard'),
    'not-needed': t('cashier.noCardNeeded', { code: visit.exceptionCode ?? '' }),
    here: t('cashier.cardReady'),
    other: t('cashier.insertCard', { name: visit.patient.name }),
    absent: t('cashier.insertCard', { name: visit.patient.name }),
  }[closing.card]
  const calm = closing.card === 'here' || closing.card === 'not-needed' || closing.card === 'owed'
  return (
    <p data-testid="card-hint" data-state={closing.card} className={calm ? 'text-sm text-muted' : 'text-wait'}>
      {words}
    </p>
  )
}

/** What went wrong at the card or the NHI, and both ways on: once more, or closing as an exception; and what stops the latter. */
const CloseError = ({ visit, closing }: { readonly visit: VisitDetail; readonly closing: Closing }) => {
  const { t } = useTranslation()
  const { close, options, session, submit, submitKeepingFees, asking } = closing
  if (close.error === null) return null
  const proposed = asking === null ? (options.data?.proposed ?? null) : null
  return (
    <InSight about={close.error}>
      <ErrorCard
        error={stopAsOfNow(close.error, session)}
        tone={proposed === null ? 'act' : 'wait'}
        about={
          isStoppedByCard(close.error) ? <SwappedCard patientName={visit.patient.name} session={session} /> : undefined
        }
      >
        {waitsForSam(close.error) ? <p className="w-full">{t('cashier.goesOn')}</p> : null}
        {wantsNewScan(close.error.code) ? (
          <ScanAgain visit={visit} />
        ) : close.error.code === 'CARD_FEES_DIFFER' ? (
          <KeepCardFees
            error={close.error}
            label={t(asking === null ? 'cashier.fees.keep' : 'cashier.fees.keepException')}
            onKeep={submitKeepingFees}
            isBusy={close.isPending}
          />
        ) : (
          <Button onClick={submit} disabled={close.isPending}>
            {t('app.retry')}
          </Button>
        )}
        {proposed === null ? null : (
          <Button shortcut="F6" data-testid="offer-exception" onClick={() => askException(visit.encounterId, proposed)}>
            {t('cashier.exception.offer')}
          </Button>
        )}
      </ErrorCard>
    </InSight>
  )
}

/** The money: what is due, what was given, what goes back; Enter closes. */
export const PaymentPane = ({ visit, closing, inputRef }: PaymentPaneProps) => {
  const { t } = useTranslation()
  const { typed, cash, due, exact, reading, besides, steps, close, asking, submit } = closing
  const { encounterId, price } = visit
  const sam = useStatus()?.sam
  const isSamHealing = sam?.verifying === true && sam.state !== 'verified'
  useEffect(() => inputRef.current?.focus(), [inputRef])
  useGoOn(encounterId, close.error, asking !== null, submit)
  if (price === null) return <p className="p-4">{t('cashier.noPrice')}</p>
  const money = (amount: number): string => t('app.money', { amount: number(amount) })
  const problem =
    cash.kind === 'invalid'
      ? t('cashier.receivedInvalid')
      : reading.problem !== null
        ? t(`cashier.settling.problem.${reading.problem}`)
        : cash.kind === 'over'
          ? t('cashier.settling.over', { amount: money(cash.by) })
          : cash.kind === 'short'
            ? t('cashier.short', { amount: money(cash.by) })
            : null
  const writesCard = visit.exceptionCode === null && asking === null && closing.card !== 'owed'
  const line = closingSteps(steps, writesCard, isSamHealing)
  // Told where the card stands, above the button: a new scan, or the patient's app, is what comes next.
  const isLapsed = asking === null && close.error !== null && wantsNewScan(close.error.code)
  return (
    <form
      className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto p-4"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Line label={t('cashier.due')}>
        <strong className="text-xl font-semibold" data-testid="amount-due">
          <Money amount={due} />
        </strong>
      </Line>
      <CopaymentChoice
        encounterId={encounterId}
        code={visit.copaymentCode}
        onEnter={submit}
        onChanged={() => inputRef.current?.focus()}
      />
      <OwedBefore patientId={visit.patient.patientId} encounterId={encounterId} />
      <label className="flex items-center justify-between gap-4">
        <span className="text-muted">{t('cashier.received')}</span>
        <input
          ref={inputRef}
          data-testid="received"
          inputMode="numeric"
          autoComplete="off"
          value={typed}
          placeholder={number(besides.owes ? 0 : exact)}
          aria-invalid={cash.kind === 'invalid'}
          onChange={(event) => setReceived(encounterId, event.target.value)}
          className="control h-10! w-40! text-right text-lg"
        />
      </label>
      <OtherWays encounterId={encounterId} draft={besides} />
      <OwesLine encounterId={encounterId} draft={besides} />
      <CashKeys encounterId={encounterId} typed={typed} exact={exact} />
      <SettlingFields encounterId={encounterId} draft={besides} />
      <Line label={t(cash.kind === 'enough' && cash.owed > 0 ? 'cashier.settling.owed' : 'cashier.change')}>
        <span
          className={`text-right ${problem === null ? 'text-lg' : 'text-act'} ${cash.kind === 'enough' && cash.owed > 0 ? 'text-wait' : ''}`}
          data-testid="change"
        >
          {problem === null && cash.kind === 'enough' ? (
            <Money amount={cash.owed > 0 ? cash.owed : cash.change} />
          ) : (
            problem
          )}
        </span>
      </Line>
      {asking === null ? (
        <>
          <CardHint visit={visit} closing={closing} />
          <VirtualVisitLine visit={visit} isToldElsewhere={isLapsed} />
          {isLapsed ? <CloseError visit={visit} closing={closing} /> : null}
          <Button
            type="submit"
            tone="primary"
            shortcut="Enter"
            data-testid="close-visit"
            disabled={close.isPending || !closing.isReady}
            className="min-h-10 text-lg"
          >
            {close.isPending ? t('cashier.closing') : t('cashier.close')}
          </Button>
          <Button tone="quiet" shortcut="F10" data-testid="open-print" onClick={() => setPrinting(encounterId)}>
            {t('print.open')}
          </Button>
        </>
      ) : (
        <ExceptionPanel visit={visit} closing={closing} />
      )}
      <div data-testid="closing-steps" className={line.length === 0 && !close.isPending ? 'hidden' : ''}>
        <StepLine steps={line.map((step) => ({ ...step, label: t(`card.step.${step.name}`) }))} />
        {close.isPending &&
        visit.exceptionCode === null &&
        asking === null &&
        closing.card !== 'owed' &&
        visit.medium !== 'virtual' ? (
          <p className="text-wait">{t('card.keepIn')}</p>
        ) : null}
      </div>
      {close.isPending ? <SlowHint /> : null}
      {!isLapsed && (asking === null || closing.isExceptionRefused) ? (
        <CloseError visit={visit} closing={closing} />
      ) : null}
    </form>
  )
}
