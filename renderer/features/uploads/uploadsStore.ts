import { create } from 'zustand'
import type { OutboxId } from '../../../preload/contract/words.ts'

export const uploadFilters = ['open', 'rejected', 'quarantined', 'accepted', 'all'] as const
export type UploadFilter = (typeof uploadFilters)[number]

interface Uploads {
  readonly filter: UploadFilter
  readonly selected: OutboxId | null
}

export const useUploads = create<Uploads>(() => ({ filter: 'open', selected: null }))

export const setFilter = (filter: UploadFilter): void => useUploads.setState({ filter, selected: null })
export const select = (selected: OutboxId | null): void => useUploads.setState({ selected })
