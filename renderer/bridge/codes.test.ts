import { describe, expect, it } from 'vitest'
import type { CodeDescription } from '../../preload/contract/codes/codes.ts'
import { codeBook } from './codes.ts'

const entry = (origin: CodeDescription['origin'], code: string): CodeDescription => ({
  origin,
  code,
  meaning: { zh: `${origin} ${code}`, en: code },
  nextStep: { zh: '重試。', en: 'Try again.' },
  who: 'desk',
  retriable: true,
})

describe('codeBook', () => {
  const book = codeBook([entry('control', '5003'), entry('upload', '5003'), entry('record', 'AA')])

  it('finds a number by its origin', () => {
    expect(book('control', '5003')).toMatchObject({ meaning: { zh: 'control 5003' } })
    expect(book('upload', '5003')).toMatchObject({ meaning: { zh: 'upload 5003' } })
  })

  it('never guesses', () => {
    expect(book('record', '5003')).toBe('unknown')
    expect(book('control', '50')).toBe('unknown')
    expect(book('control', 'toString')).toBe('unknown')
  })

  it('does not call a number unknown before the table is here', () => {
    expect(codeBook(undefined)('control', '5003')).toBe('unasked')
  })
})
