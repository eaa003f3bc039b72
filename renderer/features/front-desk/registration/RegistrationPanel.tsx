import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { VisitSummary } from '../../../../preload/contract/visit/visit.ts'
import { goTo } from '../../../app/navigation.ts'
import { useStatus } from '../../../bridge/status.ts'
import { Button } from '../../../ui/Button.tsx'
import type { SelectHandle } from '../../../ui/fields/Select.tsx'
import { dayWords } from '../../../ui/format/date.ts'
import { ErrorCard } from '../../../ui/notices/ErrorCard.tsx'
import { Empty } from '../../../ui/notices/Notice.tsx'
import { StepLine } from '../../../ui/visit/StepLine.tsx'
import { DeskReadiness } from '../DeskReadiness.tsx'
import { select } from '../frontDeskStore.ts'
import { InterruptedCard } from '../interrupted/InterruptedCard.tsx'
import { UnresolvedOfPatient } from '../interrupted/UnresolvedActs.tsx'
import { OpenDebts } from '../make-up/OpenDebts.tsx'
import { OwedMoney } from '../make-up/OwedMoney.tsx'
import { VirtualHolder } from '../virtual-card/VirtualHolder.tsx'
import { FaultCard } from './FaultCard.tsx'
import { RegisteredCard } from './RegisteredCard.tsx'
import { RegistrationForm } from './RegistrationForm.tsx'
import { registrationSteps } from './registrationSteps.ts'
import type { Registration } from './useRegistration.ts'

interface PanelProps {
  readonly registration: Registration
  readonly exceptionRef: RefObject<SelectHandle | null>
}

interface OpenVisitProps {
  readonly visit: VisitSummary
  /** Registers another visit beside one of an earlier day. */
  readonly onAnother: () => void
}

/**
 * Somebody who is registered already: a second serial is not taken, the way leads to the open visit. One of an earlier day may have
 * been forgotten, so that the person can be registered for today, too.
 */
const OpenVisit = ({ visit, onAnother }: OpenVisitProps) => {
  const { t } = useTranslation()
  const target = { kind: 'visit', encounterId: visit.encounterId } as const
  const paying = visit.state === 'to-pay'
  return (
    <section className="flex flex-col gap-3" data-testid="open-visit">
      <p className="text-lg">
        {visit.earlier === null
          ? t('registration.openAlready', { number: visit.queueNumber, state: t(`visit.state.${visit.state}`) })
          : t('registration.openEarlier', {
              day: dayWords(visit.earlier.day, t),
              number: visit.queueNumber,
              state: t(`visit.state.${visit.state}`),
            })}
      </p>
      {visit.earlier === null ? null : <p className="text-muted">{t('registration.openEarlierHint')}</p>}
      <div className="flex flex-wrap gap-2">
        {paying ? (
          <Button autoFocus tone="primary" shortcut="Enter" onClick={() => goTo('cashier', target)}>
            {t('registration.goCashier')}
          </Button>
        ) : null}
        <Button autoFocus={!paying} tone={paying ? 'plain' : 'primary'} onClick={() => select(visit.encounterId)}>
          {t('registration.openAlreadyGo')}
        </Button>
        {visit.earlier === null ? null : (
          <Button shortcut="F11" data-testid="register-another" onClick={onAnother}>
            {t('registration.registerAnother')}
          </Button>
        )}
      </div>
    </section>
  )
}

const Body = ({ registration, exceptionRef }: PanelProps) => {
  const { t } = useTranslation()
  const { shown, subject, options, choices, openVisit } = registration
  if (shown !== null) return <RegisteredCard visit={shown} />
  if (subject.kind === 'nobody') {
    return registration.session === null ? (
      <>
        <DeskReadiness />
        <Empty title={t('registration.idle')}>
          <p>{t('registration.idleHint')}</p>
        </Empty>
      </>
    ) : null
  }
  if (options.error !== null) {
    return (
      <ErrorCard error={options.error}>
        <Button onClick={() => void options.refetch()}>{t('app.retry')}</Button>
      </ErrorCard>
    )
  }
  if (openVisit !== null)
    return <OpenVisit visit={openVisit} onAnother={() => registration.change({ besidesEarlier: true })} />
  if (options.data === undefined || choices === null) return null
  return (
    <RegistrationForm
      registration={registration}
      options={options.data}
      choices={choices}
      exceptionRef={exceptionRef}
    />
  )
}

/**
 * Right part of the front desk: the line of steps and who a code says stands here, what went wrong with the way on, and the form. The
 * form scrolls under the holder, who stays in sight while Enter's button is reached.
 */
export const RegistrationPanel = ({ registration, exceptionRef }: PanelProps) => {
  const { t } = useTranslation()
  const { session, progress, choices, subject } = registration
  const patientId = subject.kind === 'patient' ? subject.patient.patientId : (session?.patient?.patientId ?? null)
  const sam = useStatus()?.sam
  const isSamHealing = sam?.verifying === true && sam.state !== 'verified'
  const takesNone = choices?.exceptionCode != null || choices?.owedCard === true
  const steps = registrationSteps(session, progress, takesNone, isSamHealing)
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
      <div className="flex shrink-0 flex-col gap-3 px-4 pb-3">
        <div data-testid="card-phase" data-phase={session?.phase ?? 'none'} className="min-h-6">
          {session === null && subject.kind === 'patient' ? (
            <p className="text-sm text-muted">{t('registration.withoutCard')}</p>
          ) : (
            <StepLine steps={steps.map((step) => ({ ...step, label: t(`card.step.${step.name}`) }))} />
          )}
        </div>
        {registration.shown === null && subject.kind === 'card' ? <VirtualHolder session={session} /> : null}
      </div>
      <div className="flex min-h-48 flex-1 flex-col gap-3 overflow-y-auto px-4 pb-4 @2xl:scroll-pb-16">
        <InterruptedCard />
        <UnresolvedOfPatient patientId={patientId} />
        <OpenDebts debts={registration.debts} />
        <OwedMoney patientId={patientId} />
        <FaultCard registration={registration} />
        <Body registration={registration} exceptionRef={exceptionRef} />
      </div>
    </div>
  )
}
