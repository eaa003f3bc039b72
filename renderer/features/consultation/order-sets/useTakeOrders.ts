import { useEffect, useRef, useState } from 'react'
import type { OrderDraft } from '../../../../preload/contract/orders/order.ts'
import type { AppError } from '../../../../preload/contract/result.ts'
import type { EncounterId } from '../../../../preload/contract/words.ts'
import { call } from '../../../bridge/desk.ts'
import { repeatOrders } from '../orders/orderSheet.ts'

export type NamedOrder = OrderDraft & { readonly name: string }

/** What is to be said after orders were taken over; null while all of them stand on the sheet. */
export interface Taken {
  /** Names of the orders that were left out, because their codes are not in force on the day of the visit. */
  readonly ended: readonly string[]
  /** Nothing was added. */
  readonly isNothing: boolean
  readonly error: AppError | null
}

/** Takes over orders of an earlier visit or of a set; codes that have ended are left out and named. */
export const useTakeOrders = (
  encounterId: EncounterId,
  orders: readonly OrderDraft[],
  onChange: (orders: readonly OrderDraft[]) => void,
) => {
  const [taken, setTaken] = useState<Taken | null>(null)
  // The answer comes a moment later: what has been typed by then stays.
  const sheet = useRef({ orders, onChange })
  useEffect(() => {
    sheet.current = { orders, onChange }
  })
  /** Resolves with the number of rows the sheet has then. */
  const take = async (wanted: readonly NamedOrder[]): Promise<number> => {
    setTaken(null)
    const answer = await call('order-set:ended', {
      encounterId,
      orders: wanted.map(({ kind, code }) => ({ kind, code })),
    })
    const now = sheet.current
    if (!answer.ok) {
      setTaken({ ended: [], isNothing: true, error: answer.error })
      return now.orders.length
    }
    const ended = new Set(answer.value.codes)
    const next = repeatOrders(
      now.orders,
      wanted.filter(({ code }) => !ended.has(code)),
    )
    const isNothing = next.length === now.orders.length
    const left = wanted.filter(({ code }) => ended.has(code)).map(({ name }) => name)
    if (!isNothing) now.onChange(next)
    if (left.length > 0 || isNothing) setTaken({ ended: left, isNothing, error: null })
    return next.length
  }
  return { take, taken, forget: () => setTaken(null) }
}
