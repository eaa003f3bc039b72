import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  afterChoice,
  assignReaders,
  namesToWatch,
  needsChoice,
  type RememberedReaders,
  type RoleAssignments,
  roleOf,
} from './readerRoles.ts'

const remembered = (patient: string, professional: string): RememberedReaders => ({ patient, professional })
const short = ({ patient, professional }: RoleAssignments): string[] =>
  [patient, professional].map(({ state, reader }) => reader ?? state)

describe('which reader serves which role', () => {
  it.each<[string, RememberedReaders, string[], [string, string], boolean]>([
    ['the names kept', remembered('A 00 00', 'B 01 00'), ['A 00 00', 'B 01 00'], ['A 00 00', 'B 01 00'], false],
    ['plugged in elsewhere', remembered('A 00 00', 'B 01 00'), ['B 00 00', 'A 01 00'], ['A 01 00', 'B 00 00'], false],
    [
      'elsewhere, on Windows',
      remembered('ACS ACR39U 0', 'EZ100 0'),
      ['ACS ACR39U 1'],
      ['ACS ACR39U 1', 'missing'],
      false,
    ],
    [
      'names kept without an index',
      remembered('A', 'B'),
      ['A 00 00', 'A 00 01', 'B 01 00'],
      ['A 00 00', 'B 01 00'],
      false,
    ],
    [
      'the beginning of a name',
      remembered('NHI', ''),
      ['NHI Reader 00 00', 'NHI Reader 00 01'],
      ['NHI Reader 00 00', 'unset'],
      false,
    ],
    [
      'a beginning that means several',
      remembered('NHI', ''),
      ['NHI A 00 00', 'NHI B 01 00'],
      ['ambiguous', 'unset'],
      true,
    ],
    ['nothing chosen yet', remembered('', ''), ['A 00 00'], ['unset', 'unset'], true],
    ['nothing chosen and nothing there', remembered('', ''), [], ['unset', 'unset'], false],
    ['nothing plugged in', remembered('A 00 00', 'B 01 00'), [], ['missing', 'missing'], false],
    ['another reader instead', remembered('A 00 00', 'B 01 00'), ['C 00 00', 'B 01 00'], ['missing', 'B 01 00'], true],
    ['one reader for both', remembered('A 00 00', 'A 00 00'), ['A 00 00'], ['A 00 00', 'taken'], false],
    ['two of a kind, as kept', remembered('A 00 00', 'A 01 00'), ['A 00 00', 'A 01 00'], ['A 00 00', 'A 01 00'], false],
    ['two of a kind, one is gone', remembered('A 00 00', 'A 01 00'), ['A 01 00'], ['taken', 'A 01 00'], false],
    [
      'two of a kind, one came back elsewhere',
      remembered('A 00 00', 'A 01 00'),
      ['A 01 00', 'A 02 00'],
      ['A 02 00', 'A 01 00'],
      false,
    ],
    [
      'two of a kind, both elsewhere',
      remembered('A 00 00', 'A 01 00'),
      ['A 02 00', 'A 03 00'],
      ['ambiguous', 'ambiguous'],
      true,
    ],
    [
      'two of a kind, one there, and neither by name',
      remembered('A 00 00', 'A 01 00'),
      ['A 02 00'],
      ['ambiguous', 'ambiguous'],
      true,
    ],
    [
      'two slots of one reader',
      remembered('A 00 00', 'A 00 01'),
      ['A 02 00', 'A 02 01'],
      ['A 02 00', 'A 02 01'],
      false,
    ],
    ['another slot is another reader', remembered('A 00 01', ''), ['A 00 00'], ['missing', 'unset'], true],
  ])('%s', (_name, kept, plugged, expected, choice) => {
    const assignments = assignReaders(kept, plugged)
    expect(short(assignments)).toEqual(expected)
    expect(needsChoice(assignments, plugged)).toBe(choice)
  })
})

describe('a choice', () => {
  it.each<[string, RememberedReaders, string[], RememberedReaders]>([
    ['of the first reader', remembered('', ''), ['A 00 00'], remembered('A 00 00', '')],
    ['of another reader', remembered('B 00 00', 'C 01 00'), ['A 00 00', 'C 01 00'], remembered('A 00 00', 'C 01 00')],
    ['that swaps two', remembered('B 01 00', 'A 00 00'), ['A 00 00', 'B 01 00'], remembered('A 00 00', 'B 01 00')],
    ['of the other role’s only reader', remembered('', 'A 00 00'), ['A 00 00'], remembered('A 00 00', '')],
    ['of what both had', remembered('A 00 00', 'A 00 00'), ['A 00 00'], remembered('A 00 00', '')],
  ])('%s', (_name, kept, plugged, expected) => {
    expect(afterChoice(kept, plugged, 'patient', 'A 00 00')).toEqual(expected)
    const mirrored = afterChoice(remembered(kept.professional, kept.patient), plugged, 'professional', 'A 00 00')
    expect(mirrored).toEqual(remembered(expected.professional, expected.patient))
  })
})

it('no reader ever serves two roles, and a choice always takes effect', () => {
  const name = fc
    .tuple(fc.constantFrom('A', 'B', 'A B'), fc.constantFrom('', ' 00 00', ' 01 00', ' 00 01', ' 1'))
    .map(([base, suffix]) => base + suffix)
  const kept = fc.record({ patient: fc.oneof(fc.constant(''), name), professional: fc.oneof(fc.constant(''), name) })
  fc.assert(
    fc.property(
      kept,
      fc.uniqueArray(name, { minLength: 1 }),
      fc.constantFrom('patient', 'professional'),
      fc.nat(),
      (names, plugged, role, pick) => {
        const { patient, professional } = assignReaders(names, plugged)
        expect(patient.reader === null || patient.reader !== professional.reader).toBe(true)
        for (const reader of [patient.reader, professional.reader])
          expect(reader === null || plugged.includes(reader)).toBe(true)
        const chosen = plugged[pick % plugged.length] ?? ''
        expect(roleOf(assignReaders(afterChoice(names, plugged, role, chosen), plugged), chosen)).toBe(role)
      },
    ),
  )
})

it('names what to watch: what is kept, and the models', () => {
  expect(namesToWatch(remembered('A 00 00', 'B'))).toEqual(['A 00 00', 'B', 'A'])
  expect(namesToWatch(remembered('', ''))).toEqual([])
})
