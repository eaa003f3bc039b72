import { memo, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { isRemote } from '../../../preload/contract/visit/attendance.ts'
import type { QueuePlace } from '../../../preload/contract/visit/queue.ts'
import type { VisitSummary } from '../../../preload/contract/visit/visit.ts'
import { useDeskQuery } from '../../bridge/query.ts'
import { useQueue } from '../../bridge/queue.ts'
import { useWords } from '../../i18n/useWords.ts'
import { Button } from '../../ui/Button.tsx'
import { QueueChip } from '../../ui/chips/QueueChip.tsx'
import { VisitChips } from '../../ui/chips/VisitChips.tsx'
import { clockTime } from '../../ui/format/date.ts'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { Empty } from '../../ui/notices/Notice.tsx'
import { Loading } from '../../ui/notices/Waiting.tsx'
import { Rows } from '../../ui/Rows.tsx'
import { AppointmentCount } from './AppointmentCount.tsx'
import {
  type StateFilter,
  select,
  setAttendanceFilter,
  setDoctorFilter,
  setStateFilter,
  useFrontDesk,
} from './frontDeskStore.ts'
import { SelectedVisit } from './SelectedVisit.tsx'
import { useRecentChanges } from './useRecentChanges.ts'

const states: readonly StateFilter[] = ['all', 'waiting', 'in-consultation', 'to-pay', 'closed']
/**
 * The states have room for a virtual card's time beside a call where there is any, so that the columns stand in line; beside a scan
 * they leave the doctor's name its own. A row with more states than usual takes their room from the name, so that nothing is covered.
 */
const columns =
  'grid grid-cols-[2.25rem_minmax(4rem,1fr)_3rem_minmax(0,3.25rem)_minmax(clamp(8rem,100cqw-66rem,14rem),max-content)] gap-x-2 px-3'
const attendances = ['remote', 'home'] as const
const filterLook =
  'min-h-7 rounded-full px-2.5 text-sm text-muted hover:bg-sunken aria-pressed:bg-accent-soft aria-pressed:text-accent'
const isHeld = ({ attendance }: VisitSummary, which: 'remote' | 'home'): boolean =>
  which === 'home' ? attendance === 'home' : isRemote(attendance)
const noVisits: readonly VisitSummary[] = []

const outlineOf = (visit: VisitSummary): string =>
  [
    visit.state,
    visit.attendance,
    visit.cardWrite,
    visit.exceptionCode,
    ...visit.uploads.map(({ state }) => state),
  ].join()

const Row = memo(
  ({
    visit,
    place,
    recent,
  }: {
    readonly visit: VisitSummary
    readonly place: QueuePlace | undefined
    readonly recent: boolean
  }) => {
    const t = useWords()
    return (
      <>
        <span className="relative text-right">
          {recent ? (
            <span
              className="absolute top-1/2 -left-2 size-2 -translate-y-1/2 rounded-full bg-accent"
              title={t('registration.changed')}
            />
          ) : null}
          {visit.queueNumber}
        </span>
        <span className={`truncate ${visit.state === 'cancelled' ? 'text-muted line-through' : ''}`}>
          {visit.patient.name}
        </span>
        <span className="text-sm text-muted">{clockTime(visit.registeredAt)}</span>
        <span className="truncate text-sm text-muted">{visit.practitionerName}</span>
        <span className="flex justify-end gap-1">
          {visit.state === 'waiting' ? <QueueChip place={place} /> : null}
          <VisitChips visit={visit} />
        </span>
      </>
    )
  },
)

const Filters = ({ visits }: { readonly visits: readonly VisitSummary[] }) => {
  const { t } = useTranslation()
  const { stateFilter, doctorFilter, attendanceFilter } = useFrontDesk()
  const doctors = [...new Map(visits.map((visit) => [visit.practitionerId, visit.practitionerName] as const))]
  return (
    <div className="flex flex-wrap items-center gap-1 px-3 pb-2">
      {states.map((state) => (
        <button
          key={state}
          type="button"
          aria-pressed={stateFilter === state}
          onClick={() => setStateFilter(state)}
          className={filterLook}
        >
          {state === 'all' ? t('registration.all') : t(`visit.state.${state}`)}{' '}
          {visits.filter((visit) => state === 'all' || visit.state === state).length}
        </button>
      ))}
      {attendances.map((which) => {
        const count = visits.filter((visit) => isHeld(visit, which)).length
        return count === 0 && attendanceFilter !== which ? null : (
          <button
            key={which}
            type="button"
            aria-pressed={attendanceFilter === which}
            onClick={() => setAttendanceFilter(attendanceFilter === which ? 'all' : which)}
            data-testid={`filter-${which}`}
            className={filterLook}
          >
            {t(`attendance.filter.${which}`)} {count}
          </button>
        )
      })}
      <span className="flex-1" />
      {doctors.length < 2 ? null : (
        <select
          aria-label={t('registration.doctor')}
          value={doctorFilter}
          onChange={(event) => setDoctorFilter(event.target.value)}
          className="control h-7! w-auto! text-sm"
        >
          <option value="">{t('registration.allDoctors')}</option>
          {doctors.map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
    </div>
  )
}

/** Left part of the front desk: everybody of today, in the order of their numbers. */
export const TodayList = () => {
  const { t } = useTranslation()
  const { data, error, refetch } = useDeskQuery('visit:list', { day: null })
  const visits = data ?? noVisits
  const { placeOf } = useQueue()
  const { stateFilter, doctorFilter, attendanceFilter, selected } = useFrontDesk()
  const shown = useMemo(
    () =>
      visits.filter(
        (visit) =>
          (stateFilter === 'all' || visit.state === stateFilter) &&
          (doctorFilter === '' || visit.practitionerId === doctorFilter) &&
          (attendanceFilter === 'all' || isHeld(visit, attendanceFilter)),
      ),
    [visits, stateFilter, doctorFilter, attendanceFilter],
  )
  const outlines = useMemo(
    () => data?.map((visit) => ({ key: visit.encounterId, outline: outlineOf(visit) })) ?? null,
    [data],
  )
  const recent = useRecentChanges(outlines)
  const selectedVisit = visits.find(({ encounterId }) => encounterId === selected) ?? null
  return (
    <section
      tabIndex={-1}
      className="flex min-h-0 flex-1 flex-col bg-surface outline-none"
      aria-label={t('registration.today')}
      data-testid="today-list"
    >
      <div className="flex items-center justify-between px-3 pt-2 pb-1 text-sm text-muted">
        <h2>{t('registration.today')}</h2>
        <AppointmentCount />
      </div>
      <Filters visits={visits} />
      <div
        className={`${columns} shrink-0 overflow-hidden border-y border-line bg-ground [scrollbar-gutter:stable] py-0.5 text-sm whitespace-nowrap text-muted`}
        aria-hidden
      >
        <span className="text-right">{t('visit.number')}</span>
        <span>{t('visit.name')}</span>
        <span>{t('visit.time')}</span>
        <span>{t('visit.doctor')}</span>
        <span className="text-right">{t('visit.stateTitle')}</span>
      </div>
      {error === null ? null : (
        <div className="p-3">
          <ErrorCard error={error}>
            <Button onClick={() => void refetch()}>{t('app.retry')}</Button>
          </ErrorCard>
        </div>
      )}
      <Rows
        label={t('registration.today')}
        items={shown}
        keyOf={({ encounterId }) => encounterId}
        selected={selected}
        onSelect={({ encounterId }) => select(encounterId)}
        renderRow={(visit) => (
          <Row visit={visit} place={placeOf(visit.encounterId)} recent={recent.has(visit.encounterId)} />
        )}
        rowClassName={columns}
        rowTestId={({ encounterId }) => `visit-row-${encounterId}`}
        empty={
          data === undefined ? (
            <Loading onReload={() => void refetch()} />
          ) : (
            <Empty title={t(visits.length === 0 ? 'registration.emptyDay' : 'registration.emptyFilter')} />
          )
        }
      />
      {selectedVisit === null ? null : <SelectedVisit key={selectedVisit.encounterId} visit={selectedVisit} />}
    </section>
  )
}
