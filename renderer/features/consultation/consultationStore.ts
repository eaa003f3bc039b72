import { create } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { ChannelOutput } from '../../../preload/contract/index.ts'
import type { Diagnosis, OrderDraft, Soap } from '../../../preload/contract/orders/order.ts'
import type { AlertReason } from '../../../preload/contract/orders/orderAlert.ts'
import type { Prescription } from '../../../preload/contract/orders/prescription.ts'
import type { AppError, Result } from '../../../preload/contract/result.ts'
import type { VisitDetail } from '../../../preload/contract/visit/visit.ts'
import { type EncounterId, type Instant, InstantSchema, type IsoDate } from '../../../preload/contract/words.ts'
import { call } from '../../bridge/desk.ts'
import { putAnswer } from '../../bridge/query.ts'
import { createDraftKeeper } from './note/draftKeeper.ts'

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
  /** Only who is held by video or phone. */
  readonly onlineOnly: boolean
  /** The visit that is being ended; its desk stays in sight until the next one is there. */
  readonly finishing: EncounterId | null
  readonly drafts: Readonly<Record<EncounterId, VisitDraft>>
}

/** Kept outside the screen: another screen, or another patient, takes nothing of what has been typed. */
export const useConsultation = create<Consultation>(() => ({
  open: null,
  picked: null,
  onlineOnly: false,
  finishing: null,
  drafts: {},
}))

const set = useConsultation.setState
const keeper = createDraftKeeper<VisitDraft>((encounterId, draft, basedOn) =>
  call('consultation:save-draft', { encounterId, ...plain(draft), ...basedOnly(basedOn) }),
)

/** How the draft of a visit stands: typed, kept, or not kept. */
export const useDraftState = keeper.useState

const basedOnly = (basedOn: Instant | null | undefined): { readonly basedOn?: Instant | null } =>
  basedOn === undefined ? {} : { basedOn }

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

/** Takes what main has kept as the start of the draft; a draft that is here already is newer and stays. */
export const beginDraft = (visit: VisitDetail): void => {
  const { encounterId, draftSavedAt } = visit
  if (useConsultation.getState().drafts[encounterId] !== undefined) return
  keeper.begin(encounterId, draftSavedAt)
  keeper.show(encounterId, draftSavedAt === null ? { kind: 'clean' } : { kind: 'saved', savedAt: draftSavedAt })
  set(({ drafts }) => ({ drafts: { ...drafts, [encounterId]: draftOf(visit) } }))
}

export const editDraft = (encounterId: EncounterId, change: Partial<VisitDraft>): void => {
  const draft = useConsultation.getState().drafts[encounterId]
  if (draft === undefined) return
  const next = { ...draft, ...change }
  set(({ drafts }) => ({ drafts: { ...drafts, [encounterId]: next } }))
  keeper.change(encounterId, next)
}

/** Saves at once what is not saved yet. */
export const flushDraft = (encounterId: EncounterId): void => keeper.flush(encounterId)

/**
 * Takes the draft along to the end of the consultation; no save is under way then. Whether the visit moved on or not, the draft is
 * kept under the answer's moment.
 */
export const finishDraft = async (
  encounterId: EncounterId,
  draft: VisitDraft,
): Promise<Result<ChannelOutput<'consultation:finish'>>> => {
  await keeper.rest(encounterId)
  const result = await call('consultation:finish', {
    encounterId,
    ...plain(draft),
    ...basedOnly(keeper.baseOf(encounterId)),
  })
  keeper.note(encounterId, result)
  if (result.ok) {
    keeper.show(encounterId, { kind: 'saved', savedAt: result.value.savedAt })
    return result
  }
  // What could not go along waits to be saved, as before.
  keeper.change(encounterId, draft)
  if (result.error.code === 'CONFLICT') keeper.show(encounterId, { kind: 'failed', error: result.error })
  return result
}

/** Somebody else has kept another draft: writes this one over it, as a person has decided. */
export const keepOwnDraft = (encounterId: EncounterId, error: AppError): void => {
  const standing = InstantSchema.nullable().safeParse(error.details?.savedAt)
  if (standing.success) keeper.begin(encounterId, standing.data)
  keeper.flush(encounterId)
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
  keeper.end(encounterId)
  set(({ drafts: { [encounterId]: _, ...drafts } }) => ({ drafts }))
}
