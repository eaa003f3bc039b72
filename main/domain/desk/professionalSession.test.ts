import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  newProfessionalSession,
  observeProfessional,
  orderLock,
  type ProfessionalObservation,
  type ProfessionalSession,
} from './professionalSession.ts'

const now = 1_000_000
const told = (card: 'none' | 'present' | 'pin-pending' | 'verified', askedAt = now): ProfessionalObservation => ({
  type: 'status',
  askedAt,
  card,
})
const named: ProfessionalObservation = { type: 'named', askedAt: now, holder: { nationalId: 'A123456789' } }
const wrong: ProfessionalObservation = { type: 'pin-wrong' }
const having = (...observations: readonly ProfessionalObservation[]): ProfessionalSession =>
  observations.reduce((session, seen) => observeProfessional(session, seen, now), newProfessionalSession)
const signedIn = [told('verified'), named] as const

describe('the professional’s session', () => {
  it.each<[string, readonly ProfessionalObservation[], ProfessionalSession['phase'], ReturnType<typeof orderLock>]>([
    ['nothing is known', [], 'unknown', null],
    ['no card', [told('none')], 'none', 'PROFESSIONAL_CARD_ABSENT'],
    ['a card', [told('present')], 'present', 'PROFESSIONAL_PIN_NEEDED'],
    ['a card without its PIN', [told('pin-pending')], 'pin-pending', 'PROFESSIONAL_PIN_NEEDED'],
    ['signed in', signedIn, 'verified', null],
    ['the control software goes', [...signedIn, { type: 'unanswered' }], 'unknown', null],
    ['the card is pulled', [...signedIn, { type: 'removed' }], 'removed', 'PROFESSIONAL_CARD_ABSENT'],
    [
      '… before the control software notices',
      [...signedIn, { type: 'removed' }, told('verified')],
      'removed',
      'PROFESSIONAL_CARD_ABSENT',
    ],
    [
      '… and it cannot be asked',
      [...signedIn, { type: 'removed' }, { type: 'unanswered' }],
      'removed',
      'PROFESSIONAL_CARD_ABSENT',
    ],
    ['the control software alone sees it go', [...signedIn, told('none')], 'removed', 'PROFESSIONAL_CARD_ABSENT'],
    [
      'the card is back',
      [...signedIn, { type: 'removed' }, { type: 'inserted' }, told('pin-pending')],
      'pin-pending',
      'PROFESSIONAL_PIN_NEEDED',
    ],
    [
      '… and its PIN given',
      [...signedIn, { type: 'removed' }, { type: 'inserted' }, told('verified')],
      'verified',
      null,
    ],
    [
      'in another reader after the control software had noticed',
      [...signedIn, { type: 'removed' }, told('none'), told('verified')],
      'verified',
      null,
    ],
    ['an empty reader says nothing about a card elsewhere', [{ type: 'removed' }, told('verified')], 'verified', null],
    ['locked', [told('pin-pending'), { type: 'pin-locked' }], 'locked', 'PROFESSIONAL_PIN_LOCKED'],
    [
      'still locked, whatever the state says',
      [told('pin-pending'), { type: 'pin-locked' }, told('pin-pending')],
      'locked',
      'PROFESSIONAL_PIN_LOCKED',
    ],
    [
      'still locked after the control software was gone',
      [{ type: 'pin-locked' }, { type: 'unanswered' }, told('pin-pending')],
      'locked',
      'PROFESSIONAL_PIN_LOCKED',
    ],
    [
      'unlocked by the PUK',
      [{ type: 'pin-locked' }, { type: 'unlocked' }, told('pin-pending')],
      'pin-pending',
      'PROFESSIONAL_PIN_NEEDED',
    ],
    [
      'a locked card is taken out',
      [{ type: 'pin-locked' }, { type: 'removed' }],
      'removed',
      'PROFESSIONAL_CARD_ABSENT',
    ],
    [
      'another card after a locked one',
      [{ type: 'pin-locked' }, { type: 'removed' }, { type: 'inserted' }, told('pin-pending')],
      'pin-pending',
      'PROFESSIONAL_PIN_NEEDED',
    ],
    ['signed out', [...signedIn, { type: 'logged-out' }], 'pin-pending', 'PROFESSIONAL_PIN_NEEDED'],
  ])('%s', (_, observations, phase, lock) => {
    const session = having(...observations)
    expect(session.phase).toBe(phase)
    expect(orderLock(session)).toBe(lock)
  })

  it('does not believe an answer that was asked for before the card went', () => {
    const session = observeProfessional(having(...signedIn), { type: 'removed' }, now + 10)
    const back = observeProfessional(session, { type: 'inserted' }, now + 20)
    expect(observeProfessional(back, told('verified', now + 15), now + 30).phase).toBe('removed')
    expect(observeProfessional(back, told('verified', now + 25), now + 30).phase).toBe('verified')
  })

  it('knows who it is, who was here, and forgets them with the next one', () => {
    expect(having(...signedIn).holder?.nationalId).toBe('A123456789')
    expect(having(...signedIn, { type: 'removed' }).holder?.nationalId).toBe('A123456789')
    expect(having(...signedIn, { type: 'removed' }, { type: 'inserted' }, told('pin-pending')).holder).toBeNull()
    expect(having(...signedIn, { type: 'logged-out' }).holder).toBeNull()
    expect(having(named).holder).toBeNull()
  })

  it('counts wrong tries for the card that is in, and no others', () => {
    expect(having(told('pin-pending'), wrong, wrong).wrongTries).toBe(2)
    expect(having(told('pin-pending'), wrong, { type: 'pin-accepted' }).wrongTries).toBe(0)
    expect(having(told('pin-pending'), wrong, { type: 'removed' }).wrongTries).toBe(0)
    expect(having(told('pin-pending'), wrong, { type: 'removed' }, { type: 'inserted' }, wrong).wrongTries).toBe(1)
  })

  it('takes no wrong try back when a busy PC’s reader tells late of the card that is in', () => {
    expect(having(told('pin-pending'), wrong, { type: 'inserted' }, wrong).wrongTries).toBe(2)
  })

  it('keeps the moment since when', () => {
    const session = having(...signedIn)
    expect(observeProfessional(session, told('verified', now + 5_000), now + 5_000).since).toBe(now)
    expect(observeProfessional(session, { type: 'removed' }, now + 7_000).since).toBe(now + 7_000)
  })
})

