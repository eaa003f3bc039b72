import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ordinaryPrescription,
  type Prescription,
  PrescriptionSchema,
} from '../../../preload/contract/orders/prescription.ts'
import { EncounterIdSchema, type IsoDate, PractitionerIdSchema } from '../../../preload/contract/words.ts'
import { checkPrescription } from './checkPrescription.ts'
import { isReleased, type PrescribedOrder, sheetOf } from './prescription.ts'
import { refillStanding } from './refill.ts'

const drug = (days: number, route = 'PO'): PrescribedOrder => ({ kind: 'drug', days, route })
const procedure: PrescribedOrder = { kind: 'procedure', days: null, route: null }
const refill = (changes: Partial<Prescription> = {}): Prescription => ({
  ...ordinaryPrescription,
  kind: 'chronic-refill',
  dispensings: 3,
  daysEach: 30,
  ...changes,
})
const pharmacist = { id: PractitionerIdSchema.parse('ph-1'), name: 'A' }
const nothing = { day: '2026-11-26', refill: null, pharmacists: [] }
const problemsOf = (prescription: Prescription, orders: readonly PrescribedOrder[]) =>
  checkPrescription(prescription, orders, nothing).map(({ line, problem }) => [line, problem])

describe('checkPrescription', () => {
  it.each<[string, Prescription, readonly PrescribedOrder[]]>([
    ['nothing at all', ordinaryPrescription, []],
    ['seven days, general', { ...ordinaryPrescription, kind: 'general' }, [drug(7)]],
    ['28 days nobody has said anything of', ordinaryPrescription, [drug(3), drug(28)]],
    ['thirty days, chronic', { ...ordinaryPrescription, kind: 'chronic' }, [drug(30), procedure]],
    ['three times 30 days', refill(), [drug(30)]],
    ['two times 28 days beside three days of another', refill({ dispensings: 2, daysEach: 28 }), [drug(28), drug(3)]],
    ['four times 14 days', refill({ dispensings: 4, daysEach: 14 }), [drug(14)]],
    ['three months at once for somebody who goes abroad', refill({ wholeAmount: 'H8' }), [drug(90)]],
  ])('takes %s', (_, prescription, orders) => {
    expect(problemsOf(prescription, orders)).toEqual([])
  })

  it.each<[string, Prescription, readonly PrescribedOrder[], readonly (readonly [number, string])[]]>([
    ['eight days', { ...ordinaryPrescription, kind: 'general' }, [drug(7), drug(8)], [[2, 'general-too-long']]],
    ['31 days', ordinaryPrescription, [drug(31)], [[1, 'chronic-too-long']]],
    [
      'no days',
      refill({ daysEach: null }),
      [drug(30)],
      [
        [0, 'refill-days-needed'],
        [0, 'refill-without-drugs'],
        [1, 'own-sheet'],
      ],
    ],
    ['31 days each', refill({ daysEach: 31, dispensings: 2 }), [drug(31)], [[0, 'refill-days-too-many']]],
    ['120 days in all', refill({ dispensings: 4 }), [drug(30)], [[0, 'refill-total-too-many']]],
    ['six days in all', refill({ dispensings: 2, daysEach: 3 }), [drug(3)], [[0, 'refill-total-too-few']]],
    ['one dispensing', refill({ dispensings: 1 }), [drug(30)], [[0, 'refill-dispensings']]],
    ['five dispensings', refill({ dispensings: 5, daysEach: 14 }), [drug(14)], [[0, 'refill-dispensings']]],
    ['no drug for its days', refill(), [drug(3), procedure], [[0, 'refill-without-drugs']]],
    ['a chronic drug for other days', refill(), [drug(30), drug(28)], [[2, 'own-sheet']]],
    ['a short refill beside a general drug', refill({ daysEach: 7 }), [drug(7), drug(3)], [[2, 'own-sheet']]],
    ['whole at a pharmacy', refill({ wholeAmount: 'HB', released: true }), [drug(90)], [[0, 'whole-amount-released']]],
    [
      'whole amount, but the days of one time',
      refill({ wholeAmount: 'H8' }),
      [drug(30)],
      [
        [0, 'refill-without-drugs'],
        [1, 'own-sheet'],
      ],
    ],
  ])('names what is wrong with %s', (_, prescription, orders, expected) => {
    expect(problemsOf(prescription, orders)).toEqual(expected)
  })

  const prescriptionId = EncounterIdSchema.parse('0190a000-0000-7000-8000-000000000002')
  const standing = refillStanding({
    issuedOn: '2026-11-01' as IsoDate,
    dispensings: 3,
    daysEach: 30,
    last: { dispensing: 1, suppliedOn: '2026-11-01' as IsoDate, days: 30 },
  })
  it.each([
    ['2026-11-20', 2, ['refill-too-early']],
    ['2026-11-21', 2, []],
    ['2026-11-30', 2, []],
    ['2027-01-29', 2, []],
    ['2027-01-30', 2, ['refill-lapsed']],
    ['2026-11-25', 3, ['refill-not-open']],
  ])('on %s dispensing %d again gives %j', (day, dispensing, problems) => {
    const prescription = refill({ refillOf: { prescriptionId, dispensing } })
    const found = checkPrescription(prescription, [drug(30)], { ...nothing, day, refill: standing })
    expect(found.map(({ problem }) => problem)).toEqual(problems)
  })

  it.each([
    [2, 60, []],
    [2, 90, ['refill-without-drugs', 'own-sheet']],
    [2, 30, ['refill-without-drugs', 'own-sheet']],
  ])('gives at the dispensing %d all that is left of it for %d days: %j', (dispensing, days, problems) => {
    const prescription = refill({ refillOf: { prescriptionId, dispensing }, wholeAmount: 'H8' })
    const found = checkPrescription(prescription, [drug(days)], { ...nothing, day: '2026-11-25', refill: standing })
    expect(found.map(({ problem }) => problem)).toEqual(problems)
  })

  it('dispenses nothing again that is unknown, or at a pharmacy', () => {
    const again = refill({ refillOf: { prescriptionId, dispensing: 2 } })
    expect(problemsOf(again, [drug(30)])).toEqual([[0, 'refill-not-open']])
    const found = checkPrescription({ ...again, released: true }, [drug(30)], {
      ...nothing,
      day: '2026-11-25',
      refill: standing,
    })
    expect(found.map(({ problem }) => problem)).toEqual(['refill-elsewhere'])
  })

  it.each([
    ['nobody', undefined, [drug(3)], ['pharmacist-needed']],
    ['a stranger', { ...pharmacist, name: 'B' }, [drug(3)], ['pharmacist-needed']],
    ['one of the clinic', pharmacist, [drug(3)], []],
    ['nobody, for no drug', undefined, [procedure], []],
  ])('wants a pharmacist who dispenses named: %s', (_, said, orders, problems) => {
    const named = said === undefined ? {} : { pharmacist: said }
    const prescription = { ...ordinaryPrescription, dispenser: 'clinic-pharmacist' as const, ...named }
    const found = checkPrescription(prescription, orders, { ...nothing, pharmacists: [pharmacist] })
    expect(found.map(({ problem }) => problem)).toEqual(problems)
    expect(problemsOf({ ...prescription, released: true }, orders)).toEqual([])
  })

  it('holds every drug on one sheet, and lets no more than 90 days through', () => {
    const prescription = fc.record({
      kind: fc.constantFrom(null, 'general', 'chronic', 'chronic-refill' as const),
      dispensings: fc.integer({ min: 1, max: 5 }),
      daysEach: fc.option(fc.integer({ min: 1, max: 40 })),
      released: fc.boolean(),
    })
    fc.assert(
      fc.property(prescription, fc.array(fc.integer({ min: 1, max: 90 }), { maxLength: 5 }), (changes, days) => {
        const one = PrescriptionSchema.parse({ ...ordinaryPrescription, ...changes })
        const orders = days.map((count) => drug(count))
        if (checkPrescription(one, orders, nothing).length > 0) return
        if (one.kind === 'chronic-refill') expect(one.dispensings * (one.daysEach ?? 0)).toBeLessThanOrEqual(90)
        else expect(Math.max(0, ...days)).toBeLessThanOrEqual(30)
        for (const order of orders) expect(sheetOf(order, one)).not.toBeNull()
      }),
    )
  })
})

it('releases drugs, but not what is injected, and nothing else', () => {
  const released = { ...ordinaryPrescription, released: true }
  expect([drug(3), drug(3, 'IM'), procedure].map((order) => isReleased(order, released))).toEqual([true, false, false])
  expect(isReleased(drug(3), ordinaryPrescription)).toBe(false)
})
