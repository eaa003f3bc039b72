import { expect, it } from 'vitest'
import type { QueuePlace } from '../../../preload/contract/visit/queue.ts'
import type { VisitSummary } from '../../../preload/contract/visit/visit.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { nextWaiting } from './visitActions.ts'

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
