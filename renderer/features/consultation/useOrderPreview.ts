import type { ChannelOutput } from '../../../preload/contract/index.ts'
import type { OrderDraft } from '../../../preload/contract/order.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { useDeskQuery } from '../../bridge/query.ts'
import { useSettled } from '../../ui/useSettled.ts'

export type OrderPreview = ChannelOutput<'pricing:preview'>
export type OrderProblem = OrderPreview['problems'][number]

/** Price, totals and problems of the sheet as it stands, a moment after the last keystroke; the last answer until the next. */
export const useOrderPreview = (encounterId: EncounterId, orders: readonly OrderDraft[]) => {
  const settled = useSettled(orders, 200)
  return useDeskQuery('pricing:preview', { encounterId, orders: [...settled] }, { keepPrevious: true })
}
