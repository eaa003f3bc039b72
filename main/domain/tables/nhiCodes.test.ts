import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { CodeDescription, CodeOrigin } from '../../../preload/contract/codes/codes.ts'
import { parseNhiCodes } from './nhiCodes.ts'

const json = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', '..', '..', 'resources', 'code-systems', 'nhi-codes.json'), 'utf8'),
)
const parsed = parseNhiCodes(json)
if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
const codes = new Map(parsed.value.map((entry) => [`${entry.origin}:${entry.code}`, entry]))
const find = (origin: CodeOrigin, code: string): CodeDescription | undefined => codes.get(`${origin}:${code}`)

/** `AD04-AD07 15` as AD04 AD05 AD06 AD07 15. */
const expand = (list: string): readonly string[] =>
  list
    .trim()
    .split(/\s+/)
    .flatMap((item) => {
      const range = /^([A-Z]*)(\d+)-[A-Z]*(\d+)$/.exec(item)
      if (range === null) return [item]
      const [, prefix = '', first = '', last = ''] = range
      const count = Number(last) - Number(first) + 1
      return Array.from({ length: count }, (_, at) => prefix + String(Number(first) + at).padStart(first.length, '0'))
    })

/** The official list of control software 3.3: error codes of the API manual and its sample files. */
const official = `
  -1 4000 4012-4014 4029 4032-4034 4042 4050 4051 4061 4071
  5001-5010 5012 5015-5018 5020 5022 5023 5028 5033 5051 5052 5056 5057 5061 5062 5067 5068 5071 5078 5079
  5081-5084 5087 5093 5102 5105 5107-5111 5122 5130 5141 5150-5154 5160-5173 6005-6008 6014-6018
  9001-9004 9010-9015 9020 9030-9051 9060-9062 9070 9071 9081-9092 9100-9130 9140`

/** What the control software's versions 5 and 6 added. */
const extended = `
  1000-1007 1009-1013 1015-1029 1042 1043 1045-1059 1099 1100-1103 1199-1202 1300-1304 1400-1403 1410 1420-1424
  1500-1515 1520-1531 1600-1611 1700-1707 1799 3100 3200-3220 3228-3240 3243-3246 3300-3304 3400-3402 3500-3503
  5174 9039 9042 9043 9056 9093-9095 9200-9205 9210-9213 9220 9221 9230 9231 9240 9250 9251 9267
  66008 66501 66503 66508`

const uploads = '0000 5002 5003 5004 8201-8203 8205 9002 9005 9999'

/** Refused fields of the upload formats 1.0 and 2.0. */
const records = `
  01-17 19 20 22 23 AA AA01-AA04 AB AC AD AD01-AD26 AD30-AD40 AD42-AD65 AD67 AD69-AD71 AE AE01 AF AF01 AG AH AH01-AH05
  BA BB BB01-BB08 BC BD BD01 BE BE01 BF BG BH BI BK C001-C004 D000-D007 D009-D011 D013-D025 D027-D029 D032-D041
  D043-D047 D049-D076 E001-E012 Y000-Y016`

