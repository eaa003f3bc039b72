import { useTranslation } from 'react-i18next'
import type { ErrorCode } from '../../../../preload/contract/errors.ts'
import { runCommand } from '../../../app/commands.ts'
import { useDeskMutation } from '../../../bridge/query.ts'
import { openScan } from '../../../scan/redeem/scanDesk.ts'
import { isStillGood, waysOn } from '../../../scan/redeem/waysOn.ts'
import { Button } from '../../../ui/Button.tsx'
import { ErrorCard } from '../../../ui/notices/ErrorCard.tsx'
import { InSight } from '../../../ui/notices/InSight.tsx'
import { lookInToday } from '../frontDeskStore.ts'
import { useInterrupted } from '../interrupted/interruptedStore.ts'
import { PatientPinForm } from '../pin/PatientPinForm.tsx'
import type { Registration } from './useRegistration.ts'

type Fault = Pick<
  Registration,
  | 'session'
  | 'register'
  | 'readAgain'
  | 'update'
  | 'choices'
  | 'options'
  | 'subject'
  | 'change'
  | 'submit'
  | 'fittingException'
  | 'visitToday'
>

interface VirtualWaysProps {
  readonly code: ErrorCode
  readonly session: NonNullable<Fault['session']>
  readonly visitToday: Fault['visitToday']
}

/** The ways on that only a virtual card has; its code's own words name them. */
const VirtualWays = ({ code, session, visitToday }: VirtualWaysProps) => {
  const { t } = useTranslation()
  const putAway = useDeskMutation('virtual-card:put-away')
  return waysOn(code).map((way) => {
    if (way === 'new-code') {
      return (
        <Button key={way} shortcut="F9" data-testid="fault-way-new-code" onClick={() => openScan(null)}>
          {t('virtualCard.way.new-code')}
        </Button>
      )
    }
    if (way === 'list') {
      return (
        <Button key={way} data-testid="fault-way-list" onClick={() => lookInToday(visitToday)}>
          {t('virtualCard.way.list')}
        </Button>
      )
    }
    return way === 'plastic' ? (
      <Button
        key={way}
        disabled={putAway.isPending}
        data-testid="fault-way-plastic"
        onClick={() => putAway.mutate({ cardSessionId: session.sessionId })}
      >
        {t('virtualCard.way.plastic')}
      </Button>
    ) : null
  })
}

/** A fault of card or surroundings, with the way on: read again, or go on as an exception with the code that fits. */
export const FaultCard = ({ registration }: { readonly registration: Fault }) => {
  const { t } = useTranslation()
  const { session, register, readAgain, update, choices, options, subject, change, submit } = registration
  const { fittingException: code } = registration
  const stopped = useInterrupted(({ stopped }) => stopped)
  const error = register.error ?? readAgain.error ?? update.error ?? session?.fault ?? null
  // Told by the card of the stopped registration, with both names.
  if (error !== null && error === stopped?.error) return null
  if (error === null || (choices?.exceptionCode != null && register.error === null)) return null
  const name = options.data?.exceptionCodes.find((entry) => entry.code === code)?.name
  const isVirtual = session?.medium === 'virtual'
  // A code that is used up does not get better by being sent once more.
  const mayTryAgain = !isVirtual || isStillGood(error.code)
  return (
    <InSight about={error}>
      <ErrorCard error={error} tone={code === null ? 'act' : 'wait'}>
        {session?.medium === 'plastic' && session.fault?.code === 'PATIENT_PIN_NEEDED' ? (
          <PatientPinForm key={session.sessionId} sessionId={session.sessionId} />
        ) : null}
        {register.error === null || !mayTryAgain ? null : (
          <Button tone="plain" data-testid="fault-retry" onClick={submit} disabled={register.isPending}>
            {t('app.retry')}
          </Button>
        )}
        {session === null || !mayTryAgain ? null : (
          <Button shortcut="F4" disabled={readAgain.isPending} onClick={() => readAgain.mutate({})}>
            {t('card.readAgain')}
          </Button>
        )}
        {isVirtual ? <VirtualWays code={error.code} session={session} visitToday={registration.visitToday} /> : null}
        {code !== null && subject.kind === 'nobody' ? (
          // An exception needs somebody: the card doesn't tell who, so the clinic's own records do.
          <Button shortcut="F3" data-testid="find-patient" onClick={() => runCommand('F3')}>
            {t('registration.key.search')}
          </Button>
        ) : null}
        {code === null || subject.kind === 'nobody' || register.error?.code === 'VISIT_OPEN_ALREADY' ? null : (
          <Button
            tone="primary"
            shortcut="F6"
            data-testid="use-exception"
            onClick={() => {
              register.reset()
              change({ exceptionCode: code })
            }}
          >
            {name === undefined ? t('card.useExceptionCode', { code }) : t('card.useException', { code, name })}
          </Button>
        )}
      </ErrorCard>
    </InSight>
  )
}
