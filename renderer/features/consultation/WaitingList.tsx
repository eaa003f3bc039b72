import { memo, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isRemote } from '../../../preload/contract/visit/attendance.ts'
import type { QueuePlace } from '../../../preload/contract/visit/queue.ts'
import type { VisitSummary } from '../../../preload/contract/visit/visit.ts'
import { useScreenCommands } from '../../app/commands.ts'
import { useDeskMutation, useDeskQuery } from '../../bridge/query.ts'
import { useQueue } from '../../bridge/queue.ts'
import { useWords } from '../../i18n/useWords.ts'
import { Button } from '../../ui/Button.tsx'
import { QueueChip } from '../../ui/chips/QueueChip.tsx'
import { VisitChips } from '../../ui/chips/VisitChips.tsx'
import { ageWords } from '../../ui/format/age.ts'
import { clockTime } from '../../ui/format/date.ts'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { Empty } from '../../ui/notices/Notice.tsx'
import { Rows } from '../../ui/Rows.tsx'
import { isLeftBehind } from '../../ui/visit/leftBehind.ts'
import { BegunAmendments } from './amend/BegunAmendments.tsx'
import { openVisit, pick, setOnlineOnly, useConsultation } from './consultationStore.ts'
import { keepDoctorFilter, useDoctorFilter } from './doctorFilter.ts'
import { HoldForm } from './HoldForm.tsx'
import { queueCommands } from './queueCommands.ts'
import { UnsignedRecords, useUnsigned } from './UnsignedRecords.tsx'
import { nextWaiting, showVisit, turnOf, waitingFor } from './visitActions.ts'

const columns = 'grid grid-cols-[3rem_minmax(5rem,12rem)_8rem_4rem_minmax(5rem,10rem)_minmax(9.5rem,1fr)] gap-x-3 px-4'
const order = { 'in-consultation': 0, waiting: 1 } as const
const noVisits: readonly VisitSummary[] = []

const isHere = (visit: VisitSummary): boolean => visit.state === 'waiting' || visit.state === 'in-consultation'
const rank = (visit: VisitSummary): number =>
  visit.state === 'in-consultation' ? order['in-consultation'] : order.waiting

const Row = memo(({ visit, place }: { readonly visit: VisitSummary; readonly place: QueuePlace | undefined }) => {
  const t = useWords()
  return (
    <>
      <span className="text-right">{visit.queueNumber}</span>
      <span className="truncate">{visit.patient.name}</span>
      <span className="text-muted">
        {t(`patient.sex.${visit.patient.sex}`)} {ageWords(visit.patient.birthDate, t)}
      </span>
      <span className="text-sm text-muted">{clockTime(visit.registeredAt)}</span>
      <span className="truncate text-muted">{visit.practitionerName}</span>
      <span className="flex gap-1">
        <VisitChips visit={visit} />
        <QueueChip place={place} />
        <span className="text-sm whitespace-nowrap text-muted">
          {place?.waitMinutes == null ? '' : t('queue.wait', { minutes: place.waitMinutes })}
        </span>
      </span>
    </>
  )
})

