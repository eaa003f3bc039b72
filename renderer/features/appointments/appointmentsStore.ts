import { create } from 'zustand'
import type { Appointment } from '../../../preload/contract/appointments/appointment.ts'
import type { Session } from '../../../preload/contract/words.ts'
import type { ReturnVisit } from '../../app/navigation.ts'

export type AppointmentsView = 'day' | 'week' | 'todos' | 'roster'

/** Whose session is looked at. */
export interface Cell {
  readonly practitionerId: string
  readonly session: Session
}

/** What is being done at the right; a moved appointment waits for Enter on another slot. */
export type Task =
  | { readonly kind: 'book'; readonly at: number }
  | { readonly kind: 'move'; readonly appointment: Appointment }
  | { readonly kind: 'cancel'; readonly appointment: Appointment }

/** The last act, and how it is taken back. */
export type Undo =
  | { readonly act: 'booked'; readonly appointment: Appointment }
  | { readonly act: 'moved'; readonly appointment: Appointment; readonly from: Appointment }
  | { readonly act: 'cancelled'; readonly appointment: Appointment }
  | { readonly act: 'missed'; readonly appointment: Appointment }

interface Appointments {
  /** Null is today, whichever day that is. */
  readonly day: string | null
  readonly view: AppointmentsView
  readonly cell: Cell | null
  readonly selected: string | null
  readonly task: Task | null
  readonly undo: Undo | null
  /** Who is asked back and waits for a slot; null for nobody. */
  readonly returning: ReturnVisit | null
}

/** Kept outside the screen, so that a look at another screen loses nothing. */
export const useAppointments = create<Appointments>(() => ({
  day: null,
  view: 'day',
  cell: null,
  selected: null,
  task: null,
  undo: null,
  returning: null,
}))

const set = useAppointments.setState

export const showDay = (day: string | null): void => set({ day, view: 'day', selected: null })
export const setView = (view: AppointmentsView): void => set({ view, task: null })
export const setCell = (cell: Cell | null): void => set({ cell, selected: null })
export const setSelected = (selected: string | null): void => set({ selected })
export const setTask = (task: Task | null): void => set({ task })
/** Notes what was done, so that it can be taken back; ends what was under way. */
export const setUndo = (undo: Undo | null): void =>
  set(({ returning }) => ({ undo, task: null, returning: undo?.act === 'booked' ? null : returning }))
/** Shows the day somebody is asked back for; the next slot that is chosen is offered to that patient. */
export const beginReturn = (returning: ReturnVisit): void =>
  set({ returning, day: returning.day, view: 'day', cell: null, selected: null, task: null })

/** Whether an appointment can still be moved, taken off or said to be missed. */
export const waits = (one: Appointment | null): one is Appointment =>
  one?.state === 'booked' || one?.state === 'no-show'
/** Booked by a name alone, and a person may still say whose chart it is. */
export const lacksChart = (one: Appointment | null): one is Appointment => waits(one) && one.patientId === null

/** One level back: the form, the view, who is asked back, the chosen row. */
export const stepBack = (): void => {
  const { task, view, returning, selected } = useAppointments.getState()
  if (task !== null) set({ task: null })
  else if (view !== 'day') set({ view: 'day' })
  else if (returning !== null) set({ returning: null })
  else if (selected !== null) set({ selected: null })
}
