import { expect, it } from 'vitest'
import type { Price } from '../../../preload/contract/money/pricing.ts'
import { IsoDateSchema } from '../../../preload/contract/words.ts'
import { amendedPrice } from './amendedPrice.ts'

const rule = { rule: 'r', title: 't', effectiveFrom: IsoDateSchema.parse('2026-01-01') }
const charge = (kind: Price['charges'][number]['kind'], amount: number) => ({ kind, amount, rule })
const price = (amountDue: number, charges: Price['charges']): Price => ({
  lines: [],
  drugPoints: 0,
  procedurePoints: 0,
  materialPoints: 0,
  examinationPoints: 0,
  dispensingPoints: 0,
  totalPoints: 0,
  copaymentCode: 'D10',
  copaymentBasic: 0,
  copaymentDrug: 0,
  charges,
  amountDue,
  medicationDays: 0,
})
const fee = charge('registration-fee', 150)
const deposit = charge('card-deposit', 500)

it('is the new price where no deposit was taken', () => {
  const now = price(150, [fee])
  expect(amendedPrice(price(100, [fee]), now)).toBe(now)
})

it('keeps a deposit that was taken, once, whether its debt is still open or not', () => {
  const before = price(650, [fee, deposit])
  expect(amendedPrice(before, price(150, [fee]))).toMatchObject({ amountDue: 650, charges: [fee, deposit] })
  const priced = price(650, [fee, deposit])
  expect(amendedPrice(before, priced)).toBe(priced)
})
