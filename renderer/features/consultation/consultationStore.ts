import { create } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { ChannelOutput } from '../../../preload/contract/index.ts'
import type { Diagnosis, OrderDraft, Soap } from '../../../preload/contract/order.ts'
import type { AlertReason } from '../../../preload/contract/orderAlert.ts'
import type { Prescription } from '../../../preload/contract/prescription.ts'
import type { AppError, Result } from '../../../preload/contract/result.ts'
import type { VisitDetail } from '../../../preload/contract/visit.ts'
import { type EncounterId, type Instant, InstantSchema, type IsoDate } from '../../../preload/contract/words.ts'
import { call } from '../../bridge/desk.ts'
import { putAnswer } from '../../bridge/query.ts'
import { burstHold } from '../../scan/sources/burstHold.ts'
import { createDraftSaver, type DraftSaver, type DraftState } from './note/draftSaver.ts'

/** What the doctor types, as one piece: it is saved and finished as one. */
export interface VisitDraft {
  readonly soap: Soap
  readonly diagnoses: readonly Diagnosis[]
  readonly orders: readonly OrderDraft[]
  /** Left out while the doctor has said nothing of it. */
  readonly prescription?: Prescription
  readonly alertReasons?: readonly AlertReason[]
  /** 回診日; nothing while nobody is asked back. */
  readonly returnOn?: IsoDate | undefined
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

/** The kept draft that each one here was typed upon, by the moment it is known by; null: none had been kept. */
const bases = new Map<EncounterId, Instant | null>()
const basedOn = (encounterId: EncounterId): { readonly basedOn?: Instant | null } => {
  const base = bases.get(encounterId)
  return base === undefined ? {} : { basedOn: base }
}

/** An answer tells what the draft here is kept under now; so does an error that kept a part of it. A conflict tells of another's. */
const noteBase = (encounterId: EncounterId, result: Result<{ readonly savedAt: Instant }>): void => {
  if (result.ok) bases.set(encounterId, result.value.savedAt)
  else if (result.error.code !== 'CONFLICT') {
    const kept = InstantSchema.safeParse(result.error.details?.savedAt)
    if (kept.success) bases.set(encounterId, kept.data)
  }
}

const saverOf = (encounterId: EncounterId): DraftSaver<VisitDraft> => {
  const known = savers.get(encounterId)
  if (known !== undefined) return known
  const saver = createDraftSaver<VisitDraft>({
    save: async (draft) => {
      const result = await call('consultation:save-draft', { encounterId, ...plain(draft), ...basedOn(encounterId) })
      noteBase(encounterId, result)
      return result
    },
    delayMs: savePauseMs,
    whenTyped: burstHold.whenTyped,
    onState: (state) =>
      set((old) =>
        // Key after key says that it is not kept yet.
        state.kind === 'pending' && old.states[encounterId]?.kind === 'pending'
          ? old
          : { states: { ...old.states, [encounterId]: state } },
      ),
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
    bases.set(visit.encounterId, draftSavedAt)
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

/**
 * Takes the draft along to the end of the consultation; no save is under way then. Whether the visit moved on or not, the draft is
 * kept under the answer's moment.
 */
export const finishDraft = async (
  encounterId: EncounterId,
  draft: VisitDraft,
): Promise<Result<ChannelOutput<'consultation:finish'>>> => {
  await savers.get(encounterId)?.rest()
  const result = await call('consultation:finish', { encounterId, ...plain(draft), ...basedOn(encounterId) })
  const state: DraftState = result.ok
    ? { kind: 'saved', savedAt: result.value.savedAt }
    : { kind: 'failed', error: result.error }
  noteBase(encounterId, result)
  // What could not go along waits to be saved, as before.
  if (!result.ok) saverOf(encounterId).change(draft)
  if (result.ok || result.error.code === 'CONFLICT') {
    set(({ states }) => ({ states: { ...states, [encounterId]: state } }))
  }
  return result
}

/** Somebody else has kept another draft: writes this one over it, as a person has decided. */
export const keepOwnDraft = (encounterId: EncounterId, error: AppError): void => {
  const standing = InstantSchema.nullable().safeParse(error.details?.savedAt)
  if (standing.success) bases.set(encounterId, standing.data)
  savers.get(encounterId)?.flush()
}

/** Somebody else has kept another draft: goes on from that one, and lets this one go. */
export const takeOtherDraft = async (encounterId: EncounterId): Promise<void> => {
  const other = await call('visit:detail', { encounterId })
  if (!other.ok) return
  endDraft(encounterId)
  beginDraft(other.value)
  putAnswer('visit:detail', { encounterId }, other.value)
}

/** Forgets the draft after the visit was finished with it. */
export const endDraft = (encounterId: EncounterId): void => {
  savers.get(encounterId)?.drop()
  savers.delete(encounterId)
  bases.delete(encounterId)
  set(({ drafts, states }) => {
    const { [encounterId]: _draft, ...otherDrafts } = drafts
    const { [encounterId]: _state, ...otherStates } = states
    return { drafts: otherDrafts, states: otherStates }
  })
}
