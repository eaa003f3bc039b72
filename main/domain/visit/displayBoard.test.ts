import { expect, it } from 'vitest'
import type { EncounterId, PatientId } from '../../../preload/contract/words.ts'
import { displayBoard, type OnBoard } from './displayBoard.ts'

/** Somebody who waits in the first room, with what differs. */
const somebody = (queueNumber: number, changes: Partial<OnBoard> = {}): OnBoard => ({
  encounterId: `visit-${queueNumber}` as EncounterId,
  day: '2026-11-26',
  queueNumber,
  state: 'waiting',
  isPriority: false,
  behindNumber: null,
  calledAt: null,
  times: 0,
  reason: '',
  takenAt: null,
  visitState: 'waiting',
  visit: { patientId: 'p' as PatientId, practitionerId: 'dr-1', practitionerName: '許示範', roomName: '一診' },
  name: '林示安',
  isHere: true,
  ...changes,
})
const called = (queueNumber: number, calledAt: number, changes: Partial<OnBoard> = {}): OnBoard =>
  somebody(queueNumber, { state: 'called', calledAt, times: 1, ...changes })

it('asks nobody in any more who was put back, held or skipped after the call', () => {
  const seen = called(1, 100, { state: 'waiting', visitState: 'in-consultation' })
  for (const state of ['waiting', 'on-hold', 'skipped'] as const) {
    const { called: shown } = displayBoard([seen, called(2, 200, { state })], '示範診所')
    expect(shown).toMatchObject({ number: 1 })
  }
  expect(displayBoard([called(2, 200, { state: 'skipped' })], '示範診所').called).toBeNull()
})

it('calls and names nobody who is seen at home or over the line, and counts the time it takes', () => {
  const inRoom = [somebody(1), called(2, 200, { isHere: false }), somebody(3), somebody(4, { isHere: false })]
  const { called: shown, rooms } = displayBoard(
    [...inRoom, somebody(5, { isHere: false, state: 'skipped' })],
    '示範診所',
  )
  expect(shown).toBeNull()
  expect(rooms).toMatchObject([{ next: [{ number: 1 }, { number: 3 }], waiting: 3, skipped: [] }])
})

it('calls whoever was called last, to come in or in already, by number and room', () => {
  const inside = called(2, 200, { visitState: 'in-consultation' })
  for (const one of [called(2, 200), inside]) {
    expect(displayBoard([one, called(1, 100)], '示範診所').called).toMatchObject({
      number: 2,
      calledAt: 200,
      clips: ['bell', 'please', '2', 'number', 'to', '1', 'room'],
    })
  }
})
