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
  /** Whether somebody waits for everything to be sent. */
  readonly drainShown: boolean
}

export const useUploads = create<Uploads>(() => ({
  filter: 'open',
  selected: null,
  daysShown: false,
  drainShown: false,
}))

export const setFilter = (filter: UploadFilter): void => useUploads.setState({ filter, selected: null })
export const select = (selected: OutboxId | null): void => useUploads.setState({ selected, daysShown: false })
export const showDrain = (drainShown: boolean): void => useUploads.setState({ drainShown })
export const toggleDays = (): void =>
  useUploads.setState(({ daysShown }) => ({ daysShown: !daysShown, selected: null }))
