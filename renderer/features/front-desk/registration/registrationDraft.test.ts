import { describe, expect, it } from 'vitest'
import { type CardSession, CardSessionSchema } from '../../../../preload/contract/card/card.ts'
import { channels } from '../../../../preload/contract/index.ts'
import type { EncounterId, IsoDate, PractitionerId } from '../../../../preload/contract/words.ts'
import { somebody } from '../somebody.fixture.ts'
import {
  type Choices,
  choicesOf,
  lacksReason,
  owedInput,
  proposedCopayment,
  readinessOf,
  registerInput,
  subjectKey,
  subjectOf,
} from './registrationDraft.ts'
import { registrationSteps } from './registrationSteps.ts'

const patient = somebody()
const session = (change: Partial<CardSession>): CardSession =>
  CardSessionSchema.parse({
    sessionId: '019a0000-0000-7000-8000-00000000000a',
    medium: 'plastic',
    virtual: null,
    phase: 'authenticated',
    insertedAt: '2026-11-22T01:00:00.000Z',
    steps: [],
    holder: { name: 'A', nationalIdMasked: 'A1', birthDate: '1981-03-15', age: 45, sex: 'F', cardNumberTail: '1234' },
    patient,
    insurance: null,
    fault: null,
    proposedException: null,
    ...change,
  })
const options = channels['registration:options'].output.parse({
  practitioners: [
    { practitionerId: 'd1', name: 'D', waiting: 1, off: null, fullAt: null },
    { practitionerId: 'd2', name: 'E', waiting: 0, off: null, fullAt: null },
  ],
  rooms: [{ roomId: 'r1', name: 'R' }],
  treatmentItems: [
    { code: '01', name: 'x', copayment: { code: 'D10', reason: 'general' } },
    { code: '04', name: 'x', copayment: { code: 'D00', reason: 'general' } },
    { code: 'CA', name: 'x', copayment: null },
    { code: 'AE', name: 'x', copayment: { code: '009', reason: 'chronic-refill' } },
  ],
  copaymentCodes: [{ code: 'D10', name: 'x', amount: 50 }],
  exceptionCodes: [
    { code: 'A010', name: 'x', doubt: null, needsReason: false },
    { code: 'Z000', name: 'x', doubt: null, needsReason: true },
  ],
  appointments: [],
  refill: null,
  proposed: {
    appointmentId: null,
    practitionerId: 'd2',
    roomId: null,
    session: 'morning',
    treatmentItem: '01',
    copaymentCode: 'D10',
    copaymentReason: 'general',
    exceptionCode: null,
  },
})
const proposal = choicesOf(options, {}, false)
const withException: Choices = { ...proposal, exceptionCode: 'A010' }
const fault = { code: 'CARD_UNREADABLE', retryable: false } as const

describe('who is registered', () => {
  it('is the card when it tells a name, even over a chosen patient', () => {
    expect(subjectOf(session({}), patient).kind).toBe('card')
  })
  it('is the chosen patient when the card in the reader cannot be read', () => {
    expect(subjectOf(session({ holder: null, phase: 'fault', fault }), patient).kind).toBe('patient')
  })
  it('is nobody otherwise', () => {
    expect(subjectOf(session({ holder: null, phase: 'reading' }), null).kind).toBe('nobody')
    expect(subjectOf(null, null).kind).toBe('nobody')
  })
})

describe('the choices', () => {
  it('are the proposal, then the first of what is offered', () => {
    expect(proposal).toMatchObject({ practitionerId: 'd2', roomId: 'r1', exceptionCode: null })
  })
  it('keep what was changed, unless it is offered no more', () => {
    expect(choicesOf(options, { practitionerId: 'd1', session: 'evening' }, false)).toMatchObject({
      practitionerId: 'd1',
      session: 'evening',
    })
    expect(choicesOf(options, { practitionerId: 'gone' }, false).practitionerId).toBe('d1')
  })
  it('dispense an open refill prescription again, with its own item, copayment and doctor, unless somebody comes to be seen', () => {
    const refillOf = { prescriptionId: patient.patientId as string as EncounterId, dispensing: 2 }
    const refill = {
      refillOf,
      dispensings: 3,
      daysEach: 28,
      lapsesOn: '2026-12-31' as IsoDate,
      practitionerId: options.practitioners[0]?.practitionerId as PractitionerId,
      treatmentItem: 'AE',
      isProposed: true,
    }
    const offering = { ...options, refill }
    const taken = { treatmentItem: 'AE', copaymentCode: '009', practitionerId: 'd1', refillOf }
    const seen = { treatmentItem: '01', copaymentCode: 'D10', practitionerId: 'd2', refillOf: null }
    expect(choicesOf(offering, {}, false)).toMatchObject(taken)
    expect(choicesOf(offering, { treatmentItem: '01' }, false)).toMatchObject(seen)
    const byAppointment = { ...options, refill: { ...refill, isProposed: false } }
    expect(choicesOf(byAppointment, {}, false)).toMatchObject(seen)
    expect(choicesOf(byAppointment, { treatmentItem: 'AE' }, false)).toMatchObject(taken)
  })
  it('keep what was chosen by hand whatever is proposed later, while what nobody chose follows it', () => {
    const byHand = { treatmentItem: '04', copaymentCode: '007' }
    const items = [{ code: '01', name: 'x', copayment: { code: '003', reason: 'low-income' } } as const]
    const later = { ...options, treatmentItems: items }
    expect(choicesOf(later, byHand, false)).toMatchObject(byHand)
    expect(choicesOf(later, {}, false)).toMatchObject({ treatmentItem: '01', copaymentCode: '003' })
  })
  it('take the copayment of the item that is chosen: an emergency is not paid as an ordinary visit', () => {
    expect(choicesOf(options, {}, false).copaymentCode).toBe('D10')
    expect(choicesOf(options, { treatmentItem: '04' }, false).copaymentCode).toBe('D00')
    expect(proposedCopayment(options, '04')).toEqual({ code: 'D00', reason: 'general' })
  })
  it('wait for somebody to choose the copayment of an item for which nothing is proposed', () => {
    const card = { kind: 'card', session: session({}) } as const
    const open = choicesOf(options, { treatmentItem: 'CA' }, false)
    expect(open.copaymentCode).toBeNull()
    expect([readinessOf(card, open), registerInput(card, open)]).toEqual(['incomplete', null])
    const chosen = choicesOf(options, { treatmentItem: 'CA', copaymentCode: '009' }, false)
    expect([readinessOf(card, chosen), registerInput(card, chosen)?.copaymentCode]).toEqual(['ready', '009'])
    const without = { kind: 'patient', patient } as const
    expect(owedInput(without, { ...open, owedCard: true })).toBeNull()
  })
  it('take a proposed exception by themselves only without a card', () => {
    const proposing = { ...options, proposed: { ...options.proposed, exceptionCode: 'A010' } }
    expect(choicesOf(proposing, {}, false).exceptionCode).toBeNull()
    expect(choicesOf(proposing, {}, true).exceptionCode).toBe('A010')
    expect(choicesOf(proposing, { exceptionCode: null }, true).exceptionCode).toBeNull()
  })
})

