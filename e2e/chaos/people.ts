import type { OrderDraft } from '../../preload/contract/orders/order.ts'
import type { CardId } from '../sims/client.ts'

/** Somebody who comes to the desk in a run: whose card, under which name, with which illness and which drug, so that a write tells whose it was. */
export interface Visitor {
  readonly card: CardId
  readonly name: string
  readonly diagnosis: { readonly code: string; readonly nameZh: string; readonly nameEn: string }
  readonly drug: OrderDraft
}

const illness = (code: string) => ({ code, nameZh: code, nameEn: code })
const tablets = (code: string): OrderDraft => ({
  kind: 'drug',
  code,
  dose: 1,
  frequency: 'TID',
  route: 'PO',
  days: 3,
  quantity: null,
  site: '',
})

/** Invented people of the simulators; each has a diagnosis and a drug that nobody else has. */
export const visitors: readonly [Visitor, ...Visitor[]] = [
  { card: 'lin-adult', name: '林示安', diagnosis: illness('J06.9'), drug: tablets('A029089100') },
  { card: 'wu-low-income', name: '吳範例', diagnosis: illness('J00'), drug: tablets('AC44803100') },
  { card: 'huang-critical', name: '黃例芬', diagnosis: illness('R03.0'), drug: tablets('AC21758100') },
  { card: 'nguyen-resident', name: 'NGUYEN THI MAU', diagnosis: illness('I10'), drug: tablets('AC57127100') },
]

export const visitorOf = (card: string): Visitor => {
  const visitor = visitors.find((each) => each.card === card)
  if (visitor === undefined) throw new Error(`nobody has the card ${card}`)
  return visitor
}

export const visitorNamed = (name: string): Visitor | undefined => visitors.find((each) => each.name === name)
