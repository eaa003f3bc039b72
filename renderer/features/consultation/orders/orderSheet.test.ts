import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type OrderDraft, OrderDraftSchema } from '../../../../preload/contract/orders/order.ts'
import {
  above,
  afterEnter,
  type Cell,
  columns,
  hasCell,
  insertRow,
  lastDrugs,
  neighbour,
  removeRow,
  repeatOrders,
  rowOf,
  whileTyped,
  withText,
} from './orderSheet.ts'

const drug: OrderDraft = {
  kind: 'drug',
  code: 'AC12345100',
  dose: 1,
  frequency: 'TID',
  route: 'PO',
  days: 3,
  quantity: null,
  site: '',
}
const procedure: OrderDraft = {
  ...drug,
  kind: 'procedure',
  code: '57017C',
  dose: null,
  frequency: null,
  route: null,
  days: null,
  quantity: 1,
}
const sheet = [drug, procedure, drug]

describe('the way of Enter', () => {
  it.each<[string, Cell, boolean, Cell]>([
    ['from the code to the dose', { row: 0, column: 'code' }, false, { row: 0, column: 'dose' }],
    ['from the dose to the frequency', { row: 0, column: 'dose' }, false, { row: 0, column: 'frequency' }],
    ['over a filled route', { row: 0, column: 'frequency' }, false, { row: 0, column: 'days' }],
    ['over a quantity the rule gives', { row: 0, column: 'days' }, false, { row: 1, column: 'code' }],
    ['into a quantity nobody gives', { row: 0, column: 'days' }, true, { row: 0, column: 'quantity' }],
    ['from a procedure to its quantity', { row: 1, column: 'code' }, false, { row: 1, column: 'quantity' }],
    ['from the last row to the empty one', { row: 2, column: 'days' }, false, { row: 3, column: 'code' }],
  ])('%s', (_, from, needsQuantity, to) => {
    expect(afterEnter(sheet, from, needsQuantity)).toEqual(to)
  })

  it('stops at an empty route', () => {
    const orders = [{ ...drug, route: null }]
    expect(afterEnter(orders, { row: 0, column: 'frequency' }, false)).toEqual({ row: 0, column: 'route' })
  })
})

describe('moving by arrows', () => {
  it('skips cells a procedure does not have', () => {
    expect(neighbour(sheet, { row: 1, column: 'code' }, 1)).toEqual({ row: 1, column: 'quantity' })
    expect(above(sheet, { row: 0, column: 'frequency' }, 1)).toEqual({ row: 1, column: 'code' })
  })

  it('always lands on a cell that exists, and comes back', () => {
    const cell = fc.record({ row: fc.integer({ min: 0, max: 3 }), column: fc.constantFrom(...columns) })
    fc.assert(
      fc.property(cell, (from) => {
        fc.pre(hasCell(sheet, from))
        const right = neighbour(sheet, from, 1)
        if (right !== null) {
          expect(hasCell(sheet, right)).toBe(true)
          expect(neighbour(sheet, right, -1)).toEqual(from)
        }
        const down = above(sheet, from, 1)
        if (down !== null) expect(hasCell(sheet, down)).toBe(true)
      }),
    )
  })

  it('ends at the edges', () => {
    expect(neighbour(sheet, { row: 0, column: 'code' }, -1)).toBeNull()
    expect(neighbour(sheet, { row: 3, column: 'code' }, 1)).toBeNull()
    expect(above(sheet, { row: 3, column: 'code' }, 1)).toBeNull()
  })
})

describe('typing', () => {
  it.each([
    ['dose', '0.5', { dose: 0.5 }],
    ['dose', '', { dose: null }],
    ['frequency', ' bid ', { frequency: 'BID' }],
    ['route', 'po', { route: 'PO' }],
    ['days', '７', { days: 7 }],
    ['quantity', '10.5', { quantity: 10.5 }],
  ] as const)('%s takes %j', (column, text, change) => {
    expect(withText(drug, column, text)).toEqual({ ...drug, ...change })
  })

  it.each([
    ['dose', '1.234'],
    ['days', '0'],
    ['days', '91'],
    ['days', '1.5'],
    ['quantity', '1.25'],
    ['route', 'TOOLONG'],
  ] as const)('%s refuses %j', (column, text) => {
    expect(withText(drug, column, text)).toBeNull()
  })

  it('never makes a row the contract would refuse', () => {
    fc.assert(
      fc.property(fc.constantFrom('dose', 'frequency', 'route', 'days', 'quantity'), fc.string(), (column, text) => {
        const row = withText(drug, column as 'dose', text)
        if (row !== null) expect(OrderDraftSchema.safeParse(row).success).toBe(true)
      }),
    )
  })
})

describe('a cell while it is typed in', () => {
  it.each([
    // Key after key, the last text is what the doctor typed.
    ['dose', ['1', '1/', '1/2'], 0.5],
    ['dose', ['1', '1.', '1.2', '1.25', '1.255'], null],
    ['dose', ['0', '0.', '0.1', '0.12', '0.125'], null],
    ['days', ['1', '10', '100'], null],
    ['quantity', ['1', '12', '12.', '12.2', '12.25'], null],
    ['quantity', ['1', '12', '12片'], null],
  ] as const)('%s holds of %j no more than was meant', (column, texts, value) => {
    let row = drug
    for (const text of texts) row = whileTyped(row, column, text)
    expect(row).toEqual({ ...drug, [column]: value })
  })
})

describe('rows', () => {
  it('come from the catalogue with what is usual', () => {
    const item = {
      kind: 'drug',
      code: 'AC1',
      nameZh: '',
      nameEn: '',
      ingredient: '',
      unit: '',
      unitPoints: null,
    } as const
    const usual = { dose: 1, frequency: 'BID', route: 'PO', days: 7, quantity: null }
    expect(rowOf({ ...item, usual })).toMatchObject(usual)
    const tube = { ...usual, route: 'SKIN', quantity: 1 }
    expect(rowOf({ ...item, usual: tube })).toMatchObject(tube)
    expect(rowOf({ ...item, kind: 'procedure', usual })).toMatchObject({ dose: null, frequency: null, quantity: 1 })
  })

  it('come back where they were after a removal is undone', () => {
    expect(insertRow(removeRow(sheet, 1), 1, procedure)).toEqual(sheet)
  })

  it('are repeated once, without what is there, and without names', () => {
    const repeated = repeatOrders(
      [drug],
      [
        { ...drug, name: 'x' },
        { ...procedure, name: 'y' },
      ],
    )
    expect(repeated).toEqual([drug, procedure])
    expect(repeatOrders(repeated, [{ ...drug, name: 'x' }])).toEqual(repeated)
  })
})

it('takes the drugs of the newest visit that had any', () => {
  const old: OrderDraft = { ...drug, code: 'AC00000100' }
  expect(lastDrugs([{ orders: [procedure] }, { orders: [procedure, drug] }, { orders: [old] }])).toEqual([drug])
  expect(lastDrugs([{ orders: [procedure] }])).toEqual([])
})
