import { create } from 'zustand'
import type { PatientSummary } from '../../../preload/contract/patient/patient.ts'
import type { VisitState, VisitSummary } from '../../../preload/contract/visit/visit.ts'
import type { EncounterId, PatientId } from '../../../preload/contract/words.ts'
import type { Choices } from './registration/registrationDraft.ts'

/** Which visits by the way they are held: all, those that are only online, those at a home. */
export type AttendanceFilter = 'all' | 'remote' | 'home'

export type StateFilter = 'all' | Extract<VisitState, 'waiting' | 'in-consultation' | 'to-pay' | 'closed'>

export type Question = 'cancel' | 'hand-over'

interface FrontDesk {
  /** A patient found by search, who has no card here. */
  readonly chosen: PatientSummary | null
  readonly searchText: string
  /** What the person has changed in the form, and for whom. */
  readonly touched: { readonly subject: string; readonly choices: Partial<Choices> }
  /** The half-filled form of somebody who had to make room for a scanned patient. */
  readonly aside: { readonly person: string; readonly choices: Partial<Choices>; readonly at: number } | null
  /** Enter was pressed before the authentication was done; for whom. */
  readonly armedFor: string | null
  /** The last registration, shown until the next subject comes. */
  readonly registered: { readonly subject: string; readonly visit: VisitSummary } | null
  readonly selected: EncounterId | null
  /** What is being asked about the chosen visit before it is done: 退掛 or 換醫師. Another choice leaves the question. */
  readonly question: Question | null
  readonly stateFilter: StateFilter
  readonly doctorFilter: string
  readonly attendanceFilter: AttendanceFilter
  /** Whose home this desk is at (今日路線): their visit is one at home, with a card or without. */
  readonly atHomeOf: PatientId | null
}

/** Kept outside the screen, so that a look at another screen loses nothing. */
export const useFrontDesk = create<FrontDesk>(() => ({
  chosen: null,
  searchText: '',
  touched: { subject: '', choices: {} },
  aside: null,
  armedFor: null,
  registered: null,
  selected: null,
  question: null,
  stateFilter: 'all',
  doctorFilter: '',
  attendanceFilter: 'all',
  atHomeOf: null,
}))

const set = useFrontDesk.setState

export const choosePatient = (chosen: PatientSummary | null): void =>
  set({ chosen, searchText: '', armedFor: null, atHomeOf: null })
export const setSearchText = (searchText: string): void => set({ searchText })
export const touch = (subject: string, change: Partial<Choices>): void =>
  set(({ touched }) => ({
    touched: { subject, choices: touched.subject === subject ? { ...touched.choices, ...change } : change },
  }))

/** After so long nobody expects an old form to come back. */
const asideForMs = 15 * 60_000

/** Keeps what was typed for one subject under its person's name. */
export const setAside = (subject: string, person: string): void =>
  set(({ touched, aside }) =>
    touched.subject === subject && Object.keys(touched.choices).length > 0
      ? { aside: { person, choices: touched.choices, at: Date.now() } }
      : { aside },
  )
/** That person is on the screen again: so is what was typed. */
export const bringBack = (subject: string, person: string, now: number): void =>
  set(({ aside, touched }) =>
    aside === null || aside.person !== person
      ? { aside }
      : { aside: null, touched: now - aside.at < asideForMs ? { subject, choices: aside.choices } : touched },
  )
export const arm = (armedFor: string | null): void => set({ armedFor })
export const showRegistered = (subject: string, visit: VisitSummary): void =>
  set({
    registered: { subject, visit },
    selected: visit.encounterId,
    question: null,
    chosen: null,
    armedFor: null,
    atHomeOf: null,
  })
export const dismissRegistered = (): void => set({ registered: null })
export const select = (selected: EncounterId | null): void =>
  set((old) => (old.selected === selected ? old : { selected, question: null }))
export const ask = (question: Question | null): void => set({ question })
export const setStateFilter = (stateFilter: StateFilter): void => set({ stateFilter })
export const setAttendanceFilter = (attendanceFilter: AttendanceFilter): void => set({ attendanceFilter })
/** Goes to today's list, whole, with this visit chosen where there is one. */
export const lookInToday = (visit: EncounterId | null): void => {
  set({ stateFilter: 'all', doctorFilter: '', attendanceFilter: 'all', selected: visit, question: null })
  const list = document.querySelector<HTMLElement>('[data-testid=today-list]')
  const rows = list?.querySelector<HTMLElement>('[role=listbox]') ?? list
  rows?.focus()
}
/** Begins the stop of a day's route: the patient is chosen, and the visit is one at home. */
export const beginStop = (patient: PatientSummary): void =>
  set({ chosen: patient, atHomeOf: patient.patientId, searchText: '', armedFor: null, registered: null })
export const setDoctorFilter = (doctorFilter: string): void => set({ doctorFilter })
