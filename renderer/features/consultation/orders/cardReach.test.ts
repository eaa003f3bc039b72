import { describe, expect, it } from 'vitest'
import { InstantSchema } from '../../../../preload/contract/words.ts'
import { virtualSession } from '../../../dev/answers/virtualCards.ts'
import { visit } from '../../../dev/answers/visits.ts'
import { person } from '../../../dev/people.ts'
import { session } from '../../../dev/scenes/sceneParts.ts'
import { cardReach } from './cardReach.ts'

const until = InstantSchema.parse('2026-11-25T03:00:00.000Z')
const plastic = visit(21, 'in-consultation')
const virtual = visit(21, 'in-consultation', { medium: 'virtual', virtualUntil: until })
const lapsed = visit(21, 'in-consultation', { medium: 'virtual', virtualUntil: null })
const own = session({ patient: person(21) })
const others = session({ patient: person(3) })

describe('the card of a visit', () => {
  it.each([
    ['plastic, in the reader', plastic, own, null, true],
    [
      'plastic, still being authenticated',
      plastic,
      session({ patient: person(21), phase: 'authenticating' }),
      null,
      false,
    ],
    ['plastic, gone', plastic, null, 'other-desk', false],
    ['plastic, with another in the reader', plastic, others, 'other-desk', false],
    ['virtual, on the screen', virtual, virtualSession({}, { patient: person(21) }), null, true],
    ['virtual, put away: its token serves', virtual, null, null, true],
    ['virtual, with another card at the desk, which is left alone until somebody asks', virtual, others, null, false],
    ['virtual, before it is known whose card is at the desk', virtual, undefined, null, false],
    ['virtual, its hour over', lapsed, null, 'lapsed', false],
    ['none: an exception', { ...plastic, exceptionCode: 'A010' as const }, null, 'no-card', false],
  ])('%s', (_, of, at, cannotAsk, isRead) => {
    expect(cardReach(of, at, true)).toMatchObject({ cannotAsk, isRead })
  })

  it('signs nothing without a professional', () => {
    expect(cardReach(plastic, own, false)).toMatchObject({ cannotAsk: 'professional', isRead: false })
    expect(cardReach(virtual, null, false)).toMatchObject({ cannotAsk: 'professional', isRead: false })
  })
})
