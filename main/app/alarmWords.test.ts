import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type AlarmWords, alarmLines } from './alarmWords.ts'

const wordsIn = (language: 'zh-TW' | 'en'): AlarmWords =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../../resources/i18n/${language}/alarm.json`), 'utf8'))

describe('alarm lines', () => {
  it.each([
    ['en', 1, '1 visit has 4 hours left to be uploaded'],
    ['en', 3, '3 visits have 4 hours left to be uploaded'],
    ['zh-TW', 1, wordsIn('zh-TW').upload['4_other'].replace('{{count}}', '1')],
    ['zh-TW', 3, wordsIn('zh-TW').upload['4_other'].replace('{{count}}', '3')],
  ] as const)('in %s of %d', (language, count, expected) => {
    expect(alarmLines(wordsIn(language), language, [{ clock: 'upload', mark: '4', count }])).toBe(expected)
  })

  it('stand one under another', () => {
    const words = wordsIn('en')
    const lines = alarmLines(words, 'en', [
      { clock: 'upload', mark: 'late', count: 2 },
      { clock: 'signature', mark: '1', count: 1 },
    ])
    expect(lines.split('\n')).toEqual([
      '2 visits are past their 24 hours and not uploaded',
      '1 visit has less than 1 hour left to be signed',
    ])
  })
})
