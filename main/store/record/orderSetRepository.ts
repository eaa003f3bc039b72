import { z } from 'zod'
import { type OrderSet, OrderSetSchema } from '../../../preload/contract/orders/orderSet.ts'
import type { PractitionerId } from '../../../preload/contract/words.ts'
import type { ReadDb, WriteTx } from '../handles.ts'
import { fromJson } from '../jsonColumn.ts'
import { refuse } from '../refuse.ts'
import type { OrderSetTable } from './orderTables.ts'

const OrdersSchema = z.array(OrderSetSchema.shape.orders.element)

const toOrderSet = (row: OrderSetTable): OrderSet => ({
  orderSetId: row.id as OrderSet['orderSetId'],
  practitionerId: row.practitioner_id as PractitionerId | null,
  name: row.name,
  keyword: row.keyword,
  orders: fromJson(OrdersSchema, row.orders),
})

const standing = async (db: ReadDb, practitionerId: PractitionerId | null): Promise<readonly OrderSet[]> => {
  const rows = await db
    .selectFrom('order_set')
    .selectAll()
    .where('practitioner_id', practitionerId === null ? 'is' : '=', practitionerId)
    .where('deleted_at', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .execute()
  return rows.map(toOrderSet)
}

/** The sets a practitioner may take: their own, then the clinic's, each by name. */
export const orderSetsFor = async (db: ReadDb, practitionerId: PractitionerId | null): Promise<readonly OrderSet[]> => [
  ...(practitionerId === null ? [] : await standing(db, practitionerId)),
  ...(await standing(db, null)),
]

/** Keeps a new set, or changes one that stands. `NOT_FOUND`. */
export const keepOrderSet = async (tx: WriteTx, set: OrderSet, isNew: boolean, at: number): Promise<void> => {
  const kept = {
    practitioner_id: set.practitionerId,
    name: set.name,
    keyword: set.keyword,
    orders: JSON.stringify(set.orders),
    changed_at: at,
  }
  if (isNew) {
    await tx
      .insertInto('order_set')
      .values({ id: set.orderSetId, ...kept, deleted_at: null })
      .execute()
    return
  }
  const { numUpdatedRows } = await tx
    .updateTable('order_set')
    .set(kept)
    .where('id', '=', set.orderSetId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) refuse('NOT_FOUND')
}

/** Deletes a set that stands (`at`), or brings a deleted one back (null). `NOT_FOUND`. */
export const deleteOrderSet = async (
  tx: WriteTx,
  orderSetId: OrderSet['orderSetId'],
  at: number | null,
): Promise<void> => {
  const { numUpdatedRows } = await tx
    .updateTable('order_set')
    .set({ deleted_at: at })
    .where('id', '=', orderSetId)
    .where('deleted_at', at === null ? 'is not' : 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) refuse('NOT_FOUND')
}
