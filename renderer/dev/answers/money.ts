import { ShiftSchema } from '../../../preload/contract/money/drawer.ts'
import { DebtSchema, type VisitMoney, VisitMoneySchema } from '../../../preload/contract/money/money.ts'
import type { AppError } from '../../../preload/contract/result.ts'
import { InstantSchema } from '../../../preload/contract/words.ts'
import fixtures from '../fixtures.json'
import { person } from '../people.ts'
import { type Handlers, id, instant, type World } from '../world.ts'

const { who, selfPay, reason, discount } = fixtures.money
const minute = 60_000
const now = () => InstantSchema.parse(instant())
const entry = (kind: string, amount: number, change: object = {}) => ({
  kind,
  method: null,
  amount,
  tendered: null,
  words: null,
  selfPayKind: null,
  at: instant(-90 * minute),
  who,
  desk: 'front-1',
  ...change,
})

const ofVisit = (number: number): VisitMoney =>
  VisitMoneySchema.parse({
    encounterId: id(5000 + number),
    paid: 300,
    refunded: 50,
    owed: 100,
    refundable: { total: 250, card: 100, mobile: 0 },
    entries: [
      entry('due', 200),
      entry('self-pay', 250, { words: selfPay, selfPayKind: 'other' }),
      entry('discount', 50, { words: discount }),
      entry('payment', 200, { method: 'cash', tendered: 500 }),
      entry('payment', 100, { method: 'card' }),
      entry('owed', 100),
      entry('refund', 50, { method: 'cash', words: reason, at: instant(-20 * minute) }),
    ],
  })

const shift = (number: number, change: object = {}) =>
  ShiftSchema.parse({
    desk: 'front-1',
    shift: number,
    opened: { at: instant(-200 * minute), who, float: 2000 },
    totals: [
      { kind: 'payment', method: 'cash', count: 18, amount: 3650 },
      { kind: 'payment', method: 'card', count: 3, amount: 1800 },
      { kind: 'payment', method: 'mobile', count: 4, amount: 900 },
      { kind: 'settlement', method: 'cash', count: 1, amount: 150 },
      { kind: 'refund', method: 'cash', count: 1, amount: 50 },
      { kind: 'deposit-back', method: 'cash', count: 1, amount: 500 },
    ],
    owed: 100,
    owedLess: 0,
    discounts: 50,
    selfPay: [
      { kind: 'drug', count: 2, amount: 700 },
      { kind: 'supply', count: 1, amount: 180 },
      { kind: 'other', count: 3, amount: 350 },
      { kind: null, count: 1, amount: 250 },
    ],
    expected: 5250,
    closed: null,
    ...change,
  })

const closedShift = (number: number, counted: number) =>
  shift(number, {
    closed: {
      at: instant(-(20 - number) * 240 * minute),
      who,
      counted,
      counts: { 1000: 5, 100: 2, 50: 1 },
      reason: counted === 5250 ? null : reason,
    },
  })

/** The money of the pretend clinic. */
export const money = (): Pick<World, 'money' | 'debts' | 'drawer' | 'shifts'> => ({
  money: [11, 12, 13, 14].map(ofVisit),
  debts: [5, 11].map((number) =>
    DebtSchema.parse({
      encounterId: id(number === 5 ? 7050 : 5000 + number),
      patient: person(number),
      visitedOn: '2026-11-20',
      owed: 100,
    }),
  ),
  drawer: shift(12),
  shifts: [closedShift(11, 5250), closedShift(10, 5230)],
})

const change = (world: World, encounterId: string, next: (old: VisitMoney) => VisitMoney): VisitMoney | AppError => {
  const index = world.money.findIndex((one) => one.encounterId === encounterId)
  const old = world.money[index]
  if (old === undefined) return { code: 'NOT_FOUND', retryable: false }
  const made = next(old)
  world.money[index] = made
  setTimeout(() => world.tell('money:changed', {}), 0)
  return made
}

type MoneyChannel =
  | 'money:of-visit'
  | 'money:debts'
  | 'money:pay'
  | 'money:refund'
  | 'drawer:current'
  | 'drawer:reports'
  | 'drawer:open'
  | 'drawer:close'

export const moneyHandlers: Pick<Handlers, MoneyChannel> = {
  'money:of-visit': (world, { encounterId }) =>
    world.money.find((one) => one.encounterId === encounterId) ??
    VisitMoneySchema.parse({
      encounterId,
      paid: 0,
      refunded: 0,
      owed: 0,
      refundable: { total: 0, card: 0, mobile: 0 },
      entries: [],
    }),
  'money:debts': (world, { patientId }) =>
    world.debts.filter(({ patient }) => patientId === null || patient.patientId === patientId),
  'money:pay': (world, { encounterId, received, card, mobile }) =>
    change(world, encounterId, (old) => {
      const paid = Math.min(old.owed, received + card + mobile)
      world.debts = world.debts.filter((debt) => debt.encounterId !== encounterId)
      return { ...old, paid: old.paid + paid, owed: old.owed - paid }
    }),
  'money:refund': (world, { encounterId, amount }) =>
    change(world, encounterId, (old) => ({
      ...old,
      refunded: old.refunded + amount,
      refundable: { ...old.refundable, total: old.refundable.total - amount },
    })),
  'drawer:current': (world) => world.drawer,
  'drawer:reports': (world) => world.shifts,
  'drawer:open': (world, { float }) => {
    world.drawer = { ...world.drawer, opened: { at: now(), who, float } }
    setTimeout(() => world.tell('money:changed', {}), 0)
    return world.drawer
  },
  'drawer:close': (world, { counts, reason: why }) => {
    const counted = Object.entries(counts).reduce((sum, [value, count]) => sum + Number(value) * count, 0)
    if (counted !== world.drawer.expected && why === null) return { code: 'DRAWER_DIFFERENCE', retryable: true }
    const closed = { ...world.drawer, closed: { at: now(), who, counted, counts, reason: why } }
    world.shifts = [closed, ...world.shifts]
    world.drawer = { ...world.drawer, shift: closed.shift + 1, opened: null, totals: [], expected: 0 }
    setTimeout(() => world.tell('money:changed', {}), 0)
    return closed
  },
}
