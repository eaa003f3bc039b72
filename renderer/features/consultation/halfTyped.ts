import { createContext, useContext, useEffect, useMemo } from 'react'
import { create } from 'zustand'
import type { HalfTyped } from '../../../preload/contract/visit/halfTyped.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { call } from '../../bridge/desk.ts'
import { createDraftKeeper } from './note/draftKeeper.ts'

/**
 * What stands in the fields of a visit and can't be read yet. Kept beside the draft, and by each desk for itself: two desks at one
 * visit are at different fields, and what nobody can read must not stand in one's way at the other.
 */
const useHalfTyped = create<Readonly<Record<EncounterId, HalfTyped>>>(() => ({}))

const keeper = createDraftKeeper<HalfTyped>((encounterId, fields) => call('half-typed:keep', { encounterId, fields }))

const begin = async (encounterId: EncounterId): Promise<void> => {
  if (useHalfTyped.getState()[encounterId] !== undefined) return
  const kept = await call('half-typed:of-visit', { encounterId })
  // A field that can't be had back must not keep anybody from the visit.
  const fields = kept.ok ? kept.value : {}
  useHalfTyped.setState((old) => (old[encounterId] === undefined ? { ...old, [encounterId]: fields } : old))
}

/** Asks what was left half typed at a visit; true once it is known, so that its fields can begin with it. */
export const useHalfTypedKnown = (encounterId: EncounterId): boolean => {
  const isKnown = useHalfTyped((kept) => kept[encounterId] !== undefined)
  useEffect(() => {
    if (!isKnown) void begin(encounterId)
  }, [encounterId, isKnown])
  return isKnown
}

/** The visit has moved on with what could be read. */
export const endHalfTyped = (encounterId: EncounterId): void => {
  keeper.end(encounterId)
  useHalfTyped.setState(({ [encounterId]: _, ...others }) => others, true)
}

/** Saves at once what is not saved yet. */
export const flushHalfTyped = keeper.flush

/** What fields remember of themselves from one time they are drawn to the next, over a restart too. */
export interface FieldMemory {
  read(field: string): string | undefined
  /** An empty text is forgotten. */
  keep(field: string, text: string): void
}

const longest = 60

export const memoryOf = (encounterId: EncounterId): FieldMemory => ({
  read: (field) => useHalfTyped.getState()[encounterId]?.[field],
  keep: (field, text) => {
    const { [field]: before, ...others } = useHalfTyped.getState()[encounterId] ?? {}
    const typed = text.slice(0, longest)
    if (typed === (before ?? '')) return
    const fields = typed === '' ? others : { ...others, [field]: typed }
    useHalfTyped.setState({ [encounterId]: fields })
    keeper.change(encounterId, fields)
  },
})

const nothingKept: FieldMemory = { read: () => undefined, keep: () => undefined }
const Visit = createContext<EncounterId | null>(null)

/** Says whose fields these are. */
export const HalfTypedProvider = Visit.Provider

/** The memory of the fields of the visit round them; outside of one nothing is remembered. */
export const useFieldMemory = (): FieldMemory => {
  const encounterId = useContext(Visit)
  return useMemo(() => (encounterId === null ? nothingKept : memoryOf(encounterId)), [encounterId])
}
