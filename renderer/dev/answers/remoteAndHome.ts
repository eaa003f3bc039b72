import type { AppError } from '../../../preload/contract/result.ts'
import { ConsentSchema, isRemote } from '../../../preload/contract/visit/attendance.ts'
import type { HomeCheck, HomeStop } from '../../../preload/contract/visit/homeRoute.ts'
import { type RemoteVisit, RemoteVisitSchema } from '../../../preload/contract/visit/remoteVisit.ts'
import { InstantSchema } from '../../../preload/contract/words.ts'
import fixtures from '../fixtures.json'
import { person } from '../people.ts'
import { type Handlers, id, instant, type World } from '../world.ts'

const minute = 60_000
const notFound: AppError = { code: 'NOT_FOUND', retryable: false }
const at = (offsetMs: number) => InstantSchema.parse(instant(offsetMs))

const spoken = (offsetMs: number) =>
  ConsentSchema.parse({
    how: 'spoken',
    reason: null,
    takenBy: fixtures.doctors[0]?.name,
    takenAt: at(offsetMs),
  })

export const remoteVisit = (number: number, change: Partial<RemoteVisit>): RemoteVisit =>
  RemoteVisitSchema.parse({
    remoteVisitId: id(6000 + number),
    encounterId: null,
    patient: person(number),
    attendance: 'video',
    consent: spoken(-3 * minute),
    state: 'waiting',
    requestedAt: at(-3 * minute),
    waitsUntil: at(7 * minute),
    endedAt: null,
    fault: null,
    cardSessionId: null,
    ...change,
  })

/** One of each state that stands in the list. */
export const everyRemoteVisit = (): RemoteVisit[] => [
  remoteVisit(41, {}),
  remoteVisit(42, { attendance: 'phone', fault: { code: 'NHI_UNREACHABLE', retryable: true } }),
  remoteVisit(43, { state: 'approved', waitsUntil: null }),
  remoteVisit(44, { state: 'silent', requestedAt: at(-10 * minute), waitsUntil: null }),
  remoteVisit(45, {
    state: 'refused',
    waitsUntil: null,
    endedAt: at(-minute),
    fault: { code: 'REMOTE_VISIT_REFUSED', retryable: true },
  }),
  remoteVisit(46, { state: 'interrupted', waitsUntil: null }),
]

/** A waiting visit as one by video or phone. */
export const remoteOf = (entry: World['visits'][number]): World['visits'][number] => ({
  ...entry,
  attendance: entry.queueNumber === 2 ? 'phone' : 'video',
  consent: spoken(-20 * minute),
})

export const homeStops = (world: World): HomeStop[] => [
  ...[51, 52].map((number): HomeStop => ({ patient: person(number), visit: null })),
  ...world.visits.slice(0, 1).map(
    ({ patient, encounterId, queueNumber, state }): HomeStop => ({
      patient,
      visit: { encounterId, queueNumber, state, attendance: 'home', exceptionCode: null },
    }),
  ),
]

export const homeCheck = (online: boolean): HomeCheck => {
  const obstacles = online ? [] : (['network'] as const)
  return {
    checkedAt: at(0),
    control: 'ok',
    sam: { state: 'verified', until: at(5 * 60 * minute) },
    network: online ? 'up' : 'down',
    reader: true,
    ways: [
      { way: 'virtual', possible: online, obstacles: [...obstacles] },
      { way: 'plastic', possible: online, obstacles: [...obstacles] },
      { way: 'exception', possible: !online, obstacles: [] },
    ],
  }
}

const changeRemote = (
  world: World,
  remoteVisitId: string,
  change: (old: RemoteVisit) => RemoteVisit | null,
): { items: RemoteVisit[] } | AppError => {
  const old = world.remoteVisits.find((entry) => entry.remoteVisitId === remoteVisitId)
  if (old === undefined) return notFound
  const next = change(old)
  world.remoteVisits = world.remoteVisits.flatMap((entry) => (entry === old ? (next === null ? [] : [next]) : [entry]))
  const state = next?.state ?? 'put-away'
  setTimeout(() => world.tell('remote-visit:changed', { remoteVisitId: old.remoteVisitId, state }), 0)
  return { items: world.remoteVisits }
}

const routeOf = (world: World) => ({ day: world.startup.today, stops: world.homeStops })

const changeStops = (world: World, stops: HomeStop[]) => {
  world.homeStops = stops
  setTimeout(() => world.tell('home-route:changed', { day: world.startup.today }), 0)
  return routeOf(world)
}

type Topics = `remote-visit:${string}` | `home-route:${string}`

const askRemote = (world: World, asked: Pick<RemoteVisit, 'patient' | 'attendance' | 'encounterId'>): RemoteVisit => {
  const made = remoteVisit(60 + world.remoteVisits.length, { ...asked, requestedAt: at(0) })
  world.remoteVisits.push(made)
  setTimeout(() => world.tell('remote-visit:changed', { remoteVisitId: made.remoteVisitId, state: 'waiting' }), 0)
  return made
}

export const remoteAndHomeHandlers: Pick<Handlers, Extract<keyof Handlers, Topics>> = {
  'remote-visit:request': (world, { patientId, attendance }) => {
    const patient = world.patients.find((entry) => entry.patientId === patientId)
    return patient === undefined
      ? { code: 'PATIENT_UNKNOWN', retryable: false }
      : askRemote(world, { patient, attendance, encounterId: null })
  },
  'remote-visit:ask-again': (world, { encounterId }) => {
    const visit = world.visits.find((entry) => entry.encounterId === encounterId)
    if (visit === undefined) return notFound
    const { patient, attendance } = visit
    world.remoteVisits = world.remoteVisits.filter((each) => each.encounterId !== encounterId)
    return isRemote(attendance)
      ? askRemote(world, { patient, attendance, encounterId: visit.encounterId })
      : { code: 'VISIT_STATE', retryable: false }
  },
  'remote-visit:consent-refused': () => null,
  'remote-visit:list': (world) => ({ items: world.remoteVisits }),
  'remote-visit:wait-on': (world, { remoteVisitId }) =>
    changeRemote(world, remoteVisitId, (old) => ({ ...old, state: 'waiting' })),
  'remote-visit:cancel': (world, { remoteVisitId }) => changeRemote(world, remoteVisitId, () => null),
  'remote-visit:present': (world, { remoteVisitId }) =>
    world.session === null
      ? changeRemote(world, remoteVisitId, () => null)
      : { code: 'DESK_OCCUPIED', retryable: true },
  'home-route:show': routeOf,
  'home-route:add': (world, { patientId }) => {
    const patient = world.patients.find((entry) => entry.patientId === patientId)
    return patient === undefined ? notFound : changeStops(world, [...world.homeStops, { patient, visit: null }])
  },
  'home-route:remove': (world, { patientId }) =>
    changeStops(
      world,
      world.homeStops.filter(({ patient }) => patient.patientId !== patientId),
    ),
  'home-route:move': (world, { patientId, by }) => {
    const from = world.homeStops.findIndex(({ patient }) => patient.patientId === patientId)
    const stop = world.homeStops[from]
    if (stop === undefined) return notFound
    const to = Math.min(Math.max(from + by, 0), world.homeStops.length - 1)
    return changeStops(world, world.homeStops.toSpliced(from, 1).toSpliced(to, 0, stop))
  },
  'home-route:check': (world) => world.homeCheck,
}
