import { create } from 'zustand'
import type { PatientDetails } from '../../../preload/contract/patient/patientForm.ts'
import type { IsoDate } from '../../../preload/contract/words.ts'
import type { ScreenName } from '../../app/screenNames.ts'
import { blankDraft, draftFromSearch, draftOf, type PatientDraft } from './patientDraft.ts'

/** Whose form is open: somebody new (and where the way leads then), or a person on record. */
export type OpenForm =
  | { readonly kind: 'new'; readonly back: ScreenName }
  | { readonly kind: 'edit'; readonly details: PatientDetails }

interface PatientFormState {
  readonly open: OpenForm | null
  readonly draft: PatientDraft
  /** Whether it was tried to save: from then on every field tells what it lacks. */
  readonly tried: boolean
  /** What was typed before somebody stepped back; it is there again when the same form is opened. */
  readonly parked: { readonly key: string; readonly draft: PatientDraft } | null
}

/** Kept outside the screen, so that a look at another screen loses nothing. */
export const usePatientForm = create<PatientFormState>(() => ({
  open: null,
  draft: blankDraft,
  tried: false,
  parked: null,
}))

const set = usePatientForm.setState

const keyOf = (open: OpenForm): string =>
  open.kind === 'new' ? 'new' : `${open.details.patientId} ${open.details.version}`

/** A form for somebody new; what was begun before is kept, unless another text was typed to find this one. */
export const openNewPatient = (typed: string, back: ScreenName): void =>
  set(({ open, draft, parked }) => {
    const begun = draftFromSearch(typed)
    const before = open?.kind === 'new' ? draft : parked?.key === 'new' ? parked.draft : null
    const goesOn = before !== null && (typed.trim() === '' || begun.name === before.name)
    return { open: { kind: 'new', back }, draft: goesOn ? before : begun, tried: false, parked: null }
  })

export const openEditing = (details: PatientDetails, written: (day: IsoDate) => string): void =>
  set(({ parked }) => {
    const open = { kind: 'edit', details } as const
    const draft = parked?.key === keyOf(open) ? parked.draft : draftOf(details.form, written)
    return { open, draft, tried: false, parked: null }
  })

export const changeDraft = (change: Partial<PatientDraft>): void =>
  set(({ draft }) => ({ draft: { ...draft, ...change } }))
export const markTried = (): void => set({ tried: true })

/** One level back; nothing typed is lost. */
export const parkForm = (): void =>
  set(({ open, draft }) => ({ open: null, parked: open === null ? null : { key: keyOf(open), draft } }))

/** The form has done its work. */
export const closeForm = (): void => set({ open: null, draft: blankDraft, tried: false, parked: null })
