import { type MakeUpItem, MakeUpItemSchema } from '../../../preload/contract/visit/makeUp.ts'
import fixtures from '../fixtures.json'
import { person, pick } from '../people.ts'
import { id } from '../world.ts'

/** A visit that waits for its card, or did. */
export const makeUpItem = (number: number, change: Partial<MakeUpItem> = {}): MakeUpItem =>
  MakeUpItemSchema.parse({
    encounterId: id(6000 + number),
    kind: 'owed-card',
    state: 'open',
    patient: person(number),
    visitedOn: '2026-11-20',
    queueNumber: number,
    practitionerName: pick(fixtures.doctors, number).name,
    visitState: 'closed',
    exceptionCode: null,
    serialTaken: false,
    visitSequenceNumber: null,
    deposit: 500,
    refundWays: ['cash'],
    dueOn: '2026-12-04',
    lastDay: '2027-02-20',
    daysLeft: 7,
    refund: 0,
    endedAt: null,
    reason: null,
    ...change,
  })
