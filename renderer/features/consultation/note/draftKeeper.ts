import { create } from 'zustand'
import type { AppError, Result } from '../../../../preload/contract/result.ts'
import { type EncounterId, type Instant, InstantSchema } from '../../../../preload/contract/words.ts'
import { burstHold } from '../../../scan/sources/burstHold.ts'
import { createDraftSaver, type DraftSaver, type DraftState } from './draftSaver.ts'

type Saved = Result<{ readonly savedAt: Instant }>

/** Keeps what is typed at each visit, and knows which kept one it was typed upon. */
export interface DraftKeeper<Draft> {
  /** A draft begins upon the kept one of that moment; null: none had been kept. */
  begin(encounterId: EncounterId, base: Instant | null): void
  /** The moment of the kept one that a draft stands on; undefined where none was begun. */
  baseOf(encounterId: EncounterId): Instant | null | undefined
  /** Something was typed; saved soon. */
  change(encounterId: EncounterId, draft: Draft): void
  /** Saves at once what is not saved yet. */
  flush(encounterId: EncounterId): void
  /** Resolves once no save is under way; what waited for one is forgotten. */
  rest(encounterId: EncounterId): Promise<void>
  /** Another way took a draft along: what it answered tells the moment it is kept under now. */
  note(encounterId: EncounterId, result: Saved): void
  /** How a draft is said to stand, where something else than its saving tells. */
  show(encounterId: EncounterId, state: DraftState): void
  /** Forgets it all of a visit: what is under way comes to nothing here. */
  end(encounterId: EncounterId): void
  /** How the draft of a visit stands; undefined while there is none. */
  readonly useState: (encounterId: EncounterId) => DraftState | undefined
  stateOf(encounterId: EncounterId): DraftState | undefined
}

const pauseMs = 500

/** @param save hands a draft to main; `basedOn` is what `baseOf` says */
export const createDraftKeeper = <Draft>(
  save: (encounterId: EncounterId, draft: Draft, basedOn: Instant | null | undefined) => Promise<Saved>,
): DraftKeeper<Draft> => {
  const savers = new Map<EncounterId, DraftSaver<Draft>>()
  const bases = new Map<EncounterId, Instant | null>()
  const useStates = create<Readonly<Record<EncounterId, DraftState>>>(() => ({}))

  const show = (encounterId: EncounterId, state: DraftState): void =>
    useStates.setState((old) =>
      // Key after key says that it is not kept yet.
      state.kind === 'pending' && old[encounterId]?.kind === 'pending' ? old : { ...old, [encounterId]: state },
    )
  /** So does an error that kept a part of it. A conflict tells of another's. */
  const note = (encounterId: EncounterId, result: Saved): void => {
    if (result.ok) bases.set(encounterId, result.value.savedAt)
    else if (result.error.code !== 'CONFLICT') {
      const kept = InstantSchema.safeParse(result.error.details?.savedAt)
      if (kept.success) bases.set(encounterId, kept.data)
    }
  }
  const saverOf = (encounterId: EncounterId): DraftSaver<Draft> => {
    const known = savers.get(encounterId)
    if (known !== undefined) return known
    const isCurrent = (): boolean => savers.get(encounterId) === saver
    const saver: DraftSaver<Draft> = createDraftSaver<Draft>({
      save: async (draft) => {
        const result = await save(encounterId, draft, bases.get(encounterId))
        if (isCurrent()) note(encounterId, result)
        return result
      },
      delayMs: pauseMs,
      whenTyped: burstHold.whenTyped,
      onState: (state) => {
        if (isCurrent()) show(encounterId, state)
      },
    })
    savers.set(encounterId, saver)
    return saver
  }
  return {
    begin: (encounterId, base) => {
      bases.set(encounterId, base)
    },
    baseOf: (encounterId) => bases.get(encounterId),
    change: (encounterId, draft) => saverOf(encounterId).change(draft),
    flush: (encounterId) => savers.get(encounterId)?.flush(),
    rest: async (encounterId) => savers.get(encounterId)?.rest(),
    note,
    show,
    end: (encounterId) => {
      savers.get(encounterId)?.drop()
      savers.delete(encounterId)
      bases.delete(encounterId)
      useStates.setState(({ [encounterId]: _, ...others }) => others, true)
    },
    useState: (encounterId) => useStates((states) => states[encounterId]),
    stateOf: (encounterId) => useStates.getState()[encounterId],
  }
}

/** Whether a draft was not kept because somebody else has kept another one. */
export const isConflict = (state: DraftState | undefined): state is { readonly kind: 'failed'; error: AppError } =>
  state?.kind === 'failed' && state.error.code === 'CONFLICT'
