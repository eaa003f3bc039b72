import { describe, expect, it } from 'vitest'
import { readerChoices, sameReader } from './readerChoices.ts'

const connected = ['NHI Patient 00 00', 'NHI Professional 01 00']

describe('readers to choose from', () => {
  it('are the connected ones when nothing is kept', () => {
    expect(readerChoices('', connected).map(({ value }) => value)).toEqual(connected)
  })

  it('keep a name that is not connected now', () => {
    expect(readerChoices('Old Reader', connected)[0]).toEqual({ value: 'Old Reader', now: null, connected: false })
    expect(readerChoices('Old Reader', [])).toHaveLength(1)
  })

  it('tell which reader the beginning of a name means', () => {
    expect(readerChoices('NHI Pat', connected)[0]).toEqual({
      value: 'NHI Pat',
      now: 'NHI Patient 00 00',
      connected: true,
    })
  })

  it('do not offer a connected reader twice', () => {
    expect(readerChoices('NHI Patient 00 00', connected)).toHaveLength(2)
    expect(readerChoices('', ['A', 'A'])).toHaveLength(1)
  })
})

describe('one reader for both roles', () => {
  it.each([
    ['NHI Patient', 'NHI Professional', false],
    ['NHI', 'NHI Patient', true],
    ['NHI Patient 00 00', 'NHI Patient', true],
    ['Old Reader', 'Old Reader', true],
    ['', '', false],
  ])('%j and %j: %s', (patient, professional, same) => {
    expect(sameReader(patient, professional, connected)).toBe(same)
  })
})
