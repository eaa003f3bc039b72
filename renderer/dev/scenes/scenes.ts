import type { VisitDetail } from '../../../preload/contract/visit/visit.ts'
import { InstantSchema, IsoDateSchema } from '../../../preload/contract/words.ts'
import { earlierScenes } from '../answers/earlierDays.ts'
import { lapsedScenes } from '../answers/lapsedVisits.ts'
import { oneOfEach } from '../answers/orderAlerts.ts'
import { badLines } from '../answers/readerCheck.ts'
import { everyRemoteVisit, homeCheck, homeStops, remoteOf } from '../answers/remoteAndHome.ts'
import { uploadScenes } from '../answers/uploadScenes.ts'
import { virtualScenes } from '../answers/virtualCards.ts'
import { outboxItem, upload, visit } from '../answers/visits.ts'
import { baseWorld } from '../baseWorld.ts'
import { id, instant, type World } from '../world.ts'
import { cardScenes } from './cardScenes.ts'
import { deviceScenes } from './deviceScenes.ts'
import { withCard } from './sceneParts.ts'
import { startupScenes } from './startupScenes.ts'

const hour = 3_600_000

const refused = upload(8100, 'nhi-upload', {
  state: 'rejected',
  tries: 2,
  lastCode: 'NHI_REFUSED',
  nextTryAt: null,
  dueAt: instant(3.2 * hour) as never,
  fieldErrors: [
    { field: 'M44', orderLine: null, code: 'AA01' },
    { field: 'D08', orderLine: 2, code: 'D029' },
  ],
})

