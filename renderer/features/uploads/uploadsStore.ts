import { create } from 'zustand'
import type { OutboxId } from '../../../preload/contract/words.ts'

export const uploadFilters = [
  'open',
  'waiting',
  'sending',
  'rejected',
  'quarantined',
  'late',
  'accepted',
  'all',
] as const
export type UploadFilter = (typeof uploadFilters)[number]

interface Uploads {
  readonly filter: UploadFilter
  readonly selected: OutboxId | null
  /** Whether the counts by day are shown in place of a row's detail. */
  readonly daysShown: boolean
}

export const useUploads = create<Uploads>(() => ({ filter: 'open', selected: null, daysShown: false }))

export const setFilter = (filter: UploadFilter): void => useUploads.setState({ filter, selected: null })
export const select = (selected: OutboxId | null): void => useUploads.setState({ selected, daysShown: false })
export const toggleDays = (): void =>
  useUploads.setState(({ daysShown }) => ({ daysShown: !daysShown, selected: null }))
