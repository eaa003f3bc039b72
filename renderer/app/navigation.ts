import { create } from 'zustand'
import type { ReportKind } from '../../preload/contract/paper/reportLayouts.ts'
import type { PatientSummary } from '../../preload/contract/patient/patient.ts'
import type { VisitDetail } from '../../preload/contract/visit/visit.ts'
import type { EncounterId, IsoDate, PractitionerId } from '../../preload/contract/words.ts'
import { queryClient, queryKey } from '../bridge/query.ts'
import type { ScreenName } from './screenNames.ts'
import type { Section } from './settingsSections.ts'

/** What the next screen is to open: a visit, a patient to register, a section among the settings or one of the reports. */
export type Target =
  | { readonly kind: 'visit'; readonly encounterId: EncounterId }
  /** A closed visit, to be amended. */
  | { readonly kind: 'amendment'; readonly encounterId: EncounterId }
  | { readonly kind: 'patient'; readonly patient: PatientSummary }
  /** Somebody a doctor wants to see again: when, and whose session it is to be. */
  | ReturnVisit
  /** Somebody who isn't on record: what was typed to find them, and the screen that wants them once they are. */
  | { readonly kind: 'new-patient'; readonly typed: string; readonly back: ScreenName }
  /** `from`: where Escape leads back to. */
  | { readonly kind: 'reader-check'; readonly from: ScreenName }
  | { readonly kind: 'settings'; readonly section: Section }
  | { readonly kind: 'report'; readonly report: ReportKind }

/** A return visit (回診) that is to be booked. */
export interface ReturnVisit {
  readonly kind: 'return-visit'
  readonly patient: PatientSummary
  readonly practitionerId: PractitionerId
  readonly practitionerName: string
  readonly day: IsoDate
}

/** Stands in a visit's place: the log of what was printed, of all visits. */
export const printLog = 'log'

interface Navigation {
  readonly screen: ScreenName
  /** Taken (and emptied) by the screen that opens it. */
  readonly target: Target | null
  /** Counts the targets, so that a screen that is open already starts anew for one. */
  readonly arrivals: number
  readonly paletteOpen: boolean
  /** Which item of the status bar stands open; null for none. */
  readonly openStatus: string | null
  /** Whose documents stand open to be printed, or the log of what was; null for neither. */
  readonly printing: EncounterId | typeof printLog | null
}

export const useNavigation = create<Navigation>(() => ({
  screen: 'front-desk',
  target: null,
  arrivals: 0,
  paletteOpen: false,
  openStatus: null,
  printing: null,
}))

export const goTo = (screen: ScreenName, target: Target | null = null): void =>
  useNavigation.setState(({ arrivals }) => ({
    screen,
    target,
    arrivals: target === null ? arrivals : arrivals + 1,
    paletteOpen: false,
    openStatus: null,
  }))

/** Opens the reader check, from anywhere a fault points to it; it begins when a person says so. */
export const openReaderCheck = (): void =>
  goTo('settings', { kind: 'reader-check', from: useNavigation.getState().screen })

/** Opens 資料保全 among the settings, from wherever a fault points to it. */
export const openStoreCare = (): void => goTo('settings', { kind: 'settings', section: 'storeCare' })

/** Opens the form for a new patient, from whatever screen looked for one; saved, the patient is that screen's target. */
export const openNewPatient = (typed: string): void =>
  goTo('patients', { kind: 'new-patient', typed, back: useNavigation.getState().screen })

/** Opens the appointments at 回診日 of a visit, to book its patient with the same doctor; does nothing where nobody is asked back. */
export const bookReturn = ({ patient, practitionerId, practitionerName, returnOn }: VisitDetail): void => {
  if (returnOn === undefined) return
  goTo('appointments', { kind: 'return-visit', patient, practitionerId, practitionerName, day: returnOn })
}

/** Gives the target to the screen that asks, once. */
export const takeTarget = (): Target | null => {
  const { target } = useNavigation.getState()
  if (target !== null) useNavigation.setState({ target: null })
  return target
}

export const setPaletteOpen = (paletteOpen: boolean): void => useNavigation.setState({ paletteOpen })

/** Opens the explanation of one item of the status bar, from anywhere a remedy points to it. */
export const openStatusItem = (openStatus: string | null): void => useNavigation.setState({ openStatus })

/**
 * Opens the documents of a visit, or the log of what was printed, over whatever screen stands. What stands on a document changes with every
 * key of the draft, of which no event tells: it is asked for anew. So is what was printed, of which some may not be so any more.
 */
export const setPrinting = (printing: EncounterId | typeof printLog | null): void => {
  if (printing !== null) queryClient.removeQueries({ queryKey: ['print:jobs'] })
  if (printing !== null && printing !== printLog) {
    for (const name of ['print:documents', 'print:drug-notes'] as const)
      queryClient.removeQueries({ queryKey: queryKey(name, { encounterId: printing }) })
  }
  useNavigation.setState({ printing })
}
