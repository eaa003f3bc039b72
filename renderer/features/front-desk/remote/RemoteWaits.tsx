import { useTranslation } from 'react-i18next'
import type { RemoteVisit } from '../../../../preload/contract/visit/remoteVisit.ts'
import { useDeskMutation, useDeskQuery } from '../../../bridge/query.ts'
import { useServerNow } from '../../../bridge/status.ts'
import { Button } from '../../../ui/Button.tsx'
import { AttendanceChip } from '../../../ui/chips/AttendanceChip.tsx'
import { Chip, type Tone } from '../../../ui/chips/Chip.tsx'
import { clockTime } from '../../../ui/format/date.ts'
import { ErrorCard } from '../../../ui/notices/ErrorCard.tsx'
import { choosePatient, touch, useFrontDesk } from '../frontDeskStore.ts'
import { isUnderWay, todoOf, waited } from './remoteVisitView.ts'

const tones: Readonly<Record<RemoteVisit['state'], Tone>> = {
  waiting: 'wait',
  silent: 'wait',
  approved: 'accent',
  presented: 'accent',
  refused: 'act',
  expired: 'act',
  failed: 'act',
  interrupted: 'act',
}

const Elapsed = ({ since }: { readonly since: string }) => {
  const { t } = useTranslation()
  const now = useServerNow(1_000)
  return (
    <span className="tabular-nums" data-testid="remote-elapsed">
      {t('remote.elapsed', { time: waited(since, now) })}
    </span>
  )
}

const Wait = ({ item }: { readonly item: RemoteVisit }) => {
  const { t } = useTranslation()
  const cancel = useDeskMutation('remote-visit:cancel')
  const waitOn = useDeskMutation('remote-visit:wait-on')
  const present = useDeskMutation('remote-visit:present')
  const { remoteVisitId, patient, state, fault } = item
  const isPending = cancel.isPending || waitOn.isPending || present.isPending
  const error = present.error ?? waitOn.error ?? cancel.error
  const todo = todoOf(item)
  const again = (): void => {
    cancel.mutate(
      { remoteVisitId },
      {
        onSuccess: () => {
          choosePatient(patient)
          touch(`patient:${patient.patientId}`, {
            attendance: item.attendance,
            consentHow: item.consent.how,
            consentReason: item.consent.reason ?? '',
            exceptionCode: null,
          })
        },
      },
    )
  }
  return (
    <li className="flex flex-col gap-1 py-1.5" data-testid="remote-visit" data-state={state}>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <strong className="font-semibold">{patient.name}</strong>
        <AttendanceChip attendance={item.attendance} />
        <Chip tone={tones[state]}>{t(`remote.state.${state}`)}</Chip>
        {state === 'waiting' || state === 'silent' ? (
          <Elapsed since={item.requestedAt} />
        ) : (
          <span className="text-sm text-muted">{t('remote.asked', { time: clockTime(item.requestedAt) })}</span>
        )}
        <span className="flex-1" />
        {state === 'silent' ? (
          <Button
            tone="plain"
            disabled={isPending}
            onClick={() => waitOn.mutate({ remoteVisitId })}
            data-testid="remote-wait-on"
          >
            {t('remote.waitOn')}
          </Button>
        ) : null}
        {state === 'approved' ? (
          <Button disabled={isPending} onClick={() => present.mutate({ remoteVisitId })} data-testid="remote-present">
            {t('remote.present')}
          </Button>
        ) : null}
        {isUnderWay(item) || state === 'presented' ? null : (
          <Button disabled={isPending} onClick={again} data-testid="remote-again">
            {t('remote.again')}
          </Button>
        )}
        {state === 'presented' ? null : (
          <Button
            tone="quiet"
            disabled={isPending}
            title={isUnderWay(item) ? t('remote.cancelHint') : undefined}
            onClick={() => cancel.mutate({ remoteVisitId })}
            data-testid="remote-cancel"
          >
            {t(isUnderWay(item) ? 'remote.cancel' : 'remote.putAway')}
          </Button>
        )}
      </p>
      {todo === null ? null : <p className="text-sm">{t(`remote.todo.${todo}`)}</p>}
      {error !== null ? <ErrorCard error={error} /> : null}
      {fault === null || error !== null ? null : state === 'waiting' ? (
        <p className="text-sm text-wait">{t(`error.${fault.code}.title`)}</p>
      ) : (
        <ErrorCard error={fault} tone="wait" />
      )}
    </li>
  )
}

const none: readonly RemoteVisit[] = []

/** 線上授權: everybody whose app has been asked, side by side; the desk goes on working under it. */
export const RemoteWaits = () => {
  const { t } = useTranslation()
  const items = useDeskQuery('remote-visit:list', {}).data?.items ?? none
  // At the desk already, but for somebody else whom the desk is busy with.
  const isBusy = useFrontDesk(({ chosen }) => chosen !== null)
  const shown = items.filter(({ state }) => state !== 'presented' || isBusy)
  if (shown.length === 0) return null
  return (
    <section
      aria-label={t('remote.title')}
      data-testid="remote-visits"
      data-count={shown.length}
      className="max-h-64 overflow-y-auto rounded-md border border-line bg-surface px-3"
    >
      <ul className="flex flex-col divide-y divide-line">
        {shown.map((item) => (
          <Wait key={item.remoteVisitId} item={item} />
        ))}
      </ul>
    </section>
  )
}
