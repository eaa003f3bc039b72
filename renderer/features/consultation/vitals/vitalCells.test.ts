import { describe, expect, it } from 'vitest'
import { cellText, readCell } from './vitalCells.ts'

describe('a typed cell', () => {
  it.each(['128/76', '128 76', '128-76', ' １２８／７６ '])('reads blood pressure of %s', (text) => {
    expect(readCell('pressure', text, 'random')).toEqual([
      { kind: 'systolic', value: 128, meal: null },
      { kind: 'diastolic', value: 76, meal: null },
    ])
  })

  it.each([
    ['pressure', '128'],
    ['pressure', '128/'],
    ['pressure', '120/80/60'],
    ['temperature', '37,2'],
    ['temperature', '三十七'],
    ['pulse', '-72'],
    ['pulse', '1e3'],
  ] as const)('does not guess in %s of %s', (cell, text) => {
    expect(readCell(cell, text, 'random')).toBe(null)
  })

  it('takes values away when emptied, and a glucose with its meal', () => {
    expect(readCell('pressure', ' ', 'random')?.map(({ value }) => value)).toEqual([null, null])
    expect(readCell('glucose', '98', 'fasting')).toEqual([{ kind: 'glucose', value: 98, meal: 'fasting' }])
    expect(readCell('glucose', '', 'fasting')).toEqual([{ kind: 'glucose', value: null, meal: null }])
  })
})

it('shows what stands there, also half of a blood pressure', () => {
  const values = [{ kind: 'systolic', value: 128 } as const, { kind: 'temperature', value: 37.2 } as const]
  expect(cellText('temperature', values)).toBe('37.2')
  expect(cellText('pressure', values)).toBe('128/–')
  expect(cellText('pulse', values)).toBe('')
})
