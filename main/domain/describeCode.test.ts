import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeCode, parseNhiCodes } from './describeCode.ts'

const json = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', '..', 'resources', 'code-systems', 'nhi-codes.json'), 'utf8'),
)
const parsed = parseNhiCodes(json)
if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
const codes = parsed.value

describe('describeCode', () => {
  it.each([
    ['control', '4013', 'desk', true],
    ['control', '4042', 'doctor', true],
    ['control', '5003', 'desk', true],
    ['control', '9043', 'doctor', false],
    ['control', '9060', 'nhi', false],
    ['control', '9204', 'support', false],
    ['upload', '8203', 'desk', true],
    ['record', 'AD01', 'desk', false],
    ['record', '15', 'doctor', false],
  ] as const)('%s %s is for the %s, to be tried again: %s', (origin, code, who, retriable) => {
    expect(describeCode(origin, code, codes)).toMatchObject({ origin, code, who, retriable })
  })

  it('tells the same number of different origins apart', () => {
    expect(describeCode('control', '5003', codes)?.meaning.zh).toContain('有效期限')
    expect(describeCode('upload', '5003', codes)?.meaning.zh).toContain('上傳類別')
    expect(describeCode('record', '5003', codes)).toBeNull()
  })

  it('knows every status code that the NHI interfaces name for this visit', () => {
    const named = [
      '1001',
      '1018',
      '1019',
      '1020',
      '1042',
      '1515',
      '3209',
      '3237',
      '3238',
      '3239',
      '3240',
      '3244',
      '5003',
    ]
    for (const code of [...named, '9039', '9043']) expect(describeCode('control', code, codes)).not.toBeNull()
    for (const code of ['0000', '5002', '5003', '5004', '8201', '8202', '8203', '8205', '9002', '9005', '9999']) {
      expect(describeCode('upload', code, codes)).not.toBeNull()
    }
  })

  it('never guesses', () => {
    const known = new Set([...codes.values()].map(({ code }) => code))
    fc.assert(
      fc.property(fc.string(), (code) => {
        fc.pre(!known.has(code))
        expect(describeCode('control', code, codes)).toBeNull()
      }),
    )
  })

  it('writes its Chinese in Chinese and its English in English', () => {
    for (const { meaning, nextStep } of codes.values()) {
      for (const text of [meaning.zh, nextStep.zh]) expect(text).toMatch(/\p{Script=Han}/u)
      for (const text of [meaning.en, nextStep.en]) expect(text).not.toMatch(/\p{Script=Han}/u)
    }
  })
})

describe('parseNhiCodes', () => {
  it.each([
    ['a code that occurs twice', { ...json, concepts: [...json.concepts, json.concepts[0]] }],
    ['no codes', { ...json, concepts: [] }],
    ['another file', { ...json, system: 'nhi-drug' }],
    ['a code without a next step', { ...json, concepts: [{ ...json.concepts[0], nextStep: undefined }] }],
  ])('refuses %s', (_, broken) => {
    expect(parseNhiCodes(broken)).toMatchObject({ ok: false, error: { code: 'RULES_MISSING' } })
  })
})
