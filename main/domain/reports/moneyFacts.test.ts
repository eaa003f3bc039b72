import { expect, it } from 'vitest'
import { MoneyKindSchema } from '../../../preload/contract/money/money.ts'
import { daySheetMoney, type MoneyMove, revenueFact } from './moneyFacts.ts'

const move = (changes: Partial<MoneyMove>): MoneyMove => ({
  encounterId: 'e1',
  kind: 'owed',
  method: null,
  selfPayKind: null,
  amount: 80,
  day: '2026-11-20',
  session: 'morning',
  practitionerId: 'd1',
  practitionerName: '許示範',
  ...changes,
})

it('takes what an amendment lowers off what is owed, and moves no money by it', () => {
  const [owed, less] = [move({}), move({ kind: 'owed-less', amount: 50 })].map(daySheetMoney)
  expect([owed?.adds, less?.adds]).toEqual([{ owed: 80 }, { owed: -50 }])
  expect(revenueFact('month', move({ kind: 'owed-less', amount: 50 })).adds).toEqual({ owed: -50 })
})

it('tells every kind of the book under its own name', () => {
  const keys = MoneyKindSchema.options.map((kind) => revenueFact('kind', move({ kind })).key[0])
  expect(keys).toEqual(MoneyKindSchema.options)
})

it('tells what was sold by its kind, where that is known', () => {
  const sold = (selfPayKind: MoneyMove['selfPayKind']) =>
    revenueFact('kind', move({ kind: 'self-pay', selfPayKind })).key
  expect([sold('supply'), sold(null)]).toEqual([
    ['self-pay', 'supply'],
    ['self-pay', 'none'],
  ])
})
