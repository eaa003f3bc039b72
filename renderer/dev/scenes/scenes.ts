import { InstantSchema, IsoDateSchema } from '../../../preload/contract/words.ts'
import { damagedCare, shortCare, uncaredFor } from '../answers/care.ts'
import { earlierScenes } from '../answers/earlierDays.ts'
import { lapsedScenes } from '../answers/lapsedVisits.ts'
import { makeUpItem } from '../answers/makeUps.ts'
import { badLines } from '../answers/readerCheck.ts'
import { everyRemoteVisit, homeCheck, homeStops, remoteOf } from '../answers/remoteAndHome.ts'
import { uploadScenes } from '../answers/uploadScenes.ts'
import { virtualScenes } from '../answers/virtualCards.ts'
import { outboxItem, upload, visit } from '../answers/visits.ts'
import { baseWorld } from '../baseWorld.ts'
import fixtures from '../fixtures.json'
import { person } from '../people.ts'
import { id, instant, type World } from '../world.ts'
import { session } from './sceneParts.ts'

const hour = 3_600_000

const withCard =
  (change: object = {}) =>
  (world: World): void => {
    world.session = session(change)
    world.status.reader.cardPresent = true
  }

const unresolvedActs = (): World['unresolved'] =>
  (['serial-lost', 'serial-held', 'rollback-lost', 'fees-lost', 'orders-lost'] as const).map((kind, index) => ({
    entryId: `act-${index}`,
    kind,
    patient: person(kind === 'serial-lost' ? 21 : index),
    at: instant(-index * hour) as never,
    desk: 'desk-1',
    encounterId: null,
    queueNumber: index > 1 ? index : null,
    treatmentItem: '01' as never,
    visitSequenceNumber: kind === 'serial-held' ? '0012' : null,
    cardCanTell: true,
    canBeSettled: kind === 'serial-held',
  }))

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
  card: withCard(),
  unresolved: (world) => {
    withCard()(world)
    world.unresolved = unresolvedActs()
    world.begin = () => {
      const name = person(3).name
      const resolved = {
        entryId: 'act-9',
        patientName: name,
        result: 'serial-taken',
        visitSequenceNumber: '0012',
      } as const
      world.tell('journal:resolved', resolved)
    }
  },
  'card-swapped': (world) => {
    withCard()(world)
    world.failures['registration:register'] = { code: 'CARD_CHANGED', retryable: true }
    world.failures['cashier:close'] = { code: 'CARD_CHANGED', retryable: true }
    world.failures['registration:cancel'] = { code: 'CARD_CHANGED', retryable: true }
  },
  'other-serial': (world) => {
    withCard()(world)
    world.otherSerial = { takenAt: instant(-4 * 60_000) as never, visitSequenceNumber: '0011' }
  },
  'card-reading': withCard({
    phase: 'reading',
    holder: null,
    patient: null,
    insurance: null,
    steps: [{ step: 'read', state: 'running', ms: 40 }],
  }),
  'card-authenticating': withCard({
    phase: 'authenticating',
    insurance: null,
    steps: [
      { step: 'read', state: 'done', ms: 96 },
      { step: 'authenticate', state: 'running', ms: 300 },
    ],
  }),
  'card-fault': withCard({
    phase: 'identified',
    insurance: null,
    steps: [
      { step: 'read', state: 'done', ms: 96 },
      { step: 'authenticate', state: 'failed', ms: 20_000 },
    ],
    fault: { code: 'NHI_UNREACHABLE', retryable: true },
    proposedException: 'A020',
  }),
  'card-unreadable': withCard({
    phase: 'fault',
    holder: null,
    patient: null,
    insurance: null,
    steps: [{ step: 'read', state: 'failed', ms: 900 }],
    fault: { code: 'CARD_UNREADABLE', retryable: false },
    proposedException: 'B000',
  }),
  'card-refused': withCard({
    phase: 'identified',
    insurance: null,
    steps: [
      { step: 'read', state: 'done', ms: 96 },
      { step: 'authenticate', state: 'failed', ms: 1800 },
    ],
    fault: { code: 'NHI_REFUSED', retryable: false, details: { statusCode: 9083, source: 'server' } },
    proposedException: null,
  }),
  'card-owed': (world) => {
    withCard()(world)
    const patient = world.session?.patient
    if (patient != null) world.makeUps = [makeUpItem(31, { patient }), ...world.makeUps.slice(1)]
  },
  // Past its term, and beside it an exception on a card that has other fees; whatever ends them is refused once more.
  'card-owed-late': (world) => {
    withCard()(world)
    const patient = world.session?.patient
    if (patient == null) return
    const late = makeUpItem(31, { patient, daysLeft: -3 })
    const exception = makeUpItem(33, {
      patient,
      kind: 'exception',
      exceptionCode: 'A021',
      serialTaken: true,
      deposit: 0,
    })
    world.makeUps = [late, exception, ...world.makeUps.slice(3)]
    const feesDiffer = { code: 'CARD_FEES_DIFFER', retryable: false, details: { points: 412, now: 506 } } as const
    world.failures['make-up:keep-deposit'] = { code: 'DEPOSIT_NOT_KEPT', retryable: false }
    world.failures['make-up:make-up-visit'] = feesDiffer
    world.failures['cashier:close'] = feesDiffer
    world.visits = world.visits.map((entry) => (entry.state === 'to-pay' ? { ...entry, patient } : entry))
  },
  'card-new': withCard({ patient: null }),
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
  readers: (world) => {
    Object.assign(world.status.reader, {
      state: 'no-reader',
      readerName: null,
      readers: [
        { name: 'NHI Reader Professional 00 00', role: 'professional', cardPresent: true, watched: true },
        { name: 'ACS ACR39U ICC Reader 01 00', role: null, cardPresent: true, watched: true },
        { name: 'Windows Hello for Business 1', role: null, cardPresent: false, watched: false },
      ],
      roles: { patient: 'missing', professional: 'assigned' },
      choiceNeeded: true,
    })
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
  'check-running': (world) => {
    world.delays['reader-check:run'] = 600_000
    world.begin = () => {
      // Told again and again, because a check begins when somebody presses its button.
      setInterval(() => {
        world.checkLines.forEach((line, index) => {
          const done = index % 3 !== 1
          world.tell('reader-check:progress', done ? line : { ...line, state: 'running', value: null, ms: null })
        })
      }, 300)
    }
  },
  pin: (world) => {
    Object.assign(world.status.professionalCard, { state: 'pin-pending', practitionerName: fixtures.doctors[0]?.name })
  },
  'pin-device': (world) => {
    Object.assign(world.status.professionalCard, { state: 'pin-pending', triesLeft: 2 })
    Object.assign(world.status.pins, { entry: 'device' })
  },
  'pin-locked': (world) => {
    Object.assign(world.status.professionalCard, { state: 'locked', triesLeft: 0 })
  },
  'professional-removed': (world) => {
    Object.assign(world.status.professionalCard, { state: 'removed' })
  },
  'professional-stranger': (world) => {
    Object.assign(world.status.professionalCard, { practitionerName: null })
  },
  'sam-healing': (world) => {
    Object.assign(world.status.sam, { state: 'lapsed', verifying: true, nextAt: null })
  },
  'sam-console': (world) => {
    Object.assign(world.status.sam, {
      state: 'lapsed',
      nextAt: instant(30_000),
      error: { code: 'SAM_CONSOLE_NOT_RUNNING', retryable: true, details: { statusCode: 9240 } },
    })
  },
  'sam-elsewhere': (world) => {
    Object.assign(world.status.sam, {
      state: 'not-verified',
      verifiedAt: null,
      nextAt: null,
      awaitsPerson: true,
      error: { code: 'SAM_FILE_ELSEWHERE', retryable: false, details: { statusCode: 9202 } },
    })
  },
  'patient-pin': withCard({
    phase: 'identified',
    insurance: null,
    steps: [
      { step: 'read', state: 'done', ms: 96 },
      { step: 'authenticate', state: 'failed', ms: 400 },
    ],
    fault: { code: 'PATIENT_PIN_NEEDED', retryable: false, details: { statusCode: 1511 } },
  }),
  'key-lost': (world) => {
    world.startup = { ...world.startup, failure: { code: 'STORE_KEY_LOST', retryable: false } }
  },
  damaged: (world) => {
    world.startup = { ...world.startup, failure: { code: 'STORE_CORRUPT', retryable: false } }
    world.care = damagedCare()
  },
  'tail-lost': (world) => {
    world.care = shortCare()
  },
  'care-missing': (world) => {
    world.care = uncaredFor()
  },
  future: (world) => {
    world.startup = { ...world.startup, failure: { code: 'STORE_FROM_FUTURE', retryable: false } }
  },
  'settings-invalid': (world) => {
    world.startup = { ...world.startup, failure: { code: 'SETTINGS_INVALID', retryable: false } }
    world.settings = null
    world.settingsProblem = 'nhiServer.baseUrls: Invalid URL'
  },
  unconfigured: (world) => {
    world.settings = null
  },
  'papers-awaited': (world) => {
    world.delays['print:documents'] = 600_000
  },
  ...earlierScenes,
  ...uploadScenes,
  ...virtualScenes,
  ...lapsedScenes,
  journey: (world) => {
    world.delays['registration:register'] = 900
    world.begin = () => {
      const show = (change: object, afterMs: number): void => {
        setTimeout(() => {
          world.session = session(change)
          world.tell('card:changed', world.session)
        }, afterMs)
      }
      show({ phase: 'identified', insurance: null, steps: [{ step: 'read', state: 'done', ms: 96 }] }, 300)
      show({}, 2500)
    }
  },
}

export const buildScene = (name: string): World => {
  const world = baseWorld()
  const scene = scenes[name]
  if (scene === undefined) throw new Error(`no scene ${name}; there are ${Object.keys(scenes).join(', ')}`)
  scene(world)
  return world
}
