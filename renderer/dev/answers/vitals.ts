import { type AlertReason, alertKey } from '../../../preload/contract/orders/orderAlert.ts'
import {
  type VisitVitals,
  VisitVitalsSchema,
  type VitalChange,
  VitalReadingSchema,
  vitalKinds,
} from '../../../preload/contract/visit/vitals.ts'
import fixtures from '../fixtures.json'
import { type Handlers, instant, type World } from '../world.ts'

const limits = {
  systolic: [30, 320, 91, 129, 0, 'mmHg'],
  diastolic: [10, 220, null, 79, 0, 'mmHg'],
  pulse: [20, 320, 51, 90, 0, '/min'],
  temperature: [25, 45, 36.1, 37.9, 1, '°C'],
  respiration: [4, 120, 12, 20, 0, '/min'],
  'oxygen-saturation': [30, 100, 94, null, 0, '%'],
  height: [20, 250, null, null, 1, 'cm'],
  weight: [0.3, 400, null, null, 2, 'kg'],
  waist: [20, 250, null, 89.9, 1, 'cm'],
  pain: [0, 10, null, null, 0, ''],
  glucose: [10, 1500, 70, 199, 0, 'mg/dL'],
} as const

const fields = vitalKinds.map((kind) => {
  const [from, to, low, high, decimals, unit] = limits[kind]
  return {
    kind,
    meal: kind === 'glucose' ? 'random' : null,
    unit,
    decimals,
    possible: { from, to },
    usual: low === null && high === null ? null : { from: low, to: high },
    rule: fixtures.ruleTitles.examination,
  }
})

const reading = ({ kind, value, meal }: VitalChange) => {
  const [, , low, high] = limits[kind]
  const mark =
    value !== null && high !== null && value > high
      ? 'high'
      : value !== null && low !== null && value < low
        ? 'low'
        : null
  return {
    kind,
    value,
    meal: kind === 'glucose' ? (meal ?? 'random') : null,
    measuredAt: instant(),
    measuredBy: '',
    mark,
  }
}
const withoutMark = ({ mark: _, ...others }: ReturnType<typeof reading>) =>
  VitalReadingSchema.parse({ ...others, measuredBy: fixtures.person })
const ofKind = (kind: VitalChange['kind'], value: number): VitalChange => ({ kind, value, meal: null })

const start = (encounterId: string): VisitVitals =>
  VisitVitalsSchema.parse({
    encounterId,
    fields,
    values: [ofKind('systolic', 142), ofKind('diastolic', 78), ofKind('temperature', 38.4)].map(reading),
    bodyMass: null,
    earlier: [
      {
        visitedOn: '2026-10-02',
        values: [ofKind('systolic', 128), ofKind('diastolic', 76), ofKind('weight', 70.5)].map(reading),
      },
    ],
  })

const standing = new WeakMap<World, Map<string, VisitVitals>>()
const vitalsOf = (world: World): Map<string, VisitVitals> => {
  const known = standing.get(world) ?? new Map<string, VisitVitals>()
  standing.set(world, known)
  return known
}

const judged = (vitals: VisitVitals, changes: readonly VitalChange[]) => {
  const isRefused = ({ kind, value }: VitalChange): boolean =>
    value !== null && (value < limits[kind][0] || value > limits[kind][1])
  const taken = changes.filter((change) => !isRefused(change))
  const kinds = new Set(taken.map(({ kind }) => kind))
  const values = [
    ...vitals.values.filter(({ kind }) => !kinds.has(kind)),
    ...taken.filter(({ value }) => value !== null).map(reading),
  ]
  return {
    vitals: VisitVitalsSchema.parse({ ...vitals, values }),
    refused: changes.filter(isRefused).map(({ kind }) => ({ kind, reason: 'impossible' as const })),
  }
}

const overridden = (code: string): AlertReason => ({
  key: alertKey({ kind: 'allergy', code, substance: 'acetaminophen', detail: 'Panadol' }),
  choice: 'tolerated',
  words: '',
})

/** Vital signs and earlier visits of the pretend clinic. */
export const vitalHandlers = {
  'visit:history': (world, { encounterId, text, after, limit }) => {
    const history = world.visits.find((visit) => visit.encounterId === encounterId)?.history ?? []
    const found = history.filter((visit) => JSON.stringify(visit).includes(text))
    const from = found.findIndex((visit) => visit.encounterId === after) + 1
    const entries = found.slice(from, from + limit).map((visit, index) => ({
      ...visit,
      state: index === 2 ? ('cancelled' as const) : ('closed' as const),
      version: index === 1 ? 2 : 1,
      orders: visit.orders.map((order, line) => ({ ...order, daysLeft: index === 0 && line === 0 ? 2 : 0 })),
      alertReasons: index === 0 ? visit.orders.slice(0, 1).map(({ code }) => overridden(code)) : [],
      returnOn: null,
      vitals: index === 0 ? [ofKind('systolic', 128), ofKind('diastolic', 76)].map(reading).map(withoutMark) : [],
    }))
    return { entries, hasMore: found.length > from + limit }
  },
  'vitals:of-visit': (world, { encounterId }) => vitalsOf(world).get(encounterId) ?? start(encounterId),
  'vitals:save': (world, { encounterId, changes }) => {
    const answer = judged(vitalsOf(world).get(encounterId) ?? start(encounterId), changes)
    vitalsOf(world).set(encounterId, answer.vitals)
    return answer
  },
  'vitals:judge': (world, { encounterId, changes }) =>
    judged(vitalsOf(world).get(encounterId) ?? start(encounterId), changes),
} satisfies Partial<Handlers>
