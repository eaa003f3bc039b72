import { type OrderSet, OrderSetSchema } from '../../../preload/contract/orders/orderSet.ts'
import fixtures from '../fixtures.json'
import { type Handlers, id, type World } from '../world.ts'

const named = (orders: readonly { code: string }[]) =>
  orders.map((order) => ({
    ...order,
    name: fixtures.orders.find(({ code }) => code === order.code)?.nameZh ?? order.code,
  }))

/** A set of the doctor's and one of the clinic's. */
export const sampleOrderSets = (): OrderSet[] =>
  (['dr-1', null] as const).map((practitionerId, index) =>
    OrderSetSchema.parse({
      orderSetId: id(6600 + index),
      practitionerId,
      name: fixtures.orderSets[index],
      keyword: ['cold', ''][index],
      orders: named(
        fixtures.orders.slice(0, 3 - index).map(({ kind, code, usual }) => ({ kind, code, ...usual, site: '' })),
      ),
    }),
  )

const changed = (world: World): Record<string, never> => {
  setTimeout(() => world.tell('order-sets:changed', {}), 0)
  return {}
}
const deleted: OrderSet[] = []

/** Sets of orders of the pretend clinic. */
export const orderSetHandlers = {
  'order-set:list': (world) => world.orderSets,
  'order-set:save': (world, { orderSetId, orders, ...about }) => {
    const set = OrderSetSchema.parse({
      ...about,
      orderSetId: orderSetId ?? id(6700 + world.orderSets.length),
      orders: named(orders),
    })
    world.orderSets = [...world.orderSets.filter((one) => one.orderSetId !== set.orderSetId), set]
    changed(world)
    return set
  },
  'order-set:delete': (world, { orderSetId }) => {
    deleted.push(...world.orderSets.filter((one) => one.orderSetId === orderSetId))
    world.orderSets = world.orderSets.filter((one) => one.orderSetId !== orderSetId)
    return changed(world)
  },
  'order-set:restore': (world, { orderSetId }) => {
    world.orderSets = [...world.orderSets, ...deleted.filter((one) => one.orderSetId === orderSetId)]
    return changed(world)
  },
  'order-set:ended': () => ({ codes: [] }),
} satisfies Partial<Handlers>
