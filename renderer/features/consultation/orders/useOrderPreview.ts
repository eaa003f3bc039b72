import type { ChannelOutput } from '../../../../preload/contract/index.ts'
import type { EncounterId } from '../../../../preload/contract/words.ts'
import { useDeskQuery } from '../../../bridge/query.ts'
import { useSettled } from '../../../ui/fields/useSettled.ts'
import type { BesideNote } from '../consultationStore.ts'

export type OrderPreview = ChannelOutput<'pricing:preview'>
export type OrderProblem = OrderPreview['problems'][number]

/**
 * Price, totals and problems of the sheet as it stands, a moment after the last keystroke; the last answer until the next.
 *
 * @param version what else the answer stands on
 */
export const useOrderPreview = (encounterId: EncounterId, draft: BesideNote, version?: string) => {
  const orders = useSettled(draft.orders, 200)
  const { prescription } = draft
  return useDeskQuery(
    'pricing:preview',
    { encounterId, orders: [...orders], ...(prescription === undefined ? {} : { prescription }) },
    { keepPrevious: true, ...(version === undefined ? {} : { version }) },
  )
}
