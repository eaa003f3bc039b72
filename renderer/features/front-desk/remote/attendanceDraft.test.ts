import { describe, expect, it } from 'vitest'
import { type CardSession, CardSessionSchema, VirtualCardSchema } from '../../../../preload/contract/card/card.ts'
import { channels } from '../../../../preload/contract/index.ts'
import {
  asksForAuthorisation,
  choicesOf,
  consentOf,
  owedInput,
  readinessOf,
  registerInput,
  remoteInput,
  subjectOf,
  usualAttendance,
} from '../registration/registrationDraft.ts'
import { somebody } from '../somebody.fixture.ts'

const at = '2026-11-25T02:00:00.000Z'
const patient = somebody(1)
const virtualOf = (source: 'remote' | 'camera', change: Partial<CardSession> = {}): CardSession =>
  CardSessionSchema.parse({
    sessionId: '019a0000-0000-7000-8000-00000000000a',
    medium: 'virtual',
    virtual: VirtualCardSchema.parse({
      scannedAt: at,
      source,
      qrUntil: at,
      usableUntil: at,
      lapsed: false,
      delegate: null,
      photo: null,
    }),
    phase: 'authenticated',
    insertedAt: at,
    steps: [],
    holder: { name: 'A', nationalIdMasked: 'A1', birthDate: '1981-03-15', age: 45, sex: 'F', cardNumberTail: '1234' },
    patient,
    insurance: null,
    fault: null,
    proposedException: null,
    ...change,
  })
const options = channels['registration:options'].output.parse({
  practitioners: [{ practitionerId: 'd1', name: 'D', waiting: 1, off: null, fullAt: null }],
  rooms: [{ roomId: 'r1', name: 'R' }],
  treatmentItems: [{ code: '01', name: 'x', copayment: { code: 'D10', reason: 'general' } }],
  copaymentCodes: [{ code: 'D10', name: 'x', amount: 50 }],
  exceptionCodes: [{ code: 'F000', name: 'x', doubt: null, needsReason: false }],
  appointments: [],
  refill: null,
  proposed: {
    appointmentId: null,
    practitionerId: 'd1',
    roomId: null,
    session: 'morning',
    treatmentItem: '01',
    copaymentCode: 'D10',
    copaymentReason: 'general',
    exceptionCode: null,
  },
})
const found = { kind: 'patient', patient } as const
const scanned = { kind: 'card', session: virtualOf('camera') } as const
const video = (change: Parameters<typeof choicesOf>[1] = {}) =>
  choicesOf(options, { attendance: 'video', ...change }, true)

describe('how a visit is held', () => {
  it('is the usual way until somebody says otherwise', () => {
    expect(choicesOf(options, {}, false).attendance).toBe('on-site')
    expect(choicesOf(options, {}, false, 'home').attendance).toBe('home')
    expect(choicesOf(options, { attendance: 'phone' }, false, 'home').attendance).toBe('phone')
  })
  it('is usually as authorised, at home where the desk is at that home, and else in the clinic', () => {
    expect(usualAttendance(patient, { attendance: 'phone' }, patient.patientId)).toBe('phone')
    expect(usualAttendance(patient, null, patient.patientId)).toBe('home')
    expect(usualAttendance(patient, null, somebody(2).patientId)).toBe('on-site')
    expect(usualAttendance(null, null, null)).toBe('on-site')
  })
})

describe('the consent to a remote visit', () => {
  it.each([
    [null, '', null],
    ['refused', '', null],
    ['urgent', '  ', null],
    ['urgent', ' x ', { how: 'urgent', reason: 'x' }],
    ['spoken', 'left over', { how: 'spoken', reason: null }],
    ['written', '', { how: 'written', reason: null }],
  ] as const)('%s %j', (consentHow, consentReason, consent) => {
    expect(consentOf(video({ consentHow, consentReason }))).toEqual(consent)
  })
  it('stops the registration while it is missing or refused, unless it was kept with the request', () => {
    for (const consentHow of [null, 'refused'] as const) {
      expect(readinessOf(scanned, video({ consentHow }))).toBe('consent-needed')
      expect(readinessOf(found, video({ consentHow }))).toBe('consent-needed')
    }
    expect(readinessOf(scanned, video(), true)).toBe('ready')
    expect(readinessOf(scanned, video({ consentHow: 'spoken' }))).toBe('ready')
    expect(readinessOf(scanned, choicesOf(options, { attendance: 'home' }, false))).toBe('ready')
  })
  it('goes with the visit only where it is one by telecommunication', () => {
    const consent = { how: 'spoken', reason: null }
    expect(registerInput(scanned, video({ consentHow: 'spoken' }))).toMatchObject({ attendance: 'video', consent })
    const back = choicesOf(options, { attendance: 'on-site', consentHow: 'spoken' }, false)
    expect(registerInput(scanned, back)).toMatchObject({ attendance: 'on-site', consent: null })
  })
})

describe('somebody without a card, by video or phone', () => {
  it('is asked for the authorisation, once the consent is there', () => {
    const choices = video({ consentHow: 'spoken' })
    expect(asksForAuthorisation(found, choices)).toBe(true)
    expect(readinessOf(found, choices)).toBe('ready')
    expect(channels['remote-visit:request'].input.safeParse(remoteInput(found, choices)).success).toBe(true)
    expect(remoteInput(found, video())).toBeNull()
  })
  it('is not asked with a card here, in the clinic, or as an exception; nor is the card owed', () => {
    expect(remoteInput(scanned, video({ consentHow: 'spoken' }))).toBeNull()
    expect(remoteInput(found, choicesOf(options, { consentHow: 'spoken' }, true))).toBeNull()
    expect(remoteInput(found, video({ consentHow: 'spoken', exceptionCode: 'F000' }))).toBeNull()
    expect(owedInput(found, video({ owedCard: true }))).toBeNull()
  })
})

it('a patient who appears by approval does not take the place of the one somebody has looked up', () => {
  expect(subjectOf(virtualOf('remote'), somebody(2)).kind).toBe('patient')
  expect(subjectOf(virtualOf('remote'), patient).kind).toBe('card')
  expect(subjectOf(virtualOf('remote'), null).kind).toBe('card')
  expect(subjectOf(virtualOf('camera'), somebody(2)).kind).toBe('card')
})
