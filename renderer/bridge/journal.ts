import { create } from 'zustand'
import type { EventPayload } from '../../preload/contract/index.ts'

export type ResolvedAct = EventPayload<'journal:resolved'>

/** What has been found out about acts on cards, until a person has seen it; the newest first. */
export const useResolvedActs = create<{ readonly acts: readonly ResolvedAct[] }>(() => ({ acts: [] }))

export const recordResolved = (act: ResolvedAct): void =>
  useResolvedActs.setState(({ acts }) => ({ acts: [act, ...acts.filter(({ entryId }) => entryId !== act.entryId)] }))

export const dismissResolved = (entryId: string): void =>
  useResolvedActs.setState(({ acts }) => ({ acts: acts.filter((act) => act.entryId !== entryId) }))
