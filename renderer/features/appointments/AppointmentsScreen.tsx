import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Appointment } from '../../../preload/contract/appointments/appointment.ts'
import { IsoDateSchema } from '../../../preload/contract/words.ts'
import { runCommand } from '../../app/commands.ts'
import { KeptPanes } from '../../app/KeptPanes.tsx'
import { takeTarget } from '../../app/navigation.ts'
import { useDeskQuery } from '../../bridge/query.ts'
import { Button } from '../../ui/Button.tsx'
import { laterDay } from '../../ui/format/weekday.ts'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { Empty, Notice } from '../../ui/notices/Notice.tsx'
import { Loading } from '../../ui/notices/Waiting.tsx'
import { AppointmentDetails } from './AppointmentDetails.tsx'
import { beginReturn, setCell, setSelected, setTask, showDay, useAppointments } from './appointmentsStore.ts'
import { BookingForm } from './BookingForm.tsx'
import { CancelForm } from './CancelForm.tsx'
import { CloudAgeLine } from './CloudAgeLine.tsx'
import { DayBar } from './DayBar.tsx'
import { RosterPane } from './RosterPane.tsx'
import { SessionGrid } from './SessionGrid.tsx'
import { SlotList } from './SlotList.tsx'
import { firstCell, isThere, type SlotRow, sessionOf, slotRows } from './slotRows.ts'
import { TodoList } from './TodoList.tsx'
import { useAppointmentActs } from './useAppointmentActs.ts'
import { useAppointmentKeys } from './useAppointmentKeys.ts'
import { WeekView } from './WeekView.tsx'

const usualDivider = { appointments: 760 }
const nobody: readonly Appointment[] = []

