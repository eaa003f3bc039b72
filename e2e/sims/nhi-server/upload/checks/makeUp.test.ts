import { describe, expect, it } from 'vitest'
import { rocDateOfIso, rocDateTime } from '../../../people/rocDate.ts'
import { personOf, takeVisit, testCentre } from '../../testCentre.ts'
import type { CheckContext } from '../finding.ts'
import { itemOf } from '../resultText.ts'
import type { TaggedValues, UploadedRecord } from '../uploadedRecord.ts'
import { makeUp } from './makeUp.ts'

const NOW = Date.parse('2026-01-15T10:00:00+08:00')
const HOUR_MS = 3_600_000
const centre = testCentre(NOW)
const person = personOf(centre, 'lin-adult')
const actual = takeVisit(centre, person, 'no-card')
const ofAnother = takeVisit(centre, personOf(centre, 'wu-low-income'), 'no-card')
const ordinary = takeVisit(centre, person)
const made = takeVisit(centre, person, 'card', '2')

const context: CheckContext = {
  hospitalId: centre.configuration.clinic.hospitalId,
  samId: centre.configuration.clinic.samId,
  now: NOW + HOUR_MS,
  people: centre.configuration.people,
  staff: centre.configuration.staff,
  visitByNumber: (number) => centre.file.value.visits.find((visit) => visit.treatmentNumber === number),
  accepted: undefined,
}

const visit: TaggedValues = {
  M03: person.nationalId,
  M04: rocDateOfIso(person.birthDate),
  M05: context.hospitalId,
  M07: '01',
  M11: made.treatmentDateTime,
  M12: '2',
  M15: made.treatmentNumber,
  M49: actual.treatmentDateTime,
  M52: actual.treatmentNumber,
}
const items = (
  changes: Record<string, string | undefined>,
  orders: UploadedRecord['orders'] = [],
  at = context.now,
) => {
  const changed = Object.entries({ ...visit, ...changes }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  const record = { header: { H00: '1', H01: 'A' }, visit: Object.fromEntries(changed), orders }
  return makeUp(record, { ...context, now: at }).map(itemOf)
}
const newborn = (days: number) => rocDateTime(Date.parse('2026-01-15T00:00:00+08:00') - days * 24 * HOUR_MS).slice(0, 7)

describe('a make-up', () => {
  it('that names the visit it makes good is sound', () => {
    expect(items({})).toEqual([])
    expect(items({ M12: '4', M52: 'MISS0000000000000000' })).toEqual([])
    expect(items({ M12: '3', M04: newborn(61) })).toEqual([])
    expect(items({ M12: '3', M04: newborn(92) })).toEqual([])
  })

  it.each<[string, Record<string, string | undefined>, string[]]>([
    ['no time of the visit', { M49: undefined }, ['M49:AA;']],
    ['no number of the visit', { M52: undefined }, ['M52:AA;']],
    ['a time that is none', { M49: '1150230100000', M52: 'MISS0000000000000000' }, ['M49:AD;', 'M49:D060;']],
    ['a visit at the same moment', { M49: made.treatmentDateTime, M52: 'MISS0000000000000000' }, ['M49:D060;']],
    ['a newborn mark on an adult', { M12: '3' }, ['M49:D055;']],
    ['a newborn of 60 days', { M12: '3', M04: newborn(60) }, ['M49:D055;']],
    ['a newborn of 93 days', { M12: '3', M04: newborn(93) }, ['M49:D055;']],
    ['a number although there is none', { M12: '4' }, ['M52:D054;']],
    ['a number of nobody', { M52: 'Z'.repeat(20) }, ['M52:D070;']],
    ['a number of somebody else', { M52: ofAnother.treatmentNumber }, ['M52:D070;']],
    ['a number made with a card', { M49: ordinary.treatmentDateTime, M52: ordinary.treatmentNumber }, ['M52:D071;']],
    ['another time than its number', { M49: '1150115095959' }, ['M49:D074;']],
    [
      'a serial taken as an ordinary one',
      { M11: ordinary.treatmentDateTime, M15: ordinary.treatmentNumber },
      ['M12:AD;'],
    ],
    ['no mark, but a number', { M12: '1' }, ['M52:D072;']],
  ])('with %s is found out', (_, changes, expected) => {
    expect(items(changes)).toEqual(expected)
  })

  it('may hold no continuous prescription, and comes within three months of the visit', () => {
    expect(items({}, [{ D04: 'C' }])).toEqual(['M12:D059;'])
    expect(items({}, [{ D04: 'B' }])).toEqual([])
    expect(items({}, [], NOW + 93 * 24 * HOUR_MS)).toEqual(['M49:BH;'])
  })
})