const happening = fc.oneof<fc.Arbitrary<ProfessionalObservation>[]>(
  fc
    .constantFrom('none', 'present', 'pin-pending', 'verified')
    .map((card) => told(card as 'none', Number.POSITIVE_INFINITY)),
  fc
    .constantFrom(
      'unanswered',
      'inserted',
      'removed',
      'pin-wrong',
      'pin-locked',
      'pin-accepted',
      'unlocked',
      'logged-out',
    )
    .map((type) => ({ type }) as ProfessionalObservation),
)

describe('whatever happens', () => {
  it('nobody is signed in but by the control software’s word, and a card that was seen leaving locks until another word', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 40 }), (happenings) => {
        let session = newProfessionalSession
        for (const [index, seen] of happenings.entries()) {
          const before = session
          session = observeProfessional(session, seen, now + index)
          if (session.phase === 'verified' && before.phase !== 'verified') {
            expect(seen).toMatchObject({ type: 'status', card: 'verified' })
            expect(before.isOut).toBe(false)
          }
          if (seen.type === 'removed' && before.phase === 'verified') expect(orderLock(session)).not.toBeNull()
          if (session.isOut) expect(orderLock(session)).toBe('PROFESSIONAL_CARD_ABSENT')
        }
      }),
    )
  })
})