/** 預約: a day's sessions and their slots at the left, one booking at a time at the right. */
export const AppointmentsScreen = () => {
  const { t } = useTranslation()
  const state = useAppointments()
  const { view, task, selected, returning } = state
  const day = state.day === null ? null : IsoDateSchema.parse(state.day)
  const { data, error } = useDeskQuery('appointment:day', { day }, { keepPrevious: true })
  const todos = useDeskQuery('appointment:todos', {}).data?.appointments ?? nobody
  const dayInput = useRef<HTMLInputElement>(null)
  const linkInput = useRef<HTMLInputElement>(null)
  const dayPane = useRef<HTMLElement>(null)
  const acts = useAppointmentActs()
  const cell =
    data === undefined
      ? null
      : state.cell !== null && sessionOf(data, state.cell) !== null
        ? state.cell
        : firstCell(data, returning?.practitionerId ?? null)
  const rows = data === undefined ? [] : slotRows(data, cell)
  const row = rows.find(({ key }) => key === selected) ?? null
  const chosen =
    view === 'todos'
      ? (todos.find(({ appointmentId }) => appointmentId === selected) ?? null)
      : view !== 'roster' && row?.kind === 'appointment'
        ? row.appointment
        : null

  const open = (opened: SlotRow): void => {
    if (opened.kind === 'appointment' || data === undefined || cell === null) return
    if (task?.kind === 'move') {
      const { appointmentId, version } = task.appointment
      const { practitionerId, session } = cell
      const doctor = data.sessions.find((one) => one.practitionerId === practitionerId)?.practitionerId
      if (doctor !== undefined) {
        acts.move.mutate({ appointmentId, version, day: data.day, session, practitionerId: doctor, at: opened.at })
      }
    } else setTask({ kind: 'book', at: opened.at })
  }
  useAppointmentKeys({
    acts,
    row,
    chosen,
    onOpen: open,
    canPull: data?.cloud.isConfigured === true,
    focusDay: () => dayInput.current?.select(),
    focusLink: () => linkInput.current?.focus(),
  })
  useEffect(() => {
    const target = takeTarget()
    if (target?.kind === 'return-visit') beginReturn(target)
  }, [])
  useEffect(() => {
    if (view === 'day') dayInput.current?.blur()
  }, [view])

  // A day without sessions has no list, and a form that has gone leaves the focus nowhere: the arrows must lead on.
  const shownDay = data?.day
  const isWriting = task?.kind === 'book' || task?.kind === 'cancel'
  const focusList = (): void =>
    (dayPane.current?.querySelector<HTMLElement>('[role=listbox]') ?? dayPane.current)?.focus()
  // biome-ignore lint/correctness/useExhaustiveDependencies: when another day or another view is there, or a form has gone
  useEffect(() => {
    if (shownDay !== undefined && document.activeElement === document.body) focusList()
  }, [shownDay, isWriting, view])

  // Left and right are the day before and after, wherever they aren't needed for typing or choosing.
  const onKeyDown = (event: KeyboardEvent): void => {
    if (view !== 'day' || data === undefined || event.target instanceof HTMLInputElement) return
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (step === undefined || event.ctrlKey || event.altKey) return
    event.preventDefault()
    showDay(laterDay(data.day, step))
  }
  if (error !== null) return <ErrorCard error={error} />
  if (data === undefined) return <Loading />
  if (view === 'roster') return <RosterPane />
  return (
    <KeptPanes
      usual={usualDivider}
      dividerLabel={t('consultation.divider')}
      panes={[
        {
          name: 'day',
          content: (
            // biome-ignore lint/a11y/noStaticElementInteractions: the lists within take the focus, only their unused arrows come here
            <section
              ref={dayPane}
              tabIndex={-1}
              className="flex min-h-0 flex-1 flex-col bg-surface outline-none"
              onKeyDown={onKeyDown}
            >
              <div className="flex flex-wrap items-center justify-between gap-2 px-3 py-2">
                <DayBar day={data.day} holiday={data.holiday} inputRef={dayInput} />
                <span className="flex flex-wrap items-center justify-end gap-x-2">
                  <CloudAgeLine cloud={data.cloud} />
                  {data.cloud.isConfigured ? (
                    <Button tone="quiet" shortcut="Ctrl+L" onClick={() => runCommand('Ctrl+L')}>
                      {t('appointment.key.pullShort')}
                    </Button>
                  ) : null}
                  <Button tone="quiet" shortcut="Ctrl+G" onClick={() => runCommand('Ctrl+G')}>
                    {t('appointment.key.roster')}
                  </Button>
                </span>
              </div>
              {task?.kind === 'move' ? (
                <Notice tone="wait">{t('appointment.moving', { name: task.appointment.name })}</Notice>
              ) : null}
              {returning === null || task?.kind === 'move' ? null : (
                <Notice tone="wait">
                  <span data-testid="returning">
                    {t(
                      isThere(data, returning.practitionerId) ? 'appointment.returning' : 'appointment.returningAway',
                      {
                        name: returning.patient.name,
                        doctor: returning.practitionerName,
                      },
                    )}
                  </span>
                </Notice>
              )}
              {view === 'week' ? <WeekView day={data.day} /> : null}
              {view === 'todos' ? (
                <TodoList
                  selected={selected}
                  onOpen={(one) => {
                    showDay(one.day)
                    if (one.practitionerId !== null) {
                      setCell({ practitionerId: one.practitionerId, session: one.session })
                    }
                    setSelected(one.appointmentId)
                  }}
                />
              ) : null}
              {view === 'day' ? (
                <>
                  <SessionGrid day={data} cell={cell} />
                  {data.sessions.length === 0 ? null : <SlotList rows={rows} selected={selected} onOpen={open} />}
                </>
              ) : null}
            </section>
          ),
        },
        {
          name: 'one',
          content: (
            <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
              {acts.error === null || acts.book.error !== null || acts.cancel.error !== null ? null : (
                <ErrorCard error={acts.error} />
              )}
              {task?.kind === 'book' && cell !== null ? (
                <BookingForm key={`${data.day} ${task.at}`} day={data.day} cell={cell} at={task.at} acts={acts} />
              ) : task?.kind === 'cancel' ? (
                <CancelForm key={task.appointment.appointmentId} appointment={task.appointment} acts={acts} />
              ) : chosen === null ? (
                <Empty title={t('appointment.nothingChosen')}>
                  <p>{t('appointment.nothingChosenHint')}</p>
                </Empty>
              ) : (
                <AppointmentDetails appointment={chosen} linkInput={linkInput} onLinked={focusList} />
              )}
            </div>
          ),
        },
      ]}
    />
  )
}
