import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import Mustache from 'mustache'
import { expect, it } from 'vitest'
import { doseOf, headOf, rocDay } from './layout.ts'
import { layOutPrescription, prescriptionSheets, prescriptionText, verificationText } from './prescription.ts'
import type { PrintedOrder, VisitFacts } from './visitFacts.ts'

it.each([
  ['1912-01-01', { year: 1, month: 1, day: 1, isBefore: false }],
  ['1911-12-31', { year: 1, month: 12, day: 31, isBefore: true }],
  ['2011-02-28', { year: 100, month: 2, day: 28, isBefore: false }],
  ['2024-02-29', { year: 113, month: 2, day: 29, isBefore: false }],
])('writes %s in the ROC calendar', (iso, day) => {
  expect(rocDay(iso)).toEqual(day)
})

it.each([
  ['2026-11-14', '0 個月 6 天'],
  ['2025-09-20', '1 歲 2 個月'],
  ['1984-03-15', '42 歲'],
])('says how old somebody born on %s was on the day of the visit', (birthDate, age) => {
  const patient = { name: '林示安', birthDate, sex: 'M', allergies: [] }
  const facts = { ...factsWith([]), patient } as unknown as VisitFacts
  const template = readFileSync(resolve(import.meta.dirname, '../../../resources/templates/person.html'), 'utf8')
  expect(Mustache.render(template, headOf(facts, Date.parse('2027-11-20T10:00:00+08:00')), { day: '' })).toContain(
    `<b>年齡</b>${age}</span>`,
  )
})

it.each([
  ['national-id', '身分證號'],
  ['passport', '護照號碼'],
  ['newborn', '父或母身分證號'],
  // Of a job from before it was told.
  [undefined, '身分證號'],
])('calls a number what it is: %s', (idKind, called) => {
  const patient = { name: '林示安', nationalId: 'A200000012', birthDate: '2026-11-14', sex: 'M', allergies: [], idKind }
  const facts = { ...factsWith([]), patient } as unknown as VisitFacts
  const template = readFileSync(resolve(import.meta.dirname, '../../../resources/templates/identity.html'), 'utf8')
  expect(Mustache.render(template, headOf(facts, 0)).trim()).toBe(`<span><b>${called}</b>A200000012</span>`)
})

const drug: PrintedOrder = {
  kind: 'drug',
  code: 'A029089100',
  name: 'ACETAMINOPHEN',
  dose: 1,
  unit: '錠',
  frequency: '每日三次',
  route: '口服',
  days: 3,
  quantity: 9,
  indication: null,
  warning: null,
}
const factsWith = (orders: readonly PrintedOrder[]) =>
  ({
    clinic: { providerNumber: '3501200000' },
    treatmentNumber: 'T1',
    encounterId: 'e1',
    day: '2026-11-20',
    orders,
  }) as unknown as VisitFacts

it('puts into the verification code what was prescribed, so that a changed quantity no longer fits', () => {
  const digest = (text: string): string => Buffer.from(text).toString('hex').padEnd(64, '0')
  const told = verificationText(factsWith([drug]), digest)
  expect(told).toMatch(/^RX1\|3501200000\|T1\|2026-11-20\|1\|[0-9a-f]{32}$/)
  expect(prescriptionText(factsWith([drug]))).toBe('A029089100|1|每日三次|口服|3|9')
  const procedure: PrintedOrder = { ...drug, kind: 'procedure' }
  expect(prescriptionText(factsWith([procedure]))).toBe('')
})

it('writes general, chronic and refill drugs on sheets of their own, each with its own code', () => {
  const facts = factsWith([
    { ...drug, code: 'AC00000300', sheet: 'chronic-refill' },
    { ...drug, sheet: 'general' },
    { ...drug, kind: 'procedure', code: '48011C', sheet: null },
    { ...drug, code: 'AC00000200', sheet: 'general' },
  ])
  const codes = prescriptionSheets(facts).map(({ orders }) => orders.map(({ code }) => code))
  expect(codes).toEqual([['A029089100', 'AC00000200'], ['AC00000300']])
  const texts = prescriptionSheets(facts).map((sheet) => verificationText(sheet, (text) => text.padEnd(64, '0')))
  expect(texts.map((text) => text.split('|')[4])).toEqual(['2', '1'])
  // A job from before sheets were told apart is printed again as it was.
  expect(prescriptionSheets(factsWith([drug, drug]))).toHaveLength(1)
})

it.each([
  ['the second of three', 2, undefined, '本次為第 2 次。', true],
  ['the last', 3, undefined, '本次為第 3 次。已無可再調劑之次數。', false],
  ['the last two at once', 2, 3, '本次一次領取第 2 至 3 次，共 56 天。已無可再調劑之次數。', false],
  ['the last as all that is left', 3, 3, '本次一次領取第 3 次，共 28 天。已無可再調劑之次數。', false],
])('says what is left of a refill prescription: %s', (_, dispensing, until, told, isOpen) => {
  const refill = {
    dispensings: 3,
    daysEach: 28,
    dispensing,
    ...(until === undefined ? {} : { until }),
    lapsesOn: '2027-02-11',
  }
  const patient = { name: '林示安', birthDate: '1984-03-15', sex: 'M', allergies: [] }
  const facts = { ...factsWith([{ ...drug, sheet: 'chronic-refill' }]), patient, diagnoses: [], refill }
  const { view } = layOutPrescription(facts as unknown as VisitFacts, 0, [])
  const template = readFileSync(resolve(import.meta.dirname, '../../../resources/templates/prescription.html'), 'utf8')
  const paper = Mustache.render(template, view, {})
  expect(paper).toContain(told)
  expect(paper.includes('起可再調劑')).toBe(isOpen)
})

it('says a dose with its unit, and without one where a tube or bottle is used little by little', () => {
  expect([doseOf(drug), doseOf({ ...drug, dose: null }), doseOf({ ...drug, unit: '支', doseUnit: '' })]).toEqual([
    '1 錠',
    '',
    '1',
  ])
})