const scenes: Readonly<Record<string, (world: World) => void>> = {
  normal: () => undefined,
  empty: (world) => {
    Object.assign(world, { visits: [], outbox: [], makeUps: [] })
    Object.assign(world.status.outbox, { unsent: 0, nearestDeadline: null })
  },
  remote: (world) => {
    world.remoteVisits = everyRemoteVisit()
    world.visits = world.visits.map((entry) => (entry.queueNumber > 3 ? entry : remoteOf(entry)))
  },
  home: (world) => {
    world.homeStops = homeStops(world)
  },
  'home-offline': (world) => {
    world.homeStops = homeStops(world)
    world.homeCheck = homeCheck(false)
    Object.assign(world.status.vpn, { state: 'down', since: instant(-1800_000) })
  },
  crowded: (world) => {
    const states = ['waiting', 'waiting', 'in-consultation', 'to-pay', 'closed', 'closed'] as const
    world.visits = Array.from({ length: 200 }, (_, index) =>
      visit(index + 1, states[index % states.length] ?? 'waiting'),
    )
    world.outbox = Array.from({ length: 200 }, (_, index) =>
      outboxItem(
        visit(index + 1, 'closed'),
        upload(20_000 + index, index % 2 === 0 ? 'nhi-upload' : 'clinic-cloud', {
          dueAt: instant((index / 9) * hour) as never,
        }),
      ),
    )
    Object.assign(world.status.outbox, { unsent: 200, nearestDeadline: instant(600_000) })
    withCard()(world)
  },
  'no-upload': (world) => {
    Object.assign(world.status.outbox, { unsent: 12, nearestDeadline: instant(2.5 * hour), nhiOffered: false })
    world.outbox = world.outbox.map((row) => ({
      ...row,
      ...(row.target === 'nhi-upload' ? { tries: 4, lastCode: 'NOT_OFFERED' } : {}),
    }))
    withCard()(world)
  },
  // After a restore: what the clinic's cloud has and this computer lost.
  restored: (world) => {
    const names = world.patients.slice(0, 3).map(({ name }) => name)
    world.cloudFindings = {
      state: 'done',
      records: 3210,
      failure: null,
      unseen: names.length,
      days: [
        { day: IsoDateSchema.parse('2026-11-21'), count: 1 },
        { day: IsoDateSchema.parse('2026-11-22'), count: 2 },
      ],
      items: names.map((patientName, index) => ({
        recordId: id(70 + index),
        version: 1,
        finding: index === 2 ? 'differs' : 'missing',
        kind: 'visit',
        visitedAt: InstantSchema.parse(instant(-(20 - index) * hour)),
        patientName,
        nationalIdMasked: 'A1******89',
      })),
    }
    world.status.outbox.cloudFindings = names.length
    withCard()(world)
  },
  paused: (world) => {
    Object.assign(world.status.outbox, { unsent: 6, pausedUntil: instant(0.9 * hour) })
    withCard()(world)
  },
  offline: (world) => {
    Object.assign(world.status.vpn, { state: 'down', since: instant(-1800_000) })
    Object.assign(world.status.cloud, { state: 'down' })
    Object.assign(world.status.outbox, { unsent: 12, nearestDeadline: instant(2.5 * hour) })
    world.outbox = world.outbox.map((row) => ({ ...row, tries: 4, lastCode: 'NHI_UNREACHABLE' }))
    world.failures['cashier:close'] = { code: 'NHI_UNREACHABLE', retryable: true }
    withCard()(world)
    const cardPatient = world.session?.patient
    if (cardPatient != null)
      world.visits = world.visits.map((entry) => (entry.queueNumber === 5 ? { ...entry, patient: cardPatient } : entry))
  },
  broken: (world) => {
    world.checkLines = badLines()
    Object.assign(world.status.reader, { state: 'service-down', readerName: null, readers: [] })
    Object.assign(world.status.sam, { state: 'not-verified', verifiedAt: null })
    Object.assign(world.status.professionalCard, { state: 'none', practitionerName: null })
    Object.assign(world.status.controlSoftware, { state: 'absent', error: { code: 'CONTROL_ABSENT', retryable: true } })
    Object.assign(world.status.outbox, { running: false, overdue: 2, rejected: 1, quarantined: 1 })
    const entry = visit(30, 'closed')
    world.outbox = [
      outboxItem(entry, { ...refused }),
      outboxItem(
        visit(31, 'closed'),
        upload(8101, 'clinic-cloud', {
          state: 'quarantined',
          tries: 5,
          lastCode: 'RECORD_INVALID',
          nextTryAt: null,
          dueAt: instant(-hour) as never,
        }),
      ),
      ...world.outbox,
    ]
    world.visits.push({ ...entry, uploads: [refused] })
  },
  late: (world) => {
    Object.assign(world.status, {
      deadlines: { upload: { next: instant(0.8 * hour), late: 2 }, signature: { next: instant(3.2 * hour), late: 0 } },
    })
    Object.assign(world.status.outbox, { unsent: 12, overdue: 2, nearestDeadline: instant(0.8 * hour) })
    world.outbox = world.outbox.map((row, index) =>
      row.target === 'nhi-upload' && index < 6
        ? outboxItem(visit(40 + index, 'closed'), {
            ...row,
            state: 'waiting',
            tries: 5,
            receiptAt: null,
            receipt: null,
            lastCode: 'NHI_UNREACHABLE',
            nextTryAt: instant(90_000) as never,
            dueAt: instant((index - 3) * hour) as never,
          })
        : row,
    )
  },
  'papers-by-themselves': (world) => {
    const sound = { error: null, gaps: [], notInFont: [] }
    const of = ({ encounterId, patient, queueNumber }: VisitDetail) => ({
      encounterId,
      patientName: patient.name,
      queueNumber,
    })
    const [first, second] = world.visits.filter(({ state }) => state === 'closed')
    if (first === undefined || second === undefined) throw new Error('nobody has paid in the usual world')
    world.ownPapers = [
      {
        ...of(first),
        papers: [
          { ...sound, kind: 'receipt', state: 'handed-over' },
          { ...sound, kind: 'medicine-bag', state: 'handed-over', gaps: ['indication', 'dispenser'] },
        ],
      },
      {
        ...of(second),
        papers: (['receipt', 'medicine-bag'] as const).map((kind) => ({
          ...sound,
          kind,
          state: 'failed',
          error: { code: 'PRINTER_FAILED', retryable: true },
        })),
      },
    ]
  },
  // Drugs that something is said against, in a consultation and in an amendment.
  alerts: (world) => {
    withCard()(world)
    world.orderAlerts = oneOfEach()
  },
  'papers-awaited': (world) => {
    world.delays['print:documents'] = 600_000
  },
  /** A closed visit whose record can't go out again as it stands. */
  unsendable: (world) => {
    world.visits = world.visits.map((entry) => (entry.state === 'closed' ? { ...entry, diagnoses: [] } : entry))
  },
  ...cardScenes,
  ...deviceScenes,
  ...startupScenes,
  ...earlierScenes,
  ...uploadScenes,
  ...virtualScenes,
  ...lapsedScenes,
}

export const buildScene = (name: string): World => {
  const world = baseWorld()
  const scene = scenes[name]
  if (scene === undefined) throw new Error(`no scene ${name}; there are ${Object.keys(scenes).join(', ')}`)
  scene(world)
  return world
}
