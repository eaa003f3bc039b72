import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sexOfDiagnosis } from './diagnosisSex.ts'

it.each([
  ['C53.9', 'F'],
  ['D07.1', 'F'],
  ['D07.3', 'F'],
  ['D07.4', 'M'],
  ['D07.61', 'M'],
  ['D25.9', 'F'],
  ['D29.1', 'M'],
  ['N40.1', 'M'],
  ['N53.9', 'M'],
  ['N70.01', 'F'],
  ['N92.6', 'F'],
  ['N98.9', 'F'],
  ['O00.101', 'F'],
  ['O9A.111', 'F'],
  ['Q52.0', 'F'],
  ['Q54.9', 'M'],
  ['Z34.90', 'F'],
  ['Z3A.20', 'F'],
  ['C59', null],
  ['D07', null],
  ['J06.9', null],
  ['N39.0', null],
  ['N54', null],
  ['N63.0', null],
  ['N99.3', null],
  ['P01.0', null],
  ['Q56.4', null],
  ['Z30.09', null],
  ['Z35', null],
  ['Z38.00', null],
  ['', null],
])('%s belongs to %s', (code, sex) => {
  expect(sexOfDiagnosis(code)).toBe(sex)
})

it('gives a code what its category has, whatever stands behind it and with or without the dot', () => {
  const category = fc.stringMatching(/^[A-Z]\d[0-9A]$/)
  fc.assert(
    fc.property(category, fc.stringMatching(/^[0-9A-Z]{0,4}$/), (start, rest) => {
      const whole = sexOfDiagnosis(start)
      if (whole !== null) expect(sexOfDiagnosis(`${start}${rest}`)).toBe(whole)
      expect(sexOfDiagnosis(`${start}.${rest}`)).toBe(sexOfDiagnosis(`${start}${rest}`))
    }),
  )
})
