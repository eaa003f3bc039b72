import { describe, expect, it } from 'vitest'
import { readPatientQuery } from './patientQuery.ts'

describe('readPatientQuery', () => {
  it.each([
    ['王', { namePart: '王', birthDate: null, nationalIdPrefix: null }],
    ['  林 示安 ', { namePart: '林示安' }],
    ['台', { namePart: '臺' }],
    ['123', { namePart: null, chartNumbers: ['123', '0000123'], birthDate: null }],
    ['0000123', { chartNumbers: ['0000123'] }],
    ['0730315', { birthDate: '1984-03-15', chartNumbers: ['0730315'] }],
    ['730315', { birthDate: '1984-03-15' }],
    ['1130229', { birthDate: '2024-02-29' }],
    ['1120229', { birthDate: null }],
    ['1984-03-15', { birthDate: '1984-03-15' }],
    ['1984/3/5', { birthDate: '1984-03-05' }],
    ['73.3.15', { birthDate: '1984-03-15' }],
    ['1984-02-30', { birthDate: null }],
    ['A1', { nationalIdPrefix: 'A1', namePart: 'a1' }],
    ['a123456789', { nationalIdPrefix: 'A123456789' }],
    ['ＡＢ１２', { nationalIdPrefix: 'AB12' }],
    ['A1234567890', { nationalIdPrefix: null }],
    ['LIN', { nationalIdPrefix: null, namePart: 'lin' }],
    ['', { namePart: null, nationalIdPrefix: null, birthDate: null }],
  ])('reads %j', (text, expected) => {
    expect(readPatientQuery(text)).toMatchObject(expected)
  })
})
