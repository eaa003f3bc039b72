import { useTranslation } from 'react-i18next'
import type { Appointment } from '../../../preload/contract/appointments/appointment.ts'
import { useScreenCommands } from '../../app/commands.ts'
import { useDeskMutation } from '../../bridge/query.ts'
import { lacksChart, setTask, setView, stepBack, useAppointments, waits } from './appointmentsStore.ts'
import type { SlotRow } from './slotRows.ts'
import type { AppointmentActs } from './useAppointmentActs.ts'

interface Keys {
  readonly acts: AppointmentActs
  readonly row: SlotRow | null
  /** The appointment that is looked at. */
  readonly chosen: Appointment | null
  readonly onOpen: (row: SlotRow) => void
  /** Whether there is a cloud to ask. */
  readonly canPull: boolean
  readonly focusDay: () => void
  readonly focusLink: () => void
}

/** The keys of the appointments. */
export const useAppointmentKeys = ({ acts, row, chosen, onOpen, canPull, focusDay, focusLink }: Keys): void => {
  const { t } = useTranslation()
  const { view, task, undo } = useAppointments()
  const pull = useDeskMutation('appointment:pull')
  const isFree = row?.kind === 'free'
  useScreenCommands([
    {
      key: 'F2',
      label: t(task?.kind === 'move' ? 'appointment.key.moveHere' : 'appointment.key.book'),
      run: () => {
        if (task?.kind === 'book')
          document.querySelector<HTMLFormElement>('[data-testid=booking-form]')?.requestSubmit()
        else if (row !== null) onOpen(row)
      },
      disabled: view === 'roster' || (task?.kind !== 'book' && !isFree),
    },
    view === 'roster'
      ? {
          key: 'F3',
          label: t('appointment.key.exception'),
          run: () => document.querySelector<HTMLElement>('[data-testid=exception-kind] input:checked')?.focus(),
        }
      : { key: 'F3', label: t('appointment.key.day'), run: focusDay },
    {
      key: 'F4',
      label: t('appointment.key.move'),
      run: () => {
        if (!waits(chosen)) return
        setView('day')
        setTask({ kind: 'move', appointment: chosen })
      },
      disabled: !waits(chosen),
    },
    {
      key: 'F5',
      label: t('appointment.key.cancel'),
      run: () => {
        if (waits(chosen)) setTask({ kind: 'cancel', appointment: chosen })
      },
      disabled: !waits(chosen),
    },
    {
      key: 'F6',
      label: t(chosen?.state === 'no-show' ? 'appointment.key.notMissed' : 'appointment.key.missed'),
      run: () => {
        if (!waits(chosen)) return
        const { appointmentId, version, state } = chosen
        acts.miss.mutate({ appointmentId, version, missed: state === 'booked' })
      },
      disabled: !waits(chosen) || acts.isPending,
    },
    {
      key: 'F7',
      label: t(view === 'todos' ? 'appointment.key.byDay' : 'appointment.key.todos'),
      run: () => setView(view === 'todos' ? 'day' : 'todos'),
    },
    {
      key: 'F8',
      label: t(view === 'week' ? 'appointment.key.byDay' : 'appointment.key.week'),
      run: () => setView(view === 'week' ? 'day' : 'week'),
    },
    {
      key: 'F9',
      label: t('appointment.key.undo'),
      run: () => {
        if (undo !== null) acts.takeBack(undo, t('appointment.undone'))
      },
      disabled: undo === null || acts.isPending,
    },
    {
      key: 'Ctrl+G',
      label: t('appointment.key.roster'),
      run: () => setView(view === 'roster' ? 'day' : 'roster'),
    },
    { key: 'Ctrl+E', label: t('appointment.link.title'), run: focusLink, disabled: !lacksChart(chosen) },
    { key: 'Ctrl+L', label: t('appointment.key.pull'), run: () => pull.mutate({}), disabled: !canPull },
    { key: 'Escape', label: t('app.cancel'), run: stepBack },
  ])
}
