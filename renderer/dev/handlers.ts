import { CodeDescriptionSchema } from '../../preload/contract/codes/codes.ts'
import type { AppError } from '../../preload/contract/result.ts'
import type { MakeUpItem } from '../../preload/contract/visit/makeUp.ts'
import { EncounterIdSchema, InstantSchema, IsoDateSchema, PractitionerIdSchema } from '../../preload/contract/words.ts'
import nhiCodes from '../../resources/code-systems/nhi-codes.json'
import departments from '../../resources/rules/departments.json'
import { appointmentHandlers, appointmentOffers } from './answers/appointments.ts'
import { auditHandlers } from './answers/audit.ts'
import { cardContent } from './answers/cardContent.ts'
import { careHandlers } from './answers/care.ts'
import { codeTableHandlers } from './answers/codeTables.ts'
import { moneyHandlers } from './answers/money.ts'
import { openAlerts } from './answers/orderAlerts.ts'
import { matches, orderHandlers, problemsOf } from './answers/orders.ts'
import { patientChartHandlers } from './answers/patientCharts.ts'
import { patientFormHandlers } from './answers/patientForms.ts'
import { printHandlers } from './answers/printing.ts'
import { recordHandlers } from './answers/records.ts'
import { remoteAndHomeHandlers } from './answers/remoteAndHome.ts'
import { reportHandlers } from './answers/reports.ts'
import { templateHandlers } from './answers/templates.ts'
import { uploadHandlers } from './answers/uploads.ts'
import { samplePrice, summaryOf, upload, visit } from './answers/visits.ts'
import { vitalHandlers } from './answers/vitals.ts'
import fixtures from './fixtures.json'
import { type Handlers, id, instant, type World } from './world.ts'

const notFound: AppError = { code: 'NOT_FOUND', retryable: false }
const now = () => InstantSchema.parse(instant())

const changeVisit = (
  world: World,
  encounterId: string,
  change: (old: World['visits'][number]) => World['visits'][number],
): World['visits'][number] | AppError => {
  const index = world.visits.findIndex((entry) => entry.encounterId === encounterId)
  const old = world.visits[index]
  if (old === undefined) return notFound
  const next = change(old)
  world.visits[index] = next
  setTimeout(() => world.tell('visit:changed', { encounterId: next.encounterId }), 0)
  return next
}

const endMakeUp = (
  world: World,
  encounterId: string,
  change: (old: MakeUpItem) => MakeUpItem,
): MakeUpItem | AppError => {
  const index = world.makeUps.findIndex((entry) => entry.encounterId === encounterId)
  const old = world.makeUps[index]
  if (old === undefined) return notFound
  const next = { ...change(old), endedAt: now() }
  world.makeUps[index] = next
  setTimeout(() => world.tell('visit:changed', { encounterId: next.encounterId }), 0)
  return next
}

const choicesOf = (codes: readonly { readonly code: string; readonly name: string }[]) =>
  codes.map((entry) => ({ ...entry, doubt: null, needsReason: entry.code === 'Z000' }))