describe('an owed card', () => {
  const without = { kind: 'patient', patient } as const
  it('is chosen only for somebody found without a card, and makes its own request', () => {
    expect(choicesOf(options, { owedCard: true }, false).owedCard).toBe(false)
    const choices = choicesOf(options, { owedCard: true }, true)
    expect(readinessOf(without, choices)).toBe('ready')
    expect(channels['make-up:register-owed'].input.safeParse(owedInput(without, choices)).success).toBe(true)
    expect(owedInput(without, proposal)).toBeNull()
    expect(owedInput({ kind: 'card', session: session({}) }, choices)).toBeNull()
  })
})

describe('a code that says nothing by itself', () => {
  it.each([
    ['Z000', null, true],
    ['Z000', '  ', true],
    ['Z000', 'x', false],
    ['A010', null, false],
    [null, null, false],
  ])('%s with the reason %j', (exceptionCode, exceptionReason, lacks) => {
    expect(lacksReason(options, { ...proposal, exceptionCode, exceptionReason })).toBe(lacks)
  })
})

describe('readiness', () => {
  const card = (change: Partial<CardSession>) => ({ kind: 'card', session: session(change) }) as const
  it.each([
    ['authenticated card', card({}), proposal, 'ready'],
    ['card being authenticated', card({ phase: 'authenticating' }), proposal, 'wait'],
    ['identified, authentication not begun', card({ phase: 'identified' }), proposal, 'wait'],
    ['identified, authentication failed', card({ phase: 'identified', fault }), proposal, 'exception-needed'],
    ['failed, with an exception', card({ phase: 'identified', fault }), withException, 'ready'],
    ['patient without card', { kind: 'patient', patient } as const, proposal, 'exception-needed'],
    ['patient with an exception', { kind: 'patient', patient } as const, withException, 'ready'],
    ['no doctor', card({}), { ...proposal, practitionerId: null }, 'incomplete'],
    ['options not here yet', card({}), null, 'incomplete'],
    ['nobody', { kind: 'nobody' } as const, proposal, 'nobody'],
  ])('%s', (_, subject, choices, readiness) => {
    expect(readinessOf(subject, choices)).toBe(readiness)
  })
})

it('a card that came by a request waits for what was said with it, unless its fault has to be dealt with', () => {
  const virtual = {
    scannedAt: '2026-11-22T01:00:00.000Z',
    source: 'remote',
    qrUntil: '2026-11-22T01:05:00.000Z',
    usableUntil: '2026-11-22T02:00:00.000Z',
    lapsed: false,
    delegate: null,
    photo: null,
  }
  const came = (change: object) =>
    subjectOf(CardSessionSchema.parse({ ...session({ medium: 'virtual' }), virtual, ...change }), null)
  expect(readinessOf(came({}), proposal)).toBe('wait')
  expect(readinessOf(came({}), proposal, true)).toBe('ready')
  expect(readinessOf(came({ phase: 'identified', fault }), proposal)).toBe('exception-needed')
})

describe('the request', () => {
  it('names the card or the patient, never both, and passes the contract', () => {
    for (const subject of [subjectOf(session({}), null), subjectOf(null, patient)]) {
      const input = registerInput(subject, withException)
      expect(channels['registration:register'].input.safeParse(input).success).toBe(true)
      expect([input?.cardSessionId, input?.patientId].filter((id) => id != null)).toHaveLength(1)
      expect(subjectKey(subject)).toContain(':')
    }
  })
})

describe('the line of steps', () => {
  it('shows reading as running before main has told anything', () => {
    const steps = registrationSteps(session({ phase: 'reading', holder: null }), [], false)
    expect(steps.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'read running',
      'authenticateThree ahead',
      'take-serial ahead',
    ])
  })
  it('ends with what registering tells', () => {
    const steps = registrationSteps(
      session({ steps: [{ step: 'read', state: 'done', ms: 96 }] }),
      [{ step: 'take-serial', state: 'done', ms: 400 }],
      false,
    )
    expect(steps.at(0)).toEqual({ name: 'read', state: 'done', ms: 96 })
    expect(steps.at(-1)).toEqual({ name: 'take-serial', state: 'done', ms: 400 })
  })
  it('promises no serial for an exception', () => {
    expect(registrationSteps(session({}), [], true).map(({ name }) => name)).not.toContain('take-serial')
  })
})
