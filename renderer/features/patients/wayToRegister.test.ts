import { describe, expect, it } from 'vitest'
import type { CardSession } from '../../../preload/contract/card/card.ts'
import { PatientIdSchema } from '../../../preload/contract/words.ts'
import { wayToRegister } from './wayToRegister.ts'

const one = PatientIdSchema.parse('019a0000-0000-7000-8000-000000000001')
const other = PatientIdSchema.parse('019a0000-0000-7000-8000-000000000002')

const session = (patientId: string | null, name: string | null) =>
  ({
    holder: name === null ? null : { name },
    patient: patientId === null ? null : { patientId },
  }) as unknown as CardSession

describe('the way to registration', () => {
  it.each([
    ['no card', null, { kind: 'without-card' }],
    ['a card that does not tell whose it is', session(null, null), { kind: 'without-card' }],
    ['the own card', session(one, '陳'), { kind: 'with-card' }],
    ['the card of another patient', session(other, '林'), { kind: 'other-card', name: '林' }],
    ['the card of somebody new', session(null, '林'), { kind: 'other-card', name: '林' }],
  ])('with %s', (_, inReader, way) => {
    expect(wayToRegister(one, inReader)).toEqual(way)
  })
})
