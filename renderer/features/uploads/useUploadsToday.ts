import type { ChannelOutput } from '../../../preload/contract/index.ts'
import { useDeskQuery } from '../../bridge/query.ts'
import { useServerNow } from '../../bridge/status.ts'

const minuteMs = 60_000

/** Today's uploads in numbers, asked again each minute: a deadline comes near without anything having moved. */
export const useUploadsToday = (): ChannelOutput<'outbox:today'> | undefined => {
  const minute = Math.floor(useServerNow(minuteMs) / minuteMs)
  return useDeskQuery('outbox:today', {}, { version: String(minute), keepPrevious: true }).data
}