/** Who waits for the doctor; Enter takes the chosen one in, F2 the next in turn. */
export const WaitingList = () => {
  const { t } = useTranslation()
  const { data: visits = noVisits, error } = useDeskQuery('visit:list', { day: null })
  const { onlineOnly, picked } = useConsultation()
  const { placeOf } = useQueue()
  const start = useDeskMutation('consultation:start')
  const move = useDeskMutation('queue:move')
  const putBack = useDeskMutation('consultation:put-back')
  const display = useDeskQuery('display:current', {}).data
  const isDisplayOpen = display?.isOpen === true
  const switchDisplay = useDeskMutation('display:switch')
  const { doctors, chosen } = useDoctorFilter(visits)
  const elsewhere = chosen === '' ? 0 : waitingFor(visits, '', null) - waitingFor(visits, chosen, null)
  const shown = useMemo(
    () =>
      visits
        .filter((visit) => isHere(visit) && (chosen === '' || visit.practitionerId === chosen))
        .filter(({ attendance }) => !onlineOnly || isRemote(attendance))
        .sort(
          (one, other) =>
            Number(isLeftBehind(other)) - Number(isLeftBehind(one)) ||
            rank(one) - rank(other) ||
            turnOf(one, placeOf) - turnOf(other, placeOf) ||
            one.queueNumber - other.queueNumber,
        ),
    [visits, chosen, onlineOnly, placeOf],
  )
  const online = visits.filter((visit) => isHere(visit) && isRemote(visit.attendance)).length
  const selected =
    shown.find(({ encounterId }) => encounterId === picked) ?? shown.find((visit) => !isLeftBehind(visit)) ?? shown[0]

  const [held, setHeld] = useState<VisitSummary | null>(null)
  const take = (visit: VisitSummary): void => {
    if (visit.state === 'in-consultation') openVisit(visit.encounterId)
    else if (!start.isPending) start.mutate({ encounterId: visit.encounterId }, { onSuccess: showVisit })
  }
  const failure = start.error ?? move.error ?? putBack.error ?? switchDisplay.error ?? error
  const next = nextWaiting(visits, chosen, null, placeOf)
  const unsigned = useUnsigned()
  useScreenCommands([
    {
      key: 'F2',
      label: t('consultation.key.next'),
      run: () => next !== null && take(next),
      disabled: next === null || start.isPending,
    },
    ...queueCommands({
      t,
      place: selected === undefined ? undefined : placeOf(selected.encounterId),
      move,
      inside: selected?.state === 'in-consultation' ? selected.encounterId : null,
      putBack,
      askHold: () => setHeld(selected ?? null),
    }),
    {
      key: 'F8',
      // Another word once it is open: the second click of a double click is then known for one.
      label: t(isDisplayOpen ? 'queue.key.displayOff' : 'queue.key.display'),
      run: () => switchDisplay.mutate({ isOpen: !isDisplayOpen }),
      disabled: display === undefined || switchDisplay.isPending,
    },
    ...(held === null ? [] : [{ key: 'Escape', label: t('app.cancel'), run: () => setHeld(null) }]),
    { key: 'F9', label: t('signature.key'), run: unsigned.signAll, disabled: !unsigned.canSign },
  ])
  return (
    <section className="flex min-h-0 flex-1 flex-col bg-surface">
      <div className="flex min-h-12 flex-wrap items-center gap-3 px-4 py-1">
        <h2 className="text-lg">{t('consultation.waitingList')}</h2>
        {doctors.length < 2 && chosen === '' ? null : (
          <select
            aria-label={t('consultation.doctor')}
            value={chosen}
            onChange={(event) => keepDoctorFilter(event.target.value)}
            data-testid="waiting-doctor"
            className="control w-auto!"
          >
            <option value="">{t('consultation.allDoctors')}</option>
            {doctors.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
        {elsewhere === 0 ? null : (
          <span className="text-sm text-muted" data-testid="waiting-elsewhere">
            {t('consultation.waitingElsewhere', { count: elsewhere })}
          </span>
        )}
        {online === 0 && !onlineOnly ? null : (
          <button
            type="button"
            aria-pressed={onlineOnly}
            onClick={() => setOnlineOnly(!onlineOnly)}
            data-testid="filter-remote"
            className="min-h-7 rounded-full px-2.5 text-sm text-muted hover:bg-sunken aria-pressed:bg-accent-soft aria-pressed:text-accent"
          >
            {t('attendance.filter.remote')} {online}
          </button>
        )}
        <span className="flex-1 text-right text-sm text-muted">{isDisplayOpen ? t('queue.displayOn') : ''}</span>
        {selected === undefined ? null : (
          <Button
            tone="primary"
            shortcut="Enter"
            data-testid="start-consultation"
            disabled={start.isPending}
            onClick={() => take(selected)}
          >
            {t(selected.state === 'in-consultation' ? 'consultation.resume' : 'consultation.start')}
          </Button>
        )}
      </div>
      {held === null ? null : (
        <HoldForm
          key={held.encounterId}
          visit={held}
          onLeave={() => setHeld(null)}
          onHold={(reason) => {
            move.mutate({ encounterId: held.encounterId, move: 'hold', reason })
            setHeld(null)
          }}
        />
      )}
      {failure === null ? null : (
        <div className="px-4 pb-2">
          <ErrorCard error={failure} />
        </div>
      )}
      <div
        className={`${columns} shrink-0 overflow-hidden border-y border-line bg-ground [scrollbar-gutter:stable] py-0.5 text-sm whitespace-nowrap text-muted`}
        aria-hidden
      >
        <span className="text-right">{t('visit.number')}</span>
        <span>{t('visit.name')}</span>
        <span>{t('patient.sexAge')}</span>
        <span>{t('visit.time')}</span>
        <span>{t('visit.doctor')}</span>
        <span>{t('visit.stateTitle')}</span>
      </div>
      <Rows
        autoFocus
        label={t('consultation.waitingList')}
        items={shown}
        keyOf={({ encounterId }) => encounterId}
        selected={selected?.encounterId ?? null}
        onSelect={({ encounterId }) => pick(encounterId)}
        onOpen={take}
        rowClassName={columns}
        rowTestId={({ encounterId }) => `waiting-row-${encounterId}`}
        empty={
          <Empty title={t('consultation.noneWaiting')}>
            <p>{t('consultation.noneWaitingHint')}</p>
          </Empty>
        }
        renderRow={(visit) => <Row visit={visit} place={placeOf(visit.encounterId)} />}
      />
      <BegunAmendments />
      <UnsignedRecords unsigned={unsigned} />
    </section>
  )
}
