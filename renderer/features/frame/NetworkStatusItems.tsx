import { useTranslation } from 'react-i18next'
import type { DeskStatus } from '../../../preload/contract/desk/status.ts'
import { goTo } from '../../app/navigation.ts'
import { useDeskMutation } from '../../bridge/query.ts'
import { useServerNow } from '../../bridge/status.ts'
import { Button } from '../../ui/Button.tsx'
import { countdown } from '../../ui/format/countdown.ts'
import { clockTime, momentWords } from '../../ui/format/date.ts'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { NotOffered } from '../../ui/notices/NotOffered.tsx'
import { StatusItem } from './StatusItem.tsx'
import { outboxTone, statusTones } from './statusTones.ts'

export const VpnItem = ({ status }: { readonly status: DeskStatus }) => {
  const { t } = useTranslation()
  const { vpn, cloud } = status
  const { mutate, isPending } = useDeskMutation('status:probe')
  return (
    <StatusItem
      name="vpn"
      state={vpn.state}
      tone={statusTones.vpn[vpn.state]}
      label={t('status.vpn.label')}
      value={t(`status.vpn.state.${vpn.state}`)}
    >
      <p>{t(`status.vpn.explain.${vpn.state}`)}</p>
      <p className="text-sm text-muted">
        {[
          vpn.since === null ? null : t('status.vpn.since', { time: momentWords(vpn.since, t) }),
          vpn.dataCentre === null ? null : t('status.vpn.dataCentre', { number: vpn.dataCentre + 1 }),
          `${t('status.cloud.label')} ${t(`status.cloud.state.${cloud.state}`)}`,
        ]
          .filter((part) => part !== null)
          .join(' · ')}
      </p>
      <Button className="self-start" disabled={isPending} onClick={() => mutate({})}>
        {isPending ? t('status.checking') : t('status.checkNow')}
      </Button>
    </StatusItem>
  )
}

export const OutboxItem = ({ outbox }: { readonly outbox: DeskStatus['outbox'] }) => {
  const { t } = useTranslation()
  const now = useServerNow(15_000)
  const { mutate, isPending, error } = useDeskMutation('outbox:send-now')
  const deadline = outbox.nearestDeadline === null ? null : countdown(Date.parse(outbox.nearestDeadline), now)
  const parts = [
    String(outbox.unsent),
    outbox.running ? null : t('status.outbox.stopped'),
    outbox.pausedUntil === null ? null : t('status.outbox.paused', { time: clockTime(outbox.pausedUntil) }),
    outbox.nhiOffered ? null : t('status.outbox.notOffered'),
    outbox.overdue > 0 ? t('status.outbox.overdue', { count: outbox.overdue }) : null,
    outbox.rejected > 0 ? t('status.outbox.rejected', { count: outbox.rejected }) : null,
    outbox.quarantined > 0 ? t('status.outbox.quarantined', { count: outbox.quarantined }) : null,
    outbox.cloudFindings > 0 ? t('status.outbox.cloudFindings', { count: outbox.cloudFindings }) : null,
    deadline === null || outbox.overdue > 0 ? null : t('status.outbox.deadline', { time: deadline.text }),
  ]
  return (
    <StatusItem
      name="outbox"
      state={String(outbox.unsent)}
      tone={outboxTone(outbox, now)}
      label={t('status.outbox.label')}
      value={parts.filter((part) => part !== null).join(' · ')}
    >
      {outbox.running ? null : <p className="text-act">{t('status.outbox.stoppedExplain')}</p>}
      {outbox.nhiOffered ? null : <NotOffered />}
      <p>{outbox.unsent === 0 ? t('status.outbox.explainNone') : t('status.outbox.explain')}</p>
      {error === null ? null : <ErrorCard error={error} />}
      <div className="flex gap-2">
        <Button tone="primary" onClick={() => goTo('uploads')}>
          {t('status.outbox.openMonitor')}
        </Button>
        <Button
          disabled={outbox.unsent === 0 || outbox.pausedUntil !== null || isPending}
          onClick={() => mutate({ outboxId: null })}
        >
          {t('status.outbox.sendNow')}
        </Button>
      </div>
    </StatusItem>
  )
}
