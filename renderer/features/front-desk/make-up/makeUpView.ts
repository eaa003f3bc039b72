import type { MakeUpItem } from '../../../../preload/contract/visit/makeUp.ts'
import type { PatientId } from '../../../../preload/contract/words.ts'

export type MakeUpFilter = 'open' | 'overdue' | 'done'
export const makeUpFilters: readonly MakeUpFilter[] = ['open', 'overdue', 'done']

const isEnded = ({ state }: MakeUpItem): boolean => state === 'done' || state === 'kept'

/** Whether an owed card's refund is no longer due by law. */
export const isLate = (item: MakeUpItem): boolean => item.kind === 'owed-card' && item.daysLeft < 0

/** `open`: everything that waits for a card, the overdue ones too · `overdue`: of these the owed cards past their term · `done`. */
export const filterMakeUps = (items: readonly MakeUpItem[], filter: MakeUpFilter): readonly MakeUpItem[] =>
  items.filter((item) => {
    if (filter === 'done') return isEnded(item)
    return !isEnded(item) && (filter === 'open' || isLate(item))
  })

/** What this person has open and can end with the card now, a visit still under way too; owed cards first. */
export const openOf = (items: readonly MakeUpItem[], patientId: PatientId | null): readonly MakeUpItem[] =>
  items
    .filter((item) => (item.state === 'open' || item.state === 'not-closed') && item.patient.patientId === patientId)
    .toSorted((one, other) => Number(one.kind === 'exception') - Number(other.kind === 'exception'))

/** The words under `makeUp.left` for the time that is left. */
export const leftWords = (
  item: Pick<MakeUpItem, 'kind' | 'daysLeft'>,
): { readonly key: 'workingDays' | 'days' | 'today' | 'over'; readonly count: number } => {
  if (item.daysLeft === 0) return { key: 'today', count: 0 }
  if (item.daysLeft < 0) return { key: 'over', count: -item.daysLeft }
  return { key: item.kind === 'owed-card' ? 'workingDays' : 'days', count: item.daysLeft }
}

/** The key under `makeUp.state` that tells where it stands. */
export const stateWord = (
  item: Pick<MakeUpItem, 'kind' | 'state'>,
): 'not-closed' | 'open' | 'openException' | 'done' | 'doneException' | 'kept' => {
  if (item.kind === 'owed-card') return item.state
  return item.state === 'done' ? 'doneException' : 'openException'
}

/** What is given back late: an amount up to the deposit, with a reason unless it is nothing. */
export type LateRefund =
  | { readonly kind: 'amount-invalid' | 'reason-needed' }
  | { readonly kind: 'ok'; readonly refund: { readonly amount: number; readonly reason: string } | null }

export const lateRefundOf = (amountText: string, reasonText: string, deposit: number): LateRefund => {
  const text = amountText.normalize('NFKC').trim()
  if (text === '' || text === '0') return { kind: 'ok', refund: null }
  const amount = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN
  if (!(amount >= 0 && amount <= deposit)) return { kind: 'amount-invalid' }
  const reason = reasonText.trim()
  return reason === '' ? { kind: 'reason-needed' } : { kind: 'ok', refund: { amount, reason } }
}
