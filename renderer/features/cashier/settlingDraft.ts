import type { SelfPayKind } from '../../../preload/contract/desk/settings.ts'
import type { Settling } from '../../../preload/contract/money/money.ts'
import { amountOf } from './cash.ts'

/** What the cashier has typed besides the cash, as text. */
export interface SettlingDraft {
  readonly card: string
  readonly mobile: string
  readonly owes: boolean
  readonly selfPay: Settling['selfPay']
  /** The item that is being typed. */
  readonly newName: string
  readonly newAmount: string
  /** What it is by the clinic's list; what is typed freely is `other` until somebody says more. */
  readonly newKind: SelfPayKind
  readonly discount: string
  readonly reason: string
}

export const emptySettling: SettlingDraft = {
  card: '',
  mobile: '',
  owes: false,
  selfPay: [],
  newName: '',
  newAmount: '',
  newKind: 'other',
  discount: '',
  reason: '',
}

/** What keeps a draft from being sent, as a translation key under `cashier.settling.problem`. */
export type SettlingProblem = 'amount' | 'unfinished' | 'reason' | 'discount'

export interface SettlingReading {
  readonly settling: Settling
  /** NT$ that it adds to what is due, or takes from it. */
  readonly change: number
  readonly problem: SettlingProblem | null
}

/**
 * Reads a draft. What is no amount counts as nothing and is a problem; so is an item that was begun and not added, a discount without
 * its reason, and one of more than the clinic's own amounts.
 *
 * @param registrationFee NT$ of the visit
 */
export const readSettling = (draft: SettlingDraft, registrationFee: number): SettlingReading => {
  const [card, mobile, discount] = [amountOf(draft.card), amountOf(draft.mobile), amountOf(draft.discount)]
  const bought = draft.selfPay.reduce((sum, { amount }) => sum + amount, 0)
  const off = discount ?? 0
  const reason = draft.reason.trim()
  const problem: SettlingProblem | null =
    card === null || mobile === null || discount === null
      ? 'amount'
      : draft.newName.trim() !== '' || draft.newAmount.trim() !== ''
        ? 'unfinished'
        : off > bought + registrationFee
          ? 'discount'
          : off > 0 && reason === ''
            ? 'reason'
            : null
  return {
    settling: {
      card: card ?? 0,
      mobile: mobile ?? 0,
      owes: draft.owes,
      selfPay: draft.selfPay.map((item) => ({ ...item })),
      discount: off > 0 ? { amount: off, reason } : null,
    },
    change: bought - off,
    problem,
  }
}

/** The draft with the item that was typed added; unchanged while it has no name or no amount. */
export const withNewItem = (draft: SettlingDraft): SettlingDraft => {
  const name = draft.newName.trim()
  const amount = amountOf(draft.newAmount)
  if (name === '' || amount === null || amount === 0) return draft
  return {
    ...draft,
    selfPay: [...draft.selfPay, { name, amount, kind: draft.newKind }],
    newName: '',
    newAmount: '',
    newKind: 'other',
  }
}

/** The draft with NT$ `left` more by card or mobile; never less than is typed there. */
export const withRest = (draft: SettlingDraft, way: 'card' | 'mobile', left: number): SettlingDraft => ({
  ...draft,
  [way]: String((amountOf(draft[way]) ?? 0) + Math.max(0, left)),
})
