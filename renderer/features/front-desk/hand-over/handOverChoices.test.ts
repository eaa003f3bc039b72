import { expect, it } from 'vitest'
import type { EncounterId, IsoDate, PractitionerId } from '../../../../preload/contract/words.ts'
import { roomOfDoctor, waitingWith } from './handOverChoices.ts'

const visit = (id: string, doctor: string, changes: Partial<Parameters<typeof waitingWith>[0]> = {}) => ({
  encounterId: id as EncounterId,
  practitionerId: doctor as PractitionerId,
  roomName: '一診',
  state: 'waiting' as const,
  earlier: null,
  ...changes,
})

it('hands over who waits for the same doctor, and nobody who is inside, done or left behind', () => {
  const chosen = visit('a', 'dr-1')
  const others = [
    chosen,
    visit('b', 'dr-1'),
    visit('c', 'dr-2'),
    visit('d', 'dr-1', { state: 'in-consultation' }),
    visit('e', 'dr-1', { earlier: { day: '2026-11-25' as IsoDate, isInLine: false } }),
    visit('f', 'dr-1', { earlier: { day: '2026-11-25' as IsoDate, isInLine: true } }),
  ]
  expect(waitingWith(chosen, others)).toEqual(['a', 'b', 'f'])
})

it('knows the room of a doctor by the last patient of today, and else by the plan', () => {
  const rooms = [
    { roomId: '1', name: '一診' },
    { roomId: '2', name: '二診' },
  ]
  const plan = [
    { practitionerId: 'dr-2', roomName: '一診', off: 'leave' },
    { practitionerId: 'dr-2', roomName: '二診', off: null },
  ]
  const visits = [visit('a', 'dr-2', { roomName: '二診' }), visit('b', 'dr-2'), visit('c', 'dr-1')]
  expect(roomOfDoctor('dr-2', visits, plan, rooms)).toBe('1')
  expect(roomOfDoctor('dr-2', [], plan, rooms)).toBe('2')
  expect(roomOfDoctor('dr-3', visits, plan, rooms)).toBeNull()
})
