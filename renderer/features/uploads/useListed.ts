import { useEffect } from 'react'
import type { OutboxItem } from '../../../preload/contract/upload/outbox.ts'
import { useDeskQuery } from '../../bridge/query.ts'
import { useSettled } from '../../ui/fields/useSettled.ts'
import { listedOf, pageRows, pageWithin, turnTo, useUploads } from './uploadsStore.ts'

const noItems: readonly OutboxItem[] = []
/** Between the last letter typed and the question. */
const typingMs = 150

/** The rows that are shown of the chosen ones, and how many there are in all. */
export const useListed = () => {
  const state = useUploads()
  const text = useSettled(state.text.trim(), typingMs)
  const { page } = state
  const which = listedOf({ ...state, text })
  const offset = page * pageRows
  const list = useDeskQuery('outbox:list', { ...which, limit: pageRows, offset }, { keepPrevious: true })
  const items = list.data ?? noItems
  // A page that is not full is the last one and says itself how many there are; counting a million rows takes a moment.
  const isLast = items.length < pageRows && (items.length > 0 || page === 0)
  const whole = useDeskQuery('outbox:count', which, { enabled: !isLast, keepPrevious: true })
  const counted = whole.data?.count ?? null
  const total = isLast ? offset + items.length : counted
  const hasMore = total !== null && offset + pageRows < total
  // Rows that were sent meanwhile may take the page away that somebody looks at: then the last one there is stands in its place.
  const isGone = page > 0 && items.length === 0 && !list.isPlaceholderData && !whole.isPlaceholderData
  const last = isGone && counted !== null ? pageWithin(page, counted) : page
  useEffect(() => {
    if (last < page) turnTo(last)
  }, [last, page])
  return {
    page,
    items,
    error: list.error,
    isLoading: list.data === undefined && list.error === null,
    /** How many rows come before those shown. */
    offset,
    /** Null until they have been counted. */
    total,
    isNarrowed: state.day !== null || state.target !== null || state.text !== '',
    hasBack: page > 0,
    hasMore,
    back: () => turnTo(Math.max(0, page - 1)),
    on: () => hasMore && turnTo(page + 1),
  }
}

export type Listed = ReturnType<typeof useListed>
