import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { HomeCheck, HomeStop } from '../../../../preload/contract/visit/homeRoute.ts'
import { useDeskMutation, useDeskQuery } from '../../../bridge/query.ts'
import { Button } from '../../../ui/Button.tsx'
import { AttendanceChip } from '../../../ui/chips/AttendanceChip.tsx'
import { Chip } from '../../../ui/chips/Chip.tsx'
import { ErrorCard } from '../../../ui/notices/ErrorCard.tsx'
import { Empty } from '../../../ui/notices/Notice.tsx'
import { Loading } from '../../../ui/notices/Waiting.tsx'
import { Rows } from '../../../ui/Rows.tsx'
import { useFocusReturn } from '../../../ui/useFocusReturn.ts'
import { beginStop, setSearchText } from '../frontDeskStore.ts'
import { PatientSearch } from '../PatientSearch.tsx'
import { HomeCheckPanel } from './HomeCheckPanel.tsx'
import { closeHomeRoute, selectStop, useHomeRoute } from './homeRouteStore.ts'

const columns = 'grid grid-cols-[2rem_minmax(5rem,10rem)_minmax(8rem,1fr)_auto] gap-x-3 px-3'
const noStops: readonly HomeStop[] = []

/** The ways that are open now, in a word each; they are the surroundings', the same at every stop until looked at again. */
const OpenWays = ({ check }: { readonly check: HomeCheck | null }) => {
  const { t } = useTranslation()
  if (check === null) return <span className="text-sm text-muted">{t('route.check.never')}</span>
  return check.ways
    .filter(({ possible }) => possible)
    .map(({ way }) => (
      <Chip key={way} tone={way === 'exception' ? 'wait' : 'accent'}>
        {t(`route.way.${way}`)}
      </Chip>
    ))
}

const Row = ({
  stop,
  order,
  check,
}: {
  readonly stop: HomeStop
  readonly order: number
  readonly check: HomeCheck | null
}) => {
  const { t } = useTranslation()
  const { visit } = stop
  return (
    <>
      <span className="text-right">{order}</span>
      <span className="truncate">{stop.patient.name}</span>
      <span className="flex items-center gap-1 truncate text-sm text-muted">
        {visit === null ? (
          t('route.notYet')
        ) : (
          <>
            {t('route.seen', { number: visit.queueNumber, state: t(`visit.state.${visit.state}`) })}
            <AttendanceChip attendance={visit.attendance} />
            {visit.exceptionCode === null ? null : <Chip>{t('visit.exception', { code: visit.exceptionCode })}</Chip>}
          </>
        )}
      </span>
      <span className="flex justify-end gap-1">{visit === null ? <OpenWays check={check} /> : null}</span>
    </>
  )
}

/** 今日路線: the day's home visits in their order, in place of the registration, with what is possible here and now. */
export const HomeRoutePane = ({ searchRef }: { readonly searchRef: Ref<HTMLInputElement> }) => {
  const { t } = useTranslation()
  useFocusReturn()
  const { data, error, refetch } = useDeskQuery('home-route:show', { day: null })
  const { selected, check } = useHomeRoute()
  const add = useDeskMutation('home-route:add')
  const remove = useDeskMutation('home-route:remove')
  const move = useDeskMutation('home-route:move')
  const stops = data?.stops ?? noStops
  const stop = stops.find(({ patient }) => patient.patientId === selected) ?? stops.find(({ visit }) => visit === null)
  const failure = add.error ?? remove.error ?? move.error ?? error
  const begin = ({ patient, visit }: HomeStop): void => {
    if (visit !== null) return
    closeHomeRoute()
    beginStop(patient)
  }
  const change = (by: 1 | -1): void => {
    if (stop === undefined) return
    selectStop(stop.patient.patientId)
    move.mutate({ day: null, patientId: stop.patient.patientId, by })
  }
  return (
    <section
      aria-label={t('route.title')}
      data-testid="home-route"
      className="@container flex min-h-0 flex-1 flex-col bg-surface"
    >
      <header className="flex flex-wrap items-center gap-3 px-3 pt-3 pb-2">
        <h2 className="text-lg font-semibold">{t('route.title')}</h2>
        <div className="min-w-60 flex-1">
          <PatientSearch
            inputRef={searchRef}
            label={t('route.add')}
            onPick={({ patientId }) => {
              setSearchText('')
              selectStop(patientId)
              add.mutate({ day: null, patientId })
            }}
          />
        </div>
        <Button shortcut="Esc" onClick={closeHomeRoute}>
          {t('route.back')}
        </Button>
      </header>
      <HomeCheckPanel />
      {failure === null ? null : (
        <div className="px-3 pb-2">
          <ErrorCard error={failure}>
            <Button onClick={() => void refetch()}>{t('app.retry')}</Button>
          </ErrorCard>
        </div>
      )}
      <div
        aria-hidden
        className={`${columns} shrink-0 overflow-hidden border-y border-line bg-ground py-0.5 text-sm whitespace-nowrap text-muted [scrollbar-gutter:stable]`}
      >
        <span className="text-right">{t('route.column.order')}</span>
        <span>{t('route.column.patient')}</span>
        <span>{t('route.column.visit')}</span>
        <span className="text-right">{t('route.column.ways')}</span>
      </div>
      <Rows
        label={t('route.title')}
        items={stops}
        keyOf={({ patient }) => patient.patientId}
        selected={stop?.patient.patientId ?? null}
        onSelect={({ patient }) => selectStop(patient.patientId)}
        onOpen={begin}
        renderRow={(each) => <Row stop={each} order={stops.indexOf(each) + 1} check={check} />}
        rowClassName={columns}
        rowTestId={({ patient }) => `stop-${patient.patientId}`}
        empty={
          data === undefined ? (
            <Loading onReload={() => void refetch()} />
          ) : (
            <Empty title={t('route.empty')}>
              <p>{t('route.emptyHint')}</p>
            </Empty>
          )
        }
      />
      {stop === undefined ? null : (
        <footer className="flex flex-wrap items-center gap-2 border-t border-line px-3 py-2" data-testid="stop-actions">
          <strong className="min-w-0 truncate font-semibold">{stop.patient.name}</strong>
          <span className="flex-1" />
          <Button tone="quiet" disabled={move.isPending} onClick={() => change(-1)} data-testid="stop-up">
            {t('route.up')}
          </Button>
          <Button tone="quiet" disabled={move.isPending} onClick={() => change(1)} data-testid="stop-down">
            {t('route.down')}
          </Button>
          <Button
            tone="quiet"
            disabled={remove.isPending}
            onClick={() => remove.mutate({ day: null, patientId: stop.patient.patientId })}
            data-testid="stop-remove"
          >
            {t('route.remove')}
          </Button>
          <Button
            tone="primary"
            shortcut="Enter"
            disabled={stop.visit !== null}
            onClick={() => begin(stop)}
            data-testid="stop-begin"
          >
            {t('route.register')}
          </Button>
        </footer>
      )}
    </section>
  )
}
