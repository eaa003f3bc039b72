import { create } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { VisitDetail } from '../../../../preload/contract/visit.ts'
import type { VitalChange } from '../../../../preload/contract/vitals.ts'
import type { EncounterId } from '../../../../preload/contract/words.ts'
import { type BesideNote, draftOf, openVisit, type VisitDraft } from '../consultationStore.ts'

/** A closed visit as a person is changing it. */
export interface Amendment {
  /** The version it began from; another one by now is told by main. */
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
}

/** Kept outside the screen: another screen takes nothing of what has been typed. */
export const useAmendments = create<Amendments>(() => ({ amending: null, begun: {} }))

const set = useAmendments.setState

/** Opens a closed visit to be amended; the screen begins the amendment when it knows the visit. */
export const askAmendment = (encounterId: EncounterId): void => {
  openVisit(encounterId)
  set({ amending: encounterId })
}

/** Begins with the visit as it stands; what was typed for the same version before is still there. */
export const beginAmendment = (visit: VisitDetail): void =>
  set(({ begun }) => {
    const { encounterId, version } = visit
    if (begun[encounterId]?.fromVersion === version) return {}
    return {
      begun: { ...begun, [encounterId]: { fromVersion: version, draft: draftOf(visit), reason: '', vitals: [] } },
    }
  })

export const editAmendment = (encounterId: EncounterId, change: Partial<Omit<Amendment, 'fromVersion'>>): void =>
  set(({ begun }) => {
    const old = begun[encounterId]
    return old === undefined ? {} : { begun: { ...begun, [encounterId]: { ...old, ...change } } }
  })

/** What stands in the amendment now; undefined where none was begun. */
export const amendedNow = (encounterId: EncounterId): Amendment | undefined =>
  useAmendments.getState().begun[encounterId]

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

/** Goes back to looking at the visit; what was typed is forgotten. */
export const endAmendment = (encounterId: EncounterId): void =>
  set(({ begun }) => {
    const { [encounterId]: _, ...others } = begun
    return { amending: null, begun: others }
  })
