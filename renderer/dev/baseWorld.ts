import { PharmacistSchema } from '../../preload/contract/orders/prescription.ts'
import { IsoDateSchema } from '../../preload/contract/words.ts'
import { careStatus } from './answers/care.ts'
import { makeUpItem } from './answers/makeUps.ts'
import { money } from './answers/money.ts'
import { sampleOrderSets } from './answers/orderSets.ts'
import { goodLines } from './answers/readerCheck.ts'
import { homeCheck } from './answers/remoteAndHome.ts'
import { outboxItem, upload, visit } from './answers/visits.ts'
import fixtures from './fixtures.json'
import { person } from './people.ts'
import { settings, status } from './scenes/sceneParts.ts'
import { instant, type World } from './world.ts'

/** An ordinary morning, on which every scene is built. */
export const baseWorld = (): World => {
  const closed = [11, 12, 13, 14].map((number) => visit(number, 'closed'))
  return {
    startup: {
      failure: null,
      version: '0.1.0',
      today: IsoDateSchema.parse(instant().slice(0, 10)),
      keyProtection: 'development',
      demonstration: true,
      dataDirectory: '/home/desk/.config/NHI Clinic Workstation',
    },
    scanner: { port: null, state: 'off' },
    camera: 'wall',
    preferences: {
      theme: 'light',
      language: 'zh-TW',
      textSize: 100,
      dividers: {},
      lastPractitionerId: null,
      lastPharmacistId: null,
      display: 'closed',
      lastRoomId: null,
      waitingDoctorId: null,
      alarmSound: true,
      lastCameraId: null,
      report: null,
    },
    settings,
    settingsProblem: null,
    status: structuredClone(status),
    care: careStatus(),
    checkLines: goodLines(),
    session: null,
    arriving: null,
    patients: Array.from({ length: 60 }, (_, index) => person(index)),
    refills: [],
    ownPapers: [],
    pharmacists: PharmacistSchema.array().parse(fixtures.pharmacists),
    orderSets: sampleOrderSets(),
    orderAlerts: [],
    visits: [
      ...[1, 2, 3].map((number) => visit(number, 'waiting')),
      visit(4, 'in-consultation'),
      ...[5, 6].map((number) => visit(number, 'to-pay')),
      visit(7, 'cancelled'),
      visit(8, 'closed', {
        uploads: [
          upload(8008, 'nhi-upload', {
            state: 'accepted',
            receiptAt: instant(-600_000) as never,
            receipt: '1151122093000A001',
          }),
          upload(9008, 'clinic-cloud', {
            state: 'accepted',
            receiptAt: instant(-500_000) as never,
            receipt: 'b-20261122-0008',
          }),
        ],
      }),
      ...closed,
    ],
    outbox: closed.flatMap((entry) => entry.uploads.map((row) => outboxItem(entry, row))),
    cloudFindings: { state: 'none', records: 0, failure: null, unseen: 0, days: [], items: [] },
    makeUps: [
      makeUpItem(31),
      makeUpItem(32, { daysLeft: -3, dueOn: IsoDateSchema.parse('2026-11-20') }),
      makeUpItem(33, { kind: 'exception', exceptionCode: 'A020', deposit: 0, daysLeft: 60 }),
      makeUpItem(34, { state: 'done', refund: 500 }),
    ],
    ...money(),
    remoteVisits: [],
    homeStops: [],
    homeCheck: homeCheck(true),
    unresolved: [],
    otherSerial: null,
    failures: {},
    delays: {},
    tell: () => undefined,
    begin: () => undefined,
  }
}
