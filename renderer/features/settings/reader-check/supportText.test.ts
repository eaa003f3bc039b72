import i18next, { type TFunction } from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import type { CheckLine } from '../../../../preload/contract/desk/readerCheck.ts'
import { InstantSchema } from '../../../../preload/contract/words.ts'
import { badLines, goodLines } from '../../../dev/answers/readerCheck.ts'
import { en } from '../../../i18n/english.ts'
import { zhTW } from '../../../i18n/resources.ts'
import { lineWords } from './lineWords.ts'
import { supportText } from './supportText.ts'

const endedAt = InstantSchema.parse('2026-11-22T01:05:00.000Z')
const speech: Record<'zh-TW' | 'en', TFunction> = { 'zh-TW': i18next.t, en: i18next.t }

beforeAll(async () => {
  for (const [language, translation] of [
    ['zh-TW', zhTW],
    ['en', en],
  ] as const) {
    const one = i18next.createInstance()
    speech[language] = await one.init({
      lng: language,
      resources: { [language]: { translation } },
      interpolation: { escapeValue: false },
      returnNull: false,
    })
  }
})

const textOf = (lines: readonly CheckLine[], language: 'zh-TW' | 'en' = 'zh-TW'): string =>
  supportText({ lines, endedAt, cancelled: false }, speech[language])

/** What may never leave this PC on a clipboard; invented people. */
const personal = [
  '林示安',
  'A123456789',
  'a123456789',
  '900000000011',
  '123456',
  '1984-03-15',
  '73/03/15',
  '0730315',
  'C:\\Users\\林示安\\AppData\\settings.json',
  'C:\\Users\\Lin Shian\\AppData\\settings.json',
  '/home/lin.shian/.config/clinic/settings.json',
  '\\\\server\\lin.shian\\share',
]
/** The parts of those that would give a person away even alone. */
const traces = ['林', 'A123456789', 'a123456789', '9000000', '123456', '1984-03', '73/03', '0730315', 'Shian', 'shian']

const details = (word: string) => ({
  reason: word,
  sw: word,
  pcsc: word,
  kind: word,
  adapter: word,
  cause: word,
  source: word,
  name: word,
  file: word,
  path: word,
  statusCode: 9202,
  updateStatusCode: 900_000_000_011,
})

/** Every text of every line carries the word, as a driver, an error or a setting gone wrong would. */
const seeded = (word: string): readonly CheckLine[] =>
  badLines().map((line): CheckLine => {
    const error = { code: 'CONTROL_REFUSED', retryable: false, details: details(word) } as const
    const poisoned = { ...line, state: 'fault', error } as CheckLine
    switch (poisoned.item) {
      case 'program':
        return { ...poisoned, value: { version: word, electron: word, system: `Windows ${word} x64` } }
      case 'reader':
        return poisoned.value === null
          ? poisoned
          : { ...poisoned, value: { ...poisoned.value, name: `Reader ${word} 00` } }
      case 'nhi-data-centre':
      case 'cloud-data-centre':
        return { ...poisoned, value: { host: `${word}.example:443` } }
      default:
        return poisoned
    }
  })

describe('the support text', () => {
  it.each(personal)('holds nothing of %s, wherever it turns up', (word) => {
    for (const language of ['zh-TW', 'en'] as const) {
      const text = textOf(seeded(word), language)
      for (const trace of traces) expect(text).not.toContain(trace)
      // The test would be idle if the seeded lines were not in it.
      expect(text).toContain('CONTROL_REFUSED statusCode=9202')
      expect(text.split('\n')).toHaveLength(badLines().length + 2)
    }
  })

  it('has versions, states, codes and times', () => {
    const text = textOf(badLines())
    expect(text).toContain('0.1.0・Electron 45.0.0・Windows 11 Pro 10.0.26100 x64')
    expect(text).toContain('[異常] 測試讀卡 | 96 ms | CARD_FOREIGN sw=6A82')
    expect(text).toContain('CONTROL_ABSENT reason=ECONNREFUSED')
    expect(text).toContain('NHI Reader Patient 00 00')
    expect(text).toContain('115/11/22 09:05')
    expect(text.split('\n')).toHaveLength(badLines().length + 2)
  })

  it('speaks the language it is asked for', () => {
    const text = textOf(goodLines(), 'en')
    expect(text).toContain('[good] Test read: an NHI card can be read | 96 ms')
    expect(text).not.toMatch(/[\u3000-\u9fff]/)
  })
})

describe('the words of a line', () => {
  const words = (line: CheckLine): string => lineWords(line, speech['zh-TW']).value
  const clock = (offsetSeconds: number): CheckLine => ({
    item: 'clock',
    index: 0,
    state: 'good',
    value: { offsetSeconds },
    error: null,
    why: null,
    ms: null,
  })
  const card = (change: Partial<CheckLine>): CheckLine =>
    ({
      item: 'patient-card',
      index: 0,
      state: 'good',
      value: {},
      error: null,
      why: null,
      ms: 1,
      ...change,
    }) as CheckLine

  it('say which of the two clocks is ahead', () => {
    expect(words(clock(90))).toBe('這台電腦慢 90 秒')
    expect(words(clock(-90))).toBe('這台電腦快 90 秒')
    expect(words(clock(0))).toBe('相差不到 1 秒')
  })

  it('say why a line is skipped', () => {
    expect(words(card({ state: 'skipped', value: null, why: 'no-card' }))).toContain('請插入任一張健保卡再測一次')
  })

  it('claim no readable card where the read failed', () => {
    expect(words(card({ state: 'fault', value: null }))).toBe('')
  })

  it('say why the other ways are not taken', () => {
    const way = goodLines().find(({ item }) => item === 'way')
    expect(way === undefined ? '' : words(way)).toBe(
      '使用控制軟體 6.0（找到了）・控制軟體 5.x（csHis50.dll）：找到了，設定指定了別的方式・虛擬健保卡 SDK：沒有找到',
    )
  })
})