describe('nhi-codes.json', () => {
  it.each<[CodeOrigin, string]>([
    ['control', official],
    ['control', extended],
    ['upload', uploads],
    ['record', records],
    ['sam-status', '0 1 2 9 4000'],
    ['patient-card-status', '0-5 9 4000'],
    ['professional-card-status', '0-3 9 4000'],
  ])('knows every %s code of %s', (origin, list) => {
    const all = expand(list)
    expect(all.length).toBeGreaterThan(4)
    expect(all.filter((code) => find(origin, code) === undefined)).toEqual([])
  })

  it('is about 400 numbers of the control software, and no success is among them', () => {
    expect(parsed.value.filter(({ origin }) => origin === 'control').length).toBeGreaterThanOrEqual(380)
    expect(find('control', '0')).toBeUndefined()
  })

  it('tells the same number of different origins apart', () => {
    expect(find('control', '5003')?.meaning.zh).toContain('有效期限')
    expect(find('upload', '5003')?.meaning.zh).toContain('上傳類別')
    expect(find('record', '5003')).toBeUndefined()
    expect(find('sam-status', '2')?.meaning.zh).not.toBe(find('professional-card-status', '2')?.meaning.zh)
  })

  it.each([
    ['1018', 'desk', true, /重新顯示條碼/],
    ['1020', 'desk', true, /重新顯示條碼/],
    ['1525', 'desk', true, /重新顯示條碼/],
    ['1046', 'desk', true, /接上網路/],
    ['1099', 'desk', true, /VPN/],
    ['1707', 'doctor', true, /另一台電腦登出/],
    ['9267', 'doctor', true, /另一台電腦登出/],
    ['9251', 'doctor', true, /重新登入/],
    ['9202', 'support', false, /別台電腦/],
    ['4061', 'desk', true, /VPN.*A020/],
    ['5020', 'desk', false, /停下來.*換插/],
    ['3218', 'desk', false, /24 小時/],
    ['3236', 'desk', false, /收件確認/],
    ['66008', 'desk', true, /不要連按/],
    ['6015', 'support', true, /30 筆/],
    ['4013', 'desk', true, /插到底/],
    ['4042', 'doctor', true, /輸入密碼/],
    ['4000', 'desk', true, /A010/],
    ['4050', 'desk', true, /SAM.*A030/],
    ['9210', 'desk', true, /B000.*B001/],
    ['9004', 'desk', true, /E000/],
    ['9084', 'desk', false, /投保單位/],
    ['9060', 'nhi', false, /分區業務組.*A030/],
    ['9043', 'doctor', false, /解鎖/],
  ] as const)('%s is for the %s, to be tried again: %s', (code, who, retriable, step) => {
    const entry = find('control', code)
    expect(entry).toMatchObject({ who, retriable })
    expect(entry?.nextStep.zh).toMatch(step)
  })

  it('writes its Chinese in Chinese and its English in English, short, and without blame', () => {
    for (const { code, meaning, nextStep } of parsed.value) {
      for (const text of [meaning.zh, nextStep.zh]) {
        expect(text, code).toMatch(/\p{Script=Han}/u)
        expect(text.length, `${code} ${text}`).toBeLessThanOrEqual(60)
        expect(text, code).not.toMatch(/您|錯在|不當|疏失/)
      }
      for (const text of [meaning.en, nextStep.en]) {
        expect(text, code).not.toMatch(/\p{Script=Han}/u)
        expect(text.length, `${code} ${text}`).toBeLessThanOrEqual(160)
      }
      expect(nextStep.zh.endsWith('。'), code).toBe(true)
      expect(nextStep.en.endsWith('.'), code).toBe(true)
    }
  })

  it('sends nobody to the NHI or to support without saying so', () => {
    for (const { code, who, nextStep } of parsed.value) {
      if (who === 'support') expect(nextStep.zh, code).toMatch(/資訊廠商|程式|控制軟體|重新開機/)
      if (who === 'nhi') expect(nextStep.zh, code).toMatch(/健保署|不用處理/)
      if (who === 'doctor') expect(nextStep.zh, code).toMatch(/醫師|醫事|不用處理|不需處理|權限|核對/)
    }
  })
})

/** Who can do something about a fault of this kind, and whether trying again after that may help. */
const families: readonly (readonly [string, string, ReadonlySet<string>, boolean])[] = [
  ['a code to scan anew', '1018-1023 1520-1522 1524 1525 3241 3244', new Set(['desk']), true],
  ['a card to put in', '1102 4013 4033 4061', new Set(['desk']), true],
  ['a professional’s card or PIN', '1400-1402 1410 4014 4034 4042 9039 9250 9251', new Set(['doctor']), true],
  ['a locked or ended professional’s card', '1422 1424 5122 9042 9043 9130 9140', new Set(['doctor']), false],
  ['the contract of the SAM', '1302-1304 9060-9062', new Set(['nhi']), false],
  ['the file of the cloud SAM', '1610 1611 9200 9201 9230 9231', new Set(['support']), true],
  ['the insurance of the patient', '3228-3235 5012 9083-9092 9094 9095', new Set(['desk']), false],
  ['a serial that can’t be given back', '3218-3220 5150-5154', new Set(['desk']), false],
  ['counters that don’t add up', '3221-3226 5160-5173', new Set(['nhi']), false],
  ['what is done already', '1001 3209 3220 5153', new Set(['desk']), false],
]

describe('numbers of one kind', () => {
  it.each(families)('%s: %s', (_, list, who, retriable) => {
    for (const code of expand(list)) {
      const entry = find('control', code)
      expect(who, code).toContain(entry?.who)
      expect(entry?.retriable, code).toBe(retriable)
    }
  })

  it('holds as many of each origin as the public lists', () => {
    const counts = Map.groupBy(parsed.value, ({ origin }) => origin)
    expect(Object.fromEntries([...counts].map(([origin, entries]) => [origin, entries.length]))).toEqual({
      control: 392,
      record: 228,
      upload: 11,
      'sam-status': 5,
      'patient-card-status': 8,
      'professional-card-status': 6,
    })
  })
})

describe('parseNhiCodes', () => {
  it.each([
    ['a code that occurs twice', { ...json, concepts: [...json.concepts, json.concepts[0]] }],
    ['no codes', { ...json, concepts: [] }],
    ['another file', { ...json, system: 'nhi-drug' }],
    ['a code without a next step', { ...json, concepts: [{ ...json.concepts[0], nextStep: undefined }] }],
    ['an empty meaning', { ...json, concepts: [{ ...json.concepts[0], meaning: { zh: '', en: '' } }] }],
  ])('refuses %s', (_, broken) => {
    expect(parseNhiCodes(broken)).toMatchObject({ ok: false, error: { code: 'RULES_MISSING' } })
  })
})
