import type { CardId } from '../sims/client.ts'

/** Somebody who comes to the desk in a run: whose card, under which name, and with which illness, so that a write tells whose it was. */
export interface Visitor {
  readonly card: CardId
  readonly name: string
  readonly diagnosis: { readonly code: string; readonly nameZh: string; readonly nameEn: string }
}

const illness = (code: string) => ({ code, nameZh: code, nameEn: code })

/** Invented people of the simulators; each has a diagnosis that nobody else has. */
export const visitors: readonly Visitor[] = [
  { card: 'lin-adult', name: '林示安', diagnosis: illness('J06.9') },
  { card: 'wu-low-income', name: '吳範例', diagnosis: illness('J00') },
  { card: 'huang-critical', name: '黃例芬', diagnosis: illness('R03.0') },
  { card: 'nguyen-resident', name: 'NGUYEN THI MAU', diagnosis: illness('I10') },
]

export const visitorOf = (card: string): Visitor => {
  const visitor = visitors.find((each) => each.card === card)
  if (visitor === undefined) throw new Error(`nobody has the card ${card}`)
  return visitor
}

export const visitorNamed = (name: string): Visitor | undefined => visitors.find((each) => each.name === name)
