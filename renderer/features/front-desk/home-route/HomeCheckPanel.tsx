import { Check, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { HomeCheck } from '../../../../preload/contract/visit/homeRoute.ts'
import { useDeskMutation } from '../../../bridge/query.ts'
import { Button } from '../../../ui/Button.tsx'
import { clockTime } from '../../../ui/format/date.ts'
import { ErrorCard } from '../../../ui/notices/ErrorCard.tsx'
import { Notice } from '../../../ui/notices/Notice.tsx'
import { keepCheck, useHomeRoute } from './homeRouteStore.ts'

type Way = HomeCheck['ways'][number]

const Surroundings = ({ check }: { readonly check: HomeCheck }) => {
  const { t } = useTranslation()
  const until = check.sam.until === null ? '' : ` ${t('route.check.sam.until', { time: clockTime(check.sam.until) })}`
  const lines = [
    [t('route.check.network.label'), t(`route.check.network.${check.network}`), check.network === 'up'],
    [t('route.check.control.label'), t(`route.check.control.${check.control}`), check.control === 'ok'],
    [
      t('route.check.sam.label'),
      `${t(`route.check.sam.${check.sam.state}`)}${until}`,
      check.sam.state !== 'not-verified',
    ],
    [t('route.check.reader.label'), t(`route.check.reader.${check.reader ? 'yes' : 'no'}`), check.reader],
  ] as const
  return (
    <dl className="flex flex-wrap gap-x-5 gap-y-0.5 text-sm" data-testid="home-surroundings">
      {lines.map(([label, words, isFine]) => (
        <div key={label} className="flex gap-1.5 whitespace-nowrap">
          <dt className="text-muted">{label}</dt>
          <dd className={isFine ? '' : 'text-wait'}>{words}</dd>
        </div>
      ))}
    </dl>
  )
}

const WayLine = ({ way }: { readonly way: Way }) => {
  const { t } = useTranslation()
  const why = way.obstacles.map((obstacle) => t(`route.obstacle.${obstacle}`)).join(t('app.and'))
  const exceptionWords = t(way.possible ? 'route.exceptionHint' : 'route.exceptionOff')
  const Sign = way.possible ? Check : X
  return (
    <li className="flex items-center gap-2" data-testid={`home-way-${way.way}`} data-possible={way.possible}>
      <Sign className={`size-4 shrink-0 ${way.possible ? 'text-accent' : 'text-muted'}`} aria-hidden />
      <strong className="w-24 shrink-0 font-semibold">{t(`route.way.${way.way}`)}</strong>
      <span className={way.possible ? '' : 'text-muted'}>
        {way.way === 'exception' ? exceptionWords : way.possible ? t('route.can') : t('route.cannot', { why })}
      </span>
    </li>
  )
}

/** Before leaving and at each stop: what can be used here and now, each way with the reason where it can not. */
export const HomeCheckPanel = () => {
  const { t } = useTranslation()
  const check = useHomeRoute((store) => store.check)
  const look = useDeskMutation('home-route:check', keepCheck)
  return (
    <section
      aria-label={t('route.check.button')}
      className="flex flex-col gap-2 px-3 pb-3"
      data-testid="home-check"
      data-checked-at={check?.checkedAt ?? ''}
    >
      <div className="flex flex-wrap items-center gap-3">
        <Button disabled={look.isPending} onClick={() => look.mutate({})} data-testid="home-check-button">
          {t(look.isPending ? 'route.check.running' : 'route.check.button')}
        </Button>
        <span className="text-sm text-muted" role="status">
          {check === null ? t('route.check.never') : t('route.check.at', { time: clockTime(check.checkedAt) })}
          {'　'}
          {t('route.hint')}
        </span>
      </div>
      {look.error === null ? null : <ErrorCard error={look.error} />}
      {check === null ? null : (
        <>
          <Surroundings check={check} />
          <ul className="flex flex-col gap-0.5">
            {check.ways.map((way) => (
              <WayLine key={way.way} way={way} />
            ))}
          </ul>
          {check.network === 'up' ? null : (
            <div data-testid="home-no-network">
              <Notice tone="wait">{t('route.noNetwork')}</Notice>
            </div>
          )}
        </>
      )}
    </section>
  )
}
