import { useDeskMutation } from '../../bridge/query.ts'
import { setUndo, type Undo, useAppointments } from './appointmentsStore.ts'

/** What can be done with appointments, each with its way back. */
export const useAppointmentActs = () => {
  const undo = useAppointments(({ undo }) => undo)
  const book = useDeskMutation('appointment:book', (appointment) => setUndo({ act: 'booked', appointment }))
  const cancel = useDeskMutation('appointment:cancel', (appointment) => setUndo({ act: 'cancelled', appointment }))
  const miss = useDeskMutation('appointment:no-show', (appointment) =>
    setUndo(appointment.state === 'no-show' ? { act: 'missed', appointment } : null),
  )
  const move = useDeskMutation('appointment:move', (appointment) => {
    const { task } = useAppointments.getState()
    setUndo(task?.kind === 'move' ? { act: 'moved', appointment, from: task.appointment } : null)
  })
  const clear = (): void => setUndo(null)
  const cancelBack = useDeskMutation('appointment:cancel', clear)
  const restoreBack = useDeskMutation('appointment:restore', clear)
  const moveBack = useDeskMutation('appointment:move', clear)
  const missBack = useDeskMutation('appointment:no-show', clear)

  const takeBack = (last: Undo, reason: string): void => {
    const { appointmentId, version } = last.appointment
    const seen = { appointmentId, version }
    if (last.act === 'booked') cancelBack.mutate({ ...seen, reason })
    else if (last.act === 'cancelled') restoreBack.mutate(seen)
    else if (last.act === 'missed') missBack.mutate({ ...seen, missed: false })
    else {
      const { day, session, practitionerId, at } = last.from
      if (practitionerId !== null) moveBack.mutate({ ...seen, day, session, practitionerId, at })
    }
  }
  const all = [book, cancel, miss, move, cancelBack, restoreBack, moveBack, missBack]
  return {
    book,
    cancel,
    miss,
    move,
    undo,
    takeBack,
    isPending: all.some(({ isPending }) => isPending),
    /** Of what was tried last. */
    error: all.toSorted((one, other) => other.submittedAt - one.submittedAt)[0]?.error ?? null,
  }
}

export type AppointmentActs = ReturnType<typeof useAppointmentActs>
