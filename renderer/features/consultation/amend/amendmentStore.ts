import { create } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { KeptAmendment } from '../../../../preload/contract/record/amendmentDraft.ts'
import type { AppError } from '../../../../preload/contract/result.ts'
import type { VisitDetail } from '../../../../preload/contract/visit/visit.ts'
import type { VitalChange } from '../../../../preload/contract/visit/vitals.ts'
import type { EncounterId } from '../../../../preload/contract/words.ts'
import { call } from '../../../bridge/desk.ts'
import { putAnswer } from '../../../bridge/query.ts'
import { type BesideNote, draftOf, openVisit, plain, type VisitDraft } from '../consultationStore.ts'
import { endHalfTyped, flushHalfTyped } from '../halfTyped.ts'
import { createDraftKeeper } from '../note/draftKeeper.ts'

/** A closed visit as a person is changing it. */
export interface Amendment {
  /** The version it is typed upon; another one by now is told. */
  readonly fromVersion: number
  readonly draft: VisitDraft
  readonly reason: string
  /** What was measured and is to be written otherwise. */
  readonly vitals: readonly VitalChange[]
}

/** An amendment without its note: what is drawn anew by no key that is typed into the note. */
export type AmendmentBesideNote = Omit<Amendment, 'draft'> & BesideNote

interface Amendments {
  /** The visit that is being amended on the screen. */
  readonly amending: EncounterId | null
  readonly begun: Readonly<Record<EncounterId, Amendment>>
  /** What was let go last, to be taken back. */
  readonly letGo: { readonly encounterId: EncounterId; readonly amendment: Amendment } | null
}

/** Kept outside the screen: another screen takes nothing of what has been typed, and main keeps it over a restart. */
export const useAmendments = create<Amendments>(() => ({ amending: null, begun: {}, letGo: null }))

const set = useAmendments.setState

const keeper = createDraftKeeper<Amendment>((encounterId, { draft, reason, vitals, fromVersion }, basedOn = null) =>
  call('amendment:keep', { encounterId, fromVersion, reason, vitals: [...vitals], ...plain(draft), basedOn }),
)

/** How the amendment of a visit stands: typed, kept, or not kept. */
export const useAmendmentState = keeper.useState

/** Opens a closed visit to be amended; the screen begins the amendment when it knows the visit. */
export const askAmendment = (encounterId: EncounterId): void => {
  openVisit(encounterId)
  set({ amending: encounterId })
}

const put = (encounterId: EncounterId, amendment: Amendment): void =>
  set(({ begun }) => ({ begun: { ...begun, [encounterId]: amendment } }))

const fromKept = ({ savedAt: _, savedBy: _by, fromVersion, reason, vitals, ...draft }: KeptAmendment): Amendment => ({
  fromVersion,
  reason,
  vitals,
  draft,
})

/** What stands in the amendment now; undefined where none was begun. */
export const amendedNow = (encounterId: EncounterId): Amendment | undefined =>
  useAmendments.getState().begun[encounterId]

/**
 * Begins with what was kept before, else with the visit as it stands; what is typed here already stays, unless nothing was and the
 * visit has another version by now.
 */
export const beginAmendment = async (visit: VisitDetail): Promise<void> => {
  const { encounterId, version } = visit
  const here = amendedNow(encounterId)
  const isTyped = keeper.stateOf(encounterId) !== undefined
  if (here !== undefined && (isTyped || here.fromVersion === version)) return
  const answer = await call('amendment:kept', { encounterId })
  if (amendedNow(encounterId) !== here) return
  const kept = answer.ok ? answer.value : null
  keeper.begin(encounterId, kept?.savedAt ?? null)
  if (kept !== null) keeper.show(encounterId, { kind: 'saved', savedAt: kept.savedAt })
  put(
    encounterId,
    kept === null ? { fromVersion: version, draft: draftOf(visit), reason: '', vitals: [] } : fromKept(kept),
  )
}

