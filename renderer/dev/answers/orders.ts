import type { ChannelInput, ChannelOutput } from '../../../preload/contract/index.ts'
import { InstantSchema } from '../../../preload/contract/words.ts'
import fixtures from '../fixtures.json'
import { type Handlers, instant } from '../world.ts'
import { alertsOn } from './orderAlerts.ts'
import { orderSetHandlers } from './orderSets.ts'
import { samplePrice } from './visits.ts'

type Orders = ChannelInput<'pricing:preview'>['orders']
const timesPerDay: Readonly<Record<string, number>> = { QD: 1, BID: 2, TID: 3, QID: 4, HS: 1, Q6H: 4, Q8H: 3, QOD: 0.5 }
const quantityOf = (order: Orders[number]): number | null => {
  if (order.kind !== 'drug') return order.quantity ?? 1
  const times = timesPerDay[order.frequency ?? '']
  if (order.quantity != null) return order.quantity
  return times === undefined || order.dose === null || order.days === null ? null : order.dose * times * order.days
}
export const problemsOf = (orders: Orders): ChannelOutput<'pricing:preview'>['problems'] =>
  orders.flatMap((order, index): ChannelOutput<'pricing:preview'>['problems'] => {
    const line = index + 1
    if (order.kind !== 'drug') return []
    if (order.dose === null) return [{ line, field: 'dose', problem: 'required' }]
    if (order.days === null) return [{ line, field: 'days', problem: 'required' }]
    return quantityOf(order) === null ? [{ line, field: 'quantity', problem: 'quantity-needed' }] : []
  })

export const matches = (text: string, ...parts: readonly string[]): boolean =>
  parts.some((part) => part.toLowerCase().includes(text.toLowerCase()))

/** Catalogue, prices and refills of the pretend clinic. */
export const orderHandlers = {
  'catalog:search-diagnoses': (_, { text, limit }) =>
    fixtures.diagnoses
      .filter((entry) => matches(text, entry.code, entry.nameZh, entry.nameEn))
      .slice(0, text === '' ? 3 : limit)
      .map((entry, index) => ({ ...entry, favourite: index < 3 })),
  'catalog:mark-favourite': () => ({}),
  'catalog:search-orders': (_, { text, limit }) =>
    fixtures.orders
      .filter((entry) => matches(text, entry.code, entry.nameZh, entry.nameEn))
      .slice(0, text === '' ? 1 : limit)
      .map((entry, index) => ({
        ...entry,
        kind: entry.kind === 'drug' ? ('drug' as const) : ('procedure' as const),
        ingredient: '',
        favourite: index === 0,
      })),
  'catalog:order-vocabulary': () => ({
    frequencies: fixtures.frequencies.map((code) => ({
      code,
      name: code,
      timesPerDay: timesPerDay[code] ?? null,
      givesTotal: code in timesPerDay || code === 'STAT',
    })),
    routes: fixtures.routes.map((code) => ({ code, name: code })),
  }),
  'pricing:preview': (world, { orders }) => {
    const problems = problemsOf(orders)
    return {
      price: problems.length > 0 ? null : samplePrice,
      problems,
      quantities: orders.map(quantityOf),
      alerts: alertsOn(world, orders),
      unknownIngredients: [],
      unknownAllergies: fixtures.unknownAllergies,
    }
  },
  'refills:due': (world) => world.refills,
  'dispensing:pharmacists': (world) => world.pharmacists,
  'consultation:card-medication': (_, { read }) => ({
    readAt: read ? InstantSchema.parse(instant()) : null,
    drugs: read ? 6 : 0,
    fault: null,
  }),
  'consultation:nhi-alerts': (_, { codes }) => ({
    askedAt: InstantSchema.parse(instant()),
    alerts: codes.slice(0, 1).map((code) => ({ ...fixtures.nhiAlert, kind: 'interaction' as const, code })),
    fault: null,
  }),
  ...orderSetHandlers,
} satisfies Partial<Handlers>
