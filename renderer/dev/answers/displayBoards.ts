import { type DisplayBoard, DisplayBoardSchema } from '../../../preload/contract/visit/queue.ts'
import fixtures from '../fixtures.json'
import { person, pick } from '../people.ts'

const masked = (number: number): string => person(number).name.replace(/^(.)./u, '$1○')

/** A waiting room before so many rooms; the last number called is one of three digits. */
const boardOf = (rooms: number, isCalled: boolean): DisplayBoard =>
  DisplayBoardSchema.parse({
    clinicName: fixtures.clinic,
    called: isCalled
      ? {
          number: 128,
          maskedName: masked(10),
          roomName: pick(fixtures.rooms, 0).name,
          callId: '1',
          calledAt: 1,
          clips: [],
        }
      : null,
    rooms: Array.from({ length: rooms }, (_, room) => ({
      roomName: pick(fixtures.rooms, room).name,
      practitionerName: person(30 + room).name,
      current: isCalled ? 128 - room : null,
      next: Array.from({ length: 6 }, (_, place) => ({ number: 129 + place, maskedName: masked(room * 6 + place) })),
      waiting: 14,
      waitMinutes: isCalled ? 35 : null,
      skipped: isCalled ? [97, 101, 112, 119] : [],
    })),
  })

/** The window for patients by the name of its scene; null for scenes of the desk. */
export const displayBoardOf = (scene: string): DisplayBoard | null => {
  const [, rooms, state] = /^display-(\d)(-quiet)?$/.exec(scene) ?? []
  return rooms === undefined ? null : boardOf(Number(rooms), state === undefined)
}