export const editAmendment = (encounterId: EncounterId, change: Partial<Omit<Amendment, 'fromVersion'>>): void => {
  const standing = amendedNow(encounterId)
  if (standing === undefined) return
  const next = { ...standing, ...change }
  put(encounterId, next)
  keeper.change(encounterId, next)
}

export const editAmendedDraft = (encounterId: EncounterId, change: Partial<VisitDraft>): void => {
  const standing = amendedNow(encounterId)
  if (standing !== undefined) editAmendment(encounterId, { draft: { ...standing.draft, ...change } })
}

/** The amendment of a visit without its note; undefined while there is none. */
export const useAmendmentBesideNote = (encounterId: EncounterId): AmendmentBesideNote | undefined =>
  useAmendments(
    useShallow(({ begun }) => {
      const amendment = begun[encounterId]
      if (amendment === undefined) return undefined
      const { draft, ...others } = amendment
      const { soap: _, ...beside } = draft
      return { ...others, ...beside }
    }),
  )

/** Saves at once what is not saved yet. */
export const flushAmendment = (encounterId: EncounterId): void => keeper.flush(encounterId)

const forget = (encounterId: EncounterId): void => {
  keeper.end(encounterId)
  set(({ begun: { [encounterId]: _, ...begun } }) => ({ begun }))
}

/** Goes back to looking at the visit; what was typed stays, here and at main. */
export const leaveAmendment = (encounterId: EncounterId): void => {
  keeper.flush(encounterId)
  flushHalfTyped(encounterId)
  set({ amending: null })
  if (keeper.stateOf(encounterId) === undefined) forget(encounterId)
}

/** It stands in the record now. */
export const endAmendment = (encounterId: EncounterId): void => {
  forget(encounterId)
  endHalfTyped(encounterId)
  set({ amending: null })
}

/** Lets an amendment go, here and at main; `takeBack` brings it back. Gives why main could not: it stands there then. */
export const letGoAmendment = async (encounterId: EncounterId): Promise<AppError | null> => {
  const here = amendedNow(encounterId)
  await keeper.rest(encounterId)
  // Let go from the list, it may never have been on this screen.
  const answer = here === undefined ? await call('amendment:kept', { encounterId }) : null
  const amendment = here ?? (answer?.ok === true && answer.value !== null ? fromKept(answer.value) : undefined)
  endAmendment(encounterId)
  const gone = await call('amendment:let-go', { encounterId })
  if (!gone.ok) return gone.error
  set({ letGo: amendment === undefined ? null : { encounterId, amendment } })
  return null
}

/** Goes on with the amendment that was let go last. */
export const takeBack = (): void => {
  const { letGo } = useAmendments.getState()
  if (letGo === null) return
  const { encounterId, amendment } = letGo
  keeper.begin(encounterId, null)
  put(encounterId, amendment)
  keeper.change(encounterId, amendment)
  set({ letGo: null })
  askAmendment(encounterId)
}

/** Somebody else has kept another, or amended the visit: this one goes on upon what stands now, as a person has decided. */
export const keepOwnAmendment = async (encounterId: EncounterId): Promise<void> => {
  const [kept, visit] = await Promise.all([
    call('amendment:kept', { encounterId }),
    call('visit:detail', { encounterId }),
  ])
  const here = amendedNow(encounterId)
  if (!kept.ok || !visit.ok || here === undefined) return
  const next = { ...here, fromVersion: visit.value.version }
  keeper.begin(encounterId, kept.value?.savedAt ?? null)
  put(encounterId, next)
  keeper.change(encounterId, next)
  keeper.flush(encounterId)
  putAnswer('visit:detail', { encounterId }, visit.value)
}

/** Somebody else has kept another, or amended the visit: goes on from there, and lets this one go. */
export const takeOtherAmendment = async (encounterId: EncounterId): Promise<void> => {
  const visit = await call('visit:detail', { encounterId })
  if (!visit.ok) return
  forget(encounterId)
  putAnswer('visit:detail', { encounterId }, visit.value)
  await beginAmendment(visit.value)
}
