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

const page = 60
/** Whoever looks for more than this looks by filter or by day. */
const mostRows = 500

interface Uploads {
  readonly filter: UploadFilter
  /** So many rows are asked for; more once the last of them is in sight. */
  readonly limit: number
  readonly selected: OutboxId | null
  /** Whether the counts by day are shown in place of a row's detail. */
  readonly daysShown: boolean
  /** Whether somebody waits for everything to be sent. */
  readonly drainShown: boolean
}

export const useUploads = create<Uploads>(() => ({
  filter: 'open',
  limit: page,
  selected: null,
  daysShown: false,
  drainShown: false,
}))

export const setFilter = (filter: UploadFilter): void => useUploads.setState({ filter, limit: page, selected: null })
/** Asks for more rows when all that were asked for are there. */
export const showMore = (there: number): void =>
  useUploads.setState(({ limit }) => (there < limit ? {} : { limit: Math.min(limit + page, mostRows) }))
export const select = (selected: OutboxId | null): void => useUploads.setState({ selected, daysShown: false })
export const showDrain = (drainShown: boolean): void => useUploads.setState({ drainShown })
export const toggleDays = (): void =>
  useUploads.setState(({ daysShown }) => ({ daysShown: !daysShown, selected: null }))
