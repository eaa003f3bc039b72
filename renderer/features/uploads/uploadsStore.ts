import { create } from 'zustand'
import type { ChannelInput } from '../../../preload/contract/index.ts'
import type { UploadTarget } from '../../../preload/contract/upload/upload.ts'
import type { IsoDate, OutboxId } from '../../../preload/contract/words.ts'

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
  /** Clinic day, target and text that the list is narrowed down by. */
  readonly day: IsoDate | null
  readonly target: UploadTarget | null
  readonly text: string
  /** Which page of the list is shown; the first is 0. */
  readonly page: number
  readonly selected: OutboxId | null
  /** Whether the counts by day are shown in place of a row's detail. */
  readonly daysShown: boolean
  /** Whether somebody waits for everything to be sent. */
  readonly drainShown: boolean
}

export const useUploads = create<Uploads>(() => ({
  filter: 'open',
  day: null,
  target: null,
  text: '',
  page: 0,
  selected: null,
  daysShown: false,
  drainShown: false,
}))

/** Rows that are asked for at a time: more would make the screen wait. */
export const pageRows = 100

/** The page of a list of so many rows that stands in the place of one: itself, or the last one where it is gone. */
export const pageWithin = (page: number, count: number): number =>
  Math.max(0, Math.min(page, Math.ceil(count / pageRows) - 1))

/** Shows other rows, from the first. */
export const narrow = (change: Partial<Pick<Uploads, 'filter' | 'day' | 'target' | 'text'>>): void =>
  useUploads.setState({ ...change, page: 0, selected: null })
export const turnTo = (page: number): void => useUploads.setState({ page, selected: null })
/** The rows chosen, as main is asked for them. */
export const listedOf = ({ filter, day, target, text }: Uploads): ChannelInput<'outbox:count'> => ({
  filter,
  day,
  target,
  text,
})
export const select = (selected: OutboxId | null): void => useUploads.setState({ selected, daysShown: false })
export const showDrain = (drainShown: boolean): void => useUploads.setState({ drainShown })
export const toggleDays = (): void =>
  useUploads.setState(({ daysShown }) => ({ daysShown: !daysShown, selected: null }))
