import { expect, it } from 'vitest'
import type { QueuePlace } from '../../../preload/contract/visit/queue.ts'
import type { VisitSummary } from '../../../preload/contract/visit/visit.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { nextWaiting, waitingFor } from './visitActions.ts'

const visit = (queueNumber: number, practitionerId = 'dr-1', earlier: VisitSummary['earlier'] = null): VisitSummary =>
  ({
    encounterId: `e${queueNumber}`,
    queueNumber,
    practitionerId,
    state: 'waiting',
    earlier,
  }) as unknown as VisitSummary

const placesOf =
  (turns: Readonly<Record<string, number | null>>) =>
  (id: EncounterId): QueuePlace | undefined =>
    id in turns ? ({ turn: turns[id] } as unknown as QueuePlace) : undefined

it('takes the first by turn, not by number, and nobody who was skipped', () => {
  const visits = [visit(1), visit(2), visit(3)]
  expect(nextWaiting(visits, '', null, placesOf({ e1: null, e2: 2, e3: 1 }))?.queueNumber).toBe(3)
  expect(nextWaiting(visits, '', 'e3' as EncounterId, placesOf({ e1: null, e2: 2, e3: 1 }))?.queueNumber).toBe(2)
  expect(nextWaiting([visit(1)], '', null, placesOf({ e1: null }))).toBeNull()
})

it('takes who is in line over midnight, and nobody who was left behind', () => {
  const day = '2026-11-20' as NonNullable<VisitSummary['earlier']>['day']
  const [left, inLine, today] = [
    visit(7, 'dr-1', { day, isInLine: false }),
    visit(9, 'dr-1', { day, isInLine: true }),
    visit(1),
  ]
  expect(nextWaiting([left, inLine, today], '', null, placesOf({ e9: 1, e1: 2 }))).toBe(inLine)
  expect(nextWaiting([left], '', null, placesOf({}))).toBeNull()
})

it('keeps to the doctor, and takes who was just registered before the queue was asked again', () => {
  const visits = [visit(1, 'dr-2'), visit(4), visit(5)]
  expect(nextWaiting(visits, 'dr-1', null, placesOf({}))?.queueNumber).toBe(4)
})

it('counts who waits for the same doctor as the next one, the skipped among them, and nobody who was left behind', () => {
  const day = '2026-11-20' as NonNullable<VisitSummary['earlier']>['day']
  const visits = [visit(1, 'dr-2'), visit(4), visit(5), visit(6), visit(7, 'dr-1', { day, isInLine: false })]
  expect(waitingFor(visits, 'dr-1', 'e5' as EncounterId)).toBe(2)
  expect(waitingFor(visits, '', null)).toBe(4)
})
