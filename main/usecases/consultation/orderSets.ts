import type { OrderDraft } from '../../../preload/contract/orders/order.ts'
import type { OrderSet, OrderSetId } from '../../../preload/contract/orders/orderSet.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import { orderKindOf } from '../../domain/tables/codeSystem.ts'
import type { HandlerInput, HandlerOutput } from '../../ipc/handlers.ts'
import { byCodes, type CatalogConcept } from '../../store/codes/catalogRepository.ts'
import type { WriteTx } from '../../store/handles.ts'
import { deleteOrderSet, keepOrderSet, orderSetsFor } from '../../store/record/orderSetRepository.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import { type DeskContext, dayOf } from '../context.ts'

const systems = ['nhi-drug', 'nhi-procedure', 'nhi-material'] as const

const conceptsOf = (
  { store }: DeskContext,
  orders: readonly Pick<OrderDraft, 'code'>[],
  day: string,
): Promise<ReadonlyMap<string, CatalogConcept>> =>
  byCodes(
    store.db,
    systems,
    orders.map(({ code }) => code),
    day,
  )

export const listOrderSets = async (
  context: DeskContext,
  { practitionerId }: HandlerInput<'order-set:list'>,
): Promise<Result<HandlerOutput<'order-set:list'>>> => ok([...(await orderSetsFor(context.store.db, practitionerId))])

const write = async (
  context: DeskContext,
  deed: (tx: WriteTx) => Promise<void>,
): Promise<Result<Record<string, never>>> => {
  const written = await context.store.write(deed)
  if (!written.ok) return written
  context.publish('order-sets:changed', {})
  return ok({})
}

/** Keeps orders as a set, each with the name the catalogue has for it today, so that it can be named once its code has ended. */
export const saveOrderSet = async (
  context: DeskContext,
  { orderSetId, orders, ...about }: HandlerInput<'order-set:save'>,
): Promise<Result<OrderSet>> => {
  const concepts = await conceptsOf(context, orders, dayOf(context.now()))
  const set: OrderSet = {
    ...about,
    orderSetId: orderSetId ?? (context.newId() as OrderSetId),
    orders: orders.map((order) => {
      const concept = concepts.get(order.code)
      return { ...order, name: concept?.displayZh || concept?.displayEn || order.code }
    }),
  }
  const kept = await write(context, (tx) => keepOrderSet(tx, set, orderSetId === null, context.now()))
  return kept.ok ? ok(set) : kept
}

export const removeOrderSet = (context: DeskContext, orderSetId: OrderSetId) =>
  write(context, (tx) => deleteOrderSet(tx, orderSetId, context.now()))

export const restoreOrderSet = (context: DeskContext, orderSetId: OrderSetId) =>
  write(context, (tx) => deleteOrderSet(tx, orderSetId, null))

/** Codes of these orders that are not in force on the day of a visit, or of another kind than they were. `NOT_FOUND`. */
export const endedOrders = async (
  context: DeskContext,
  { encounterId, orders }: HandlerInput<'order-set:ended'>,
): Promise<Result<HandlerOutput<'order-set:ended'>>> => {
  const encounter = await byId(context.store.db, encounterId)
  if (encounter === null) return fail('NOT_FOUND')
  const concepts = await conceptsOf(context, orders, encounter.day)
  const isStanding = ({ kind, code }: Pick<OrderDraft, 'kind' | 'code'>): boolean => {
    const concept = concepts.get(code)
    return concept !== undefined && orderKindOf(concept.system) === kind
  }
  return ok({ codes: [...new Set(orders.filter((order) => !isStanding(order)).map(({ code }) => code))] })
}
