import { useState } from 'react'
import type { PastEntry } from '../../../../preload/contract/visit/visitHistory.ts'
import type { EncounterId } from '../../../../preload/contract/words.ts'
import { useDeskQueries } from '../../../bridge/query.ts'
import { useSettled } from '../../../ui/fields/useSettled.ts'

const pageLength = 10
const typingPauseMs = 200

interface Reading {
  /** Another search, or another patient, begins anew. */
  readonly of: string
  /** The last visit of each page before the one that is read; the first page has none before it. */
  readonly ends: readonly (EncounterId | null)[]
}

/** The earlier visits of a patient that a text is found in, page by page as far as somebody has read. */
export const usePastVisits = (encounterId: EncounterId, typed: string) => {
  const text = useSettled(typed.trim(), typingPauseMs)
  const of = `${encounterId} ${text}`
  const [reading, setReading] = useState<Reading>({ of, ends: [null] })
  const ends = reading.of === of ? reading.ends : [null]
  const pages = useDeskQueries(
    'visit:history',
    ends.map((after) => ({ encounterId, text, after, limit: pageLength })),
  )
  const entries: readonly PastEntry[] = pages.flatMap((page) => page?.entries ?? [])
  const last = pages.at(-1)
  const more = (): void => {
    const end = last?.entries.at(-1)?.encounterId
    if (last?.hasMore === true && end !== undefined) setReading({ of, ends: [...ends, end] })
  }
  return { entries, isReading: last === undefined, hasMore: last?.hasMore ?? false, more }
}