export const handlers: Handlers = {
  ...reportHandlers,
  'app:startup': (world) => world.startup,
  'preferences:get': (world) => world.preferences,
  'preferences:set': (world, change) => {
    Object.assign(world.preferences, change)
    return world.preferences
  },
  'scanner-port:current': (world) => world.scanner,
  'scanner-port:find': () => ({ ports: [{ path: 'COM3', name: 'USB Serial Device (COM3)' }] }),
  'scanner-port:choose': (world, { port }) => {
    world.scanner = { port, state: port === null ? 'off' : port.path === 'COM3' ? 'open' : 'absent' }
    return world.scanner
  },
  'settings:current': (world) => ({
    settings: world.settings,
    file: '/home/desk/settings.json',
    problem: world.settingsProblem,
  }),
  'settings:save': () => ({ file: '/home/desk/settings.json' }),
  'settings:probe-certificate': () => ({
    sha256Fingerprint: 'ab'.repeat(32),
    subject: 'CN=localhost',
    validUntil: '2027-12-31',
  }),
  'settings:find-ways': () => ({
    findings: [
      { adapter: 'control6', state: 'not-pinned' },
      { adapter: 'cshis', state: 'found' },
      { adapter: 'vhc-sdk', state: 'absent' },
    ],
    chosen: 'control6',
  }),
  'app:first-screen': () => ({}),
  'app:restart': () => ({}),
  'reader-check:run': (world) => {
    for (const line of world.checkLines) world.tell('reader-check:progress', line)
    return { startedAt: now(), endedAt: now(), cancelled: false, lines: [...world.checkLines] }
  },
  'reader-check:cancel': () => ({}),
  'reader-check:copy': () => ({}),
  ...auditHandlers,
  ...recordHandlers,
  ...vitalHandlers,
  ...templateHandlers,
  ...careHandlers,
  ...codeTableHandlers,
  'codes:all': () => CodeDescriptionSchema.array().parse(nhiCodes.concepts),
  'codes:departments': () => departments.entries.map(({ code, nameZh, nameEn }) => ({ code, nameZh, nameEn })),
  'journal:unresolved': (world) => world.unresolved,
  'journal:settle': (world, { entryId }) => {
    world.unresolved = world.unresolved.filter((act) => act.entryId !== entryId)
    setTimeout(() => world.tell('journal:changed', {}), 0)
    return null
  },
  'registration:other-serial': (world) => world.otherSerial,
  'card:current': (world) => world.session,
  'card:read-again': (world) => world.session,
  'card:update': (world) => world.session,
  'card:content': (world) => (world.session === null ? { code: 'CARD_ABSENT', retryable: true } : cardContent()),
  'virtual-card:accept': (world) => {
    if (world.arriving !== null) {
      world.session = world.arriving
      world.tell('card:changed', world.session)
    }
    return world.session ?? { code: 'VIRTUAL_CARD_UNKNOWN', retryable: false }
  },
  'virtual-card:give-up': () => null,
  'virtual-card:delegate': (world, { delegate }) => {
    if (world.session === null || world.session.virtual === null) return { code: 'CARD_ABSENT', retryable: true }
    world.session = { ...world.session, virtual: { ...world.session.virtual, delegate } }
    world.tell('card:changed', world.session)
    return world.session
  },
  'virtual-card:put-away': (world) => {
    world.session = null
    setTimeout(() => world.tell('card:changed', null), 0)
    return null
  },
  ...uploadHandlers,
  'patient:search': (world, { text, limit }) =>
    world.patients
      .filter((entry) => matches(text, entry.name, entry.chartNumber, entry.birthDate))
      .slice(0, limit)
      .map((entry) => ({ ...entry, match: matches(text, entry.name) ? ('name' as const) : ('birthday' as const) })),
  ...patientChartHandlers,
  ...patientFormHandlers,
  'patient:reveal-id': () => ({ nationalId: 'A123456789' }),
  ...orderHandlers,
  'status:current': (world) => world.status,
  'readers:assign': (world, { role, reader }) => {
    const { readers, roles } = world.status.reader
    for (const one of readers) if (one.role === role) one.role = null
    for (const one of readers) if (one.name === reader) one.role = role
    roles[role] = 'assigned'
    const own = readers.find((one) => one.role === 'patient')
    Object.assign(world.status.reader, {
      state: own === undefined ? 'no-reader' : 'ready',
      readerName: own?.name ?? null,
      cardPresent: own?.cardPresent ?? false,
      choiceNeeded: own === undefined,
    })
    world.tell('status:changed', world.status)
    return world.status
  },
  'screen:capture': () => ({ code: 'SCREEN_NOT_CAPTURED', retryable: true }),
  'sam:verify': (world) => world.status,
  'professional:verify-pin': (world, { pin }) =>
    pin === '123456'
      ? world.status
      : { code: 'PROFESSIONAL_PIN_WRONG', retryable: false, details: { statusCode: 9039, source: 'control' } },
  'sam:reopen': (world) => world.status,
  'professional:change-pin': (world) => world.status,
  'professional:unlock': (world, { puk }) =>
    puk === '12345678' ? world.status : { code: 'PROFESSIONAL_PUK_WRONG', retryable: false },
  'professional:log-out': (world) => world.status,
  'patient-pin:verify': (_, { pin }) => (pin === '1234' ? {} : { code: 'PATIENT_PIN_WRONG', retryable: false }),
  'patient-pin:change': (_, { pin }) =>
    pin === null || pin === '1234'
      ? {}
      : { code: 'PATIENT_PIN_WRONG', retryable: false, details: { statusCode: 5102 } },
  'patient-pin:disable': (_, { pin }) =>
    pin === '1234' ? {} : { code: 'PATIENT_PIN_WRONG', retryable: false, details: { statusCode: 5102 } },
  'status:probe': (world) => world.status,
  'registration:options': (world, { patientId }) => ({
    practitioners: fixtures.doctors.map((doctor, index) => ({
      practitionerId: doctor.id as never,
      name: doctor.name,
      waiting: world.visits.filter((entry) => entry.state === 'waiting').length + index,
      off: null,
      fullAt: null,
    })),
    rooms: fixtures.rooms,
    treatmentItems: fixtures.treatmentItems.map(({ copayment, ...item }) => ({
      ...item,
      copayment: copayment === null ? null : { code: copayment, reason: 'general' },
    })),
    copaymentCodes: fixtures.copaymentCodes,
    exceptionCodes: choicesOf(fixtures.exceptionCodes),
    appointments: appointmentOffers(),
    refill: null,
    proposed: {
      appointmentId: null,
      practitionerId: 'dr-1' as never,
      roomId: '1',
      session: 'morning',
      treatmentItem: '01',
      copaymentCode: 'D10',
      copaymentReason: 'general',
      exceptionCode: patientId === null ? null : 'Z000',
    },
  }),
  'registration:register': (world, input) => {
    const number = Math.max(0, ...world.visits.map(({ queueNumber }) => queueNumber)) + 1
    const made = visit(number, 'waiting', {
      exceptionCode: input.exceptionCode,
      attendance: input.attendance ?? 'on-site',
      ...(world.session?.patient == null ? {} : { patient: world.session.patient }),
    })
    world.visits.push(made)
    world.tell('visit:progress', { encounterId: null, step: 'take-serial', state: 'done', ms: 412 })
    world.tell('visit:changed', { encounterId: made.encounterId })
    return summaryOf(made)
  },
  'make-up:list': (world) => ({
    items: world.makeUps,
    unknownYears: [],
    cash: { taken: 500, refunded: 500, held: 1000 },
  }),
  'make-up:owed-terms': () => ({
    deposit: 500,
    workingDays: 10,
    dueOn: IsoDateSchema.parse('2026-12-09'),
    unknownYears: [],
  }),
  'make-up:register-owed': (world) => {
    const number = Math.max(0, ...world.visits.map(({ queueNumber }) => queueNumber)) + 1
    const dueOn = IsoDateSchema.parse('2026-12-09')
    const made = visit(number, 'waiting', {
      visitSequenceNumber: null,
      cardDebt: { state: 'open', deposit: 500, dueOn, refund: 0, endedAt: null },
    })
    world.visits.push(made)
    world.tell('visit:changed', { encounterId: made.encounterId })
    return summaryOf(made)
  },
  'make-up:return-card': (world, { encounterId, lateRefund }) =>
    endMakeUp(world, encounterId, (old) => ({
      ...old,
      state: 'done',
      refund: old.daysLeft < 0 ? (lateRefund?.amount ?? 0) : old.deposit,
      reason: lateRefund?.reason ?? null,
    })),
  'make-up:make-up-visit': (world, { encounterId }) =>
    endMakeUp(world, encounterId, (old) => ({ ...old, state: 'done' })),
  'make-up:keep-deposit': (world, { encounterId, reason }) =>
    endMakeUp(world, encounterId, (old) => ({ ...old, state: 'kept', reason })),
  ...remoteAndHomeHandlers,
  ...moneyHandlers,
  ...appointmentHandlers,
  ...printHandlers,
  'queue:list': (world) =>
    world.visits
      .filter(({ state, earlier }) => state === 'waiting' && earlier?.isInLine !== false)
      .map(({ encounterId }, index) => ({
        encounterId,
        state: index === 3 ? 'skipped' : index === 0 ? 'called' : 'waiting',
        isPriority: index === 1,
        calledAt: null,
        times: index === 0 ? 1 : 0,
        reason: '',
        turn: index === 3 ? null : index + 1,
        waitMinutes: index === 3 ? null : (index + 1) * 6,
      })),
  'queue:move': () => ({ code: 'VISIT_STATE', retryable: false }),
  'queue:hand-over': (world, { encounterIds, practitionerId, roomId }) => {
    const to = {
      practitionerId: PractitionerIdSchema.parse(practitionerId),
      practitionerName: fixtures.doctors.find(({ id }) => id === practitionerId)?.name ?? practitionerId,
      roomName: fixtures.rooms.find((room) => room.roomId === roomId)?.name ?? roomId,
    }
    for (const encounterId of encounterIds) changeVisit(world, encounterId, (old) => ({ ...old, ...to }))
    return { moved: encounterIds.length }
  },
  'display:current': () => ({ isOpen: false, hasOwnScreen: false }),
  'display:switch': (_, { isOpen }) => ({ isOpen, hasOwnScreen: false }),
  'visit:list': (world) => world.visits.map(summaryOf),
  'visit:detail': (world, { encounterId }) =>
    world.visits.find((entry) => entry.encounterId === encounterId) ?? notFound,
  'registration:cancel': (world, { encounterId }) => {
    const cancelled = changeVisit(world, encounterId, (old) => ({ ...old, state: 'cancelled' }))
    return 'code' in cancelled ? cancelled : summaryOf(cancelled)
  },
  'consultation:start': (world, { encounterId }) =>
    changeVisit(world, encounterId, (old) => ({ ...old, state: 'in-consultation' })),
  'consultation:put-back': (world, { encounterId }) => {
    const back = changeVisit(world, encounterId, (old) => ({ ...old, state: 'waiting' }))
    return 'code' in back ? back : summaryOf(back)
  },
  'consultation:save-draft': () => ({ savedAt: now() }),
  'consultation:finish': (world, { encounterId, soap, diagnoses, orders, alertReasons }) => {
    const nothingOpen = { problems: [], missing: [], unbillable: [], alerts: [], savedAt: now() }
    if (diagnoses.length === 0) return { visit: null, ...nothingOpen, missing: ['diagnosis'] }
    const problems = problemsOf(orders)
    if (problems.length > 0) return { visit: null, ...nothingOpen, problems }
    const alerts = openAlerts(world, orders, alertReasons)
    if (alerts.length > 0) return { visit: null, ...nothingOpen, alerts }
    const done = changeVisit(world, encounterId, (old) => ({
      ...old,
      state: 'to-pay',
      soap,
      diagnoses,
      orders,
      price: samplePrice,
    }))
    return 'code' in done ? done : { visit: done, ...nothingOpen }
  },
  'consultation:reopen': (world, { encounterId }) =>
    changeVisit(world, encounterId, (old) => ({ ...old, state: 'in-consultation', price: null })),
  'copayment:choices': () => fixtures.copaymentCodes,
  'copayment:change': (world, { encounterId, copaymentCode }) =>
    changeVisit(world, encounterId, (old) => ({ ...old, copaymentCode })),
  'cashier:close': (world, { encounterId, received, exceptionCode }) => {
    const id0 = EncounterIdSchema.parse(encounterId)
    for (const [step, ms] of [
      ['check-card', 130],
      ['write-fees', 420],
      ['write-orders', 510],
      ['save', 8],
    ] as const) {
      world.tell('visit:progress', { encounterId: id0, step, state: 'done', ms })
    }
    return changeVisit(world, encounterId, (old) => ({
      ...old,
      state: 'closed',
      exceptionCode,
      cardWrite: exceptionCode === null ? 'written' : 'impossible',
      paid: { amount: 200, received, paidAt: now() },
      uploads: [upload(8000 + old.queueNumber, 'nhi-upload'), upload(9000 + old.queueNumber, 'clinic-cloud')],
    }))
  },
  'registration:propose-exception': () => ({ proposed: 'A020' }),
  'cashier:exception-options': () => ({ codes: choicesOf(fixtures.closingCodes), proposed: 'A021' }),
}

export const patientCardId = id(77)
