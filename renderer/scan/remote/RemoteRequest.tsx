import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { RemoteVisit } from '../../../preload/contract/visit/remoteVisit.ts'
import { useDeskMutation } from '../../bridge/query.ts'
import { useServerNow } from '../../bridge/status.ts'
import { Button } from '../../ui/Button.tsx'
import { Chip, type Tone } from '../../ui/chips/Chip.tsx'
import { clockTime } from '../../ui/format/date.ts'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { ErrorLine } from '../../ui/notices/ErrorLine.tsx'
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
    // A timer is not read out at each of its steps.
    <span role="timer" className="tabular-nums" data-testid="remote-elapsed">
      {t('remote.elapsed', { time: waited(since, now) })}
    </span>
  )
}

interface RemoteRequestProps {
  readonly item: RemoteVisit
  /** Who is asked, where the place doesn't tell. */
  readonly who?: ReactNode
  /** One that has ended is put away, so that it is made anew; the request for a visit under way asks again by itself. */
  readonly onAgain?: () => void
  /** It stands in a notice or a card, so what went wrong is a line. */
  readonly isInside?: boolean
}

/** How far a request to a patient's app has come, and every way on from there. */
export const RemoteRequest = ({ item, who, onAgain, isInside = false }: RemoteRequestProps) => {
  const { t } = useTranslation()
  const cancel = useDeskMutation('remote-visit:cancel')
  const waitOn = useDeskMutation('remote-visit:wait-on')
  const present = useDeskMutation('remote-visit:present')
  const askAgain = useDeskMutation('remote-visit:ask-again')
  const { remoteVisitId, encounterId, state, fault } = item
  const isPending = cancel.isPending || waitOn.isPending || present.isPending || askAgain.isPending
  const error = askAgain.error ?? present.error ?? waitOn.error ?? cancel.error
  const todo = todoOf(item)
  const again = (): void => {
    if (encounterId !== null) askAgain.mutate({ encounterId })
    else cancel.mutate({ remoteVisitId }, { onSuccess: () => onAgain?.() })
  }
  const Told = isInside ? ErrorLine : ErrorCard
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {who}
        <Chip tone={tones[state]}>{t(`remote.state.${state}`)}</Chip>
        {state === 'waiting' || state === 'silent' ? (
          <Elapsed since={item.requestedAt} />
        ) : (
          <span className="text-sm text-muted">{t('remote.asked', { time: clockTime(item.requestedAt) })}</span>
        )}
        {todo !== null && isInside ? (
          <span className="min-w-0 grow basis-72 text-sm">{t(`remote.todo.${todo}`)}</span>
        ) : (
          <span className="flex-1" />
        )}
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
      {todo === null || isInside ? null : <p className="text-sm">{t(`remote.todo.${todo}`)}</p>}
      {error !== null ? <Told error={error} /> : null}
      {fault === null || error !== null ? null : state === 'waiting' ? (
        <p className="text-sm text-wait">{t(`error.${fault.code}.title`)}</p>
      ) : (
        <Told error={fault} tone="wait" />
      )}
    </>
  )
}
