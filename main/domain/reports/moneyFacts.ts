import type { SelfPayKind } from '../../../preload/contract/desk/settings.ts'
import type { MoneyKind, PaymentMethod } from '../../../preload/contract/money/money.ts'
import type { ReportGrouping } from '../../../preload/contract/paper/reportLayouts.ts'
import { type Fact, nameOf } from './fact.ts'

/** A movement of money, and the visit it belongs to. */
export interface MoneyMove {
  readonly encounterId: string
  readonly kind: MoneyKind
  readonly method: PaymentMethod | null
  /** What kind of thing was sold; null where nothing was, or nobody knows. */
  readonly selfPayKind: SelfPayKind | null
  /** NT$, above nothing; the kind tells its direction. */
  readonly amount: number
  /** `YYYY-MM-DD`, the day it was written. */
  readonly day: string
  readonly session: string
  readonly practitionerId: string
  readonly practitionerName: string
}

/** Where no money moved. */
const noMethod = 'none'

const addsOf = ({ kind, method, amount }: MoneyMove): Fact['adds'] => {
  switch (kind) {
    case 'due':
      return { due: amount }
    case 'self-pay':
      return { selfPay: amount }
    case 'discount':
      return { discount: amount }
    case 'owed':
      return { owed: amount }
    case 'owed-less':
      return { owed: -amount }
    case 'payment':
    case 'settlement':
      return { ...(method === null ? {} : { [method]: amount }), received: amount, net: amount }
    case 'refund':
    case 'deposit-back':
      return { refunded: amount, net: -amount }
  }
}

/** A movement as the day sheet counts it: on its own day, for the session and doctor of its visit. */
export const daySheetMoney = (move: MoneyMove): Fact => ({
  encounterId: move.encounterId,
  key: [move.day, move.session, move.practitionerId],
  name: nameOf(move.practitionerName),
  adds: addsOf(move),
})

/** A movement as the report of revenue counts it: by its kind and its way of payment, or what was sold. */
export const revenueFact = (by: ReportGrouping, move: MoneyMove): Fact => {
  const { encounterId, kind, method, selfPayKind, amount, day } = move
  if (by === 'kind') {
    return { encounterId, key: [kind, method ?? selfPayKind ?? noMethod], name: null, adds: { entries: 1, amount } }
  }
  return { encounterId, key: [by === 'month' ? day.slice(0, 7) : day], name: null, adds: addsOf(move) }
}
