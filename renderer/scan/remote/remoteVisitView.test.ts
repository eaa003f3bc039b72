import { describe, expect, it } from 'vitest'
import { type RemoteVisit, RemoteVisitSchema } from '../../../preload/contract/visit/remoteVisit.ts'
import type { CardSessionId, EncounterId } from '../../../preload/contract/words.ts'
import { person } from '../../dev/people.ts'
import { isUnderWay, requestForVisit, requestOf, todoOf, waited } from './remoteVisitView.ts'

const asked = '2026-11-25T02:00:00.000Z'
const item = (change: Partial<RemoteVisit> = {}): RemoteVisit =>
  RemoteVisitSchema.parse({
    remoteVisitId: '019a0000-0000-7000-8000-000000000001',
    encounterId: null,
    patient: person(2),
    attendance: 'video',
    consent: { how: 'spoken', reason: null, takenBy: 'B', takenAt: asked },
    state: 'waiting',
    requestedAt: asked,
    waitsUntil: null,
    endedAt: null,
    fault: null,
    cardSessionId: null,
    ...change,
  })

it.each([
  [0, '0:00'],
  [7_900, '0:07'],
  [754_000, '12:34'],
  [3_600_000, '60:00'],
  [-5_000, '0:00'],
])('%i ms of waiting read %s', (ms, text) => {
  expect(waited(asked, Date.parse(asked) + ms)).toBe(text)
})

describe('what is to be done', () => {
  const fault = { code: 'NHI_UNREACHABLE', retryable: true } as const
  it.each([
    [item(), 'waiting', true],
    [item({ fault }), 'line', true],
    [item({ state: 'silent' }), 'silent', true],
    [item({ state: 'approved' }), 'approved', true],
    [item({ state: 'approved', fault }), 'approvedFault', true],
    [item({ state: 'presented' }), 'presented', false],
    [item({ state: 'interrupted' }), 'interrupted', false],
    [item({ state: 'refused', fault }), null, false],
    [item({ state: 'expired', fault }), null, false],
    [item({ state: 'failed', fault }), null, false],
  ])('%#: %s', (entry, todo, underWay) => {
    expect(todoOf(entry)).toBe(todo)
    expect(isUnderWay(entry)).toBe(underWay)
  })
})

it('finds the request by which a card came, and none for any other card', () => {
  const session = '019a0000-0000-7000-8000-00000000000a' as CardSessionId
  const presented = item({ state: 'presented', cardSessionId: session })
  expect(requestOf([item(), presented], session)).toBe(presented)
  expect(requestOf([item()], session)).toBeNull()
  expect(requestOf([item()], null)).toBeNull()
})

it('finds what came last of the requests for a visit, until one has brought its card', () => {
  const visit = '019a0000-0000-7000-8000-00000000000b' as EncounterId
  const waiting = item({ encounterId: visit })
  const refused = item({ encounterId: visit, state: 'refused' })
  const presented = item({ encounterId: visit, state: 'presented' })
  expect(requestForVisit([refused, waiting], visit)).toBe(waiting)
  expect(requestForVisit([presented], visit)).toBeNull()
  expect(requestForVisit([item()], visit)).toBeNull()
})
