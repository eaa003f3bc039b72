import { create } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { Diagnosis, OrderDraft, Soap } from '../../../preload/contract/order.ts'
import type { AlertReason } from '../../../preload/contract/orderAlert.ts'
import type { Prescription } from '../../../preload/contract/prescription.ts'
import type { VisitDetail } from '../../../preload/contract/visit.ts'
import type { EncounterId, IsoDate } from '../../../preload/contract/words.ts'
import { call } from '../../bridge/desk.ts'
import { createDraftSaver, type DraftSaver, type DraftState } from './draftSaver.ts'

/** What the doctor types, as one piece: it is saved and finished as one. */
export interface VisitDraft {
  readonly soap: Soap
  readonly diagnoses: readonly Diagnosis[]
  readonly orders: readonly OrderDraft[]
  /** Left out while the doctor has said nothing of it. */
  readonly prescription?: Prescription
  readonly alertReasons?: readonly AlertReason[]
  /** 回診日; left out while nothing was said of it. */
  readonly returnOn?: IsoDate
}

/** The draft without its note: what is drawn anew by no key that is typed into the note. */
export type BesideNote = Omit<VisitDraft, 'soap'>

interface Consultation {
  readonly open: EncounterId | null
  /** The chosen row of the waiting list; null for the first. */
  readonly picked: EncounterId | null
  readonly doctorFilter: string
  /** Only who is held by video or phone. */
  readonly onlineOnly: boolean
  /** The visit that is being ended; its desk stays in sight until the next one is there. */
  readonly finishing: EncounterId | null
  readonly drafts: Readonly<Record<EncounterId, VisitDraft>>
  readonly states: Readonly<Record<EncounterId, DraftState>>
}

/** Kept outside the screen: another screen, or another patient, takes nothing of what has been typed. */
export const useConsultation = create<Consultation>(() => ({
  open: null,
  picked: null,
  doctorFilter: '',
  onlineOnly: false,
  finishing: null,
  drafts: {},
  states: {},
}))

const set = useConsultation.setState
const savers = new Map<EncounterId, DraftSaver<VisitDraft>>()
const savePauseMs = 500

const saverOf = (encounterId: EncounterId): DraftSaver<VisitDraft> => {
  const known = savers.get(encounterId)
  if (known !== undefined) return known
  const saver = createDraftSaver<VisitDraft>({
    save: (draft) => call('consultation:save-draft', { encounterId, ...plain(draft) }),
    delayMs: savePauseMs,
    onState: (state) => set(({ states }) => ({ states: { ...states, [encounterId]: state } })),
  })
  savers.set(encounterId, saver)
  return saver
}

/** The draft as the door takes it. */
export const plain = (draft: VisitDraft) => ({
  soap: draft.soap,
  diagnoses: [...draft.diagnoses],
  orders: [...draft.orders],
  ...(draft.prescription === undefined ? {} : { prescription: draft.prescription }),
  ...(draft.alertReasons === undefined ? {} : { alertReasons: [...draft.alertReasons] }),
  ...(draft.returnOn === undefined ? {} : { returnOn: draft.returnOn }),
})

/** What of a stored visit is its draft. */
export const draftOf = ({
  soap,
  diagnoses,
  orders,
  prescription,
  alertReasons,
  returnOn,
}: VisitDetail): VisitDraft => ({
  soap,
  diagnoses,
  orders,
  ...(prescription === undefined ? {} : { prescription }),
  ...(alertReasons === undefined ? {} : { alertReasons }),
  ...(returnOn === undefined ? {} : { returnOn }),
})

/** The draft of a visit without its note; undefined while there is none. */
export const useBesideNote = (encounterId: EncounterId): BesideNote | undefined =>
  useConsultation(
    useShallow(({ drafts }) => {
      const draft = drafts[encounterId]
      if (draft === undefined) return undefined
      const { soap: _, ...others } = draft
      return others
    }),
  )

export const openVisit = (open: EncounterId | null): void => set({ open })
export const setOnlineOnly = (onlineOnly: boolean): void => set({ onlineOnly })
export const setFinishing = (finishing: EncounterId | null): void => set({ finishing })
export const pick = (picked: EncounterId | null): void => set({ picked })
export const setDoctorFilter = (doctorFilter: string): void => set({ doctorFilter })

/** Takes what main has kept as the start of the draft; a draft that is here already is newer and stays. */
export const beginDraft = (visit: VisitDetail): void =>
  set(({ drafts, states }) => {
    if (drafts[visit.encounterId] !== undefined) return {}
    const { draftSavedAt } = visit
    const state: DraftState = draftSavedAt === null ? { kind: 'clean' } : { kind: 'saved', savedAt: draftSavedAt }
    return {
      drafts: { ...drafts, [visit.encounterId]: draftOf(visit) },
      states: { ...states, [visit.encounterId]: state },
    }
  })

export const editDraft = (encounterId: EncounterId, change: Partial<VisitDraft>): void => {
  const draft = useConsultation.getState().drafts[encounterId]
  if (draft === undefined) return
  const next = { ...draft, ...change }
  set(({ drafts }) => ({ drafts: { ...drafts, [encounterId]: next } }))
  saverOf(encounterId).change(next)
}

/** Saves at once what is not saved yet. */
export const flushDraft = (encounterId: EncounterId): void => savers.get(encounterId)?.flush()

/** Forgets the draft after the visit was finished with it. */
export const endDraft = (encounterId: EncounterId): void => {
  savers.get(encounterId)?.drop()
  savers.delete(encounterId)
  set(({ drafts, states }) => {
    const { [encounterId]: _draft, ...otherDrafts } = drafts
    const { [encounterId]: _state, ...otherStates } = states
    return { drafts: otherDrafts, states: otherStates }
  })
}
