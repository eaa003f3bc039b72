import { afterEach, beforeEach, expect, it } from 'vitest'
import type { OrderDraft } from '../../../preload/contract/orders/order.ts'
import type { OrderSetId } from '../../../preload/contract/orders/orderSet.ts'
import type { PractitionerId } from '../../../preload/contract/words.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { registerVisit } from '../registration/registerVisit.ts'
import { drugOrder, lin, openTestDesk, type TestDesk } from '../testDesk.ts'
import { endedOrders, listOrderSets, removeOrderSet, restoreOrderSet, saveOrderSet } from './orderSets.ts'

const doctor = 'dr-1' as PractitionerId
const other = 'dr-2' as PractitionerId
const nobody = '0190a000-0000-7000-8000-000000000009'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
})
afterEach(() => desk.dispose())

const save = (
  name: string,
  practitionerId: PractitionerId | null,
  changes: { orderSetId?: OrderSetId; orders?: OrderDraft[] } = {},
) =>
  saveOrderSet(desk.context, { orderSetId: null, practitionerId, name, keyword: '', orders: [drugOrder], ...changes })
const namesFor = async (practitionerId: PractitionerId | null) =>
  okValue(await listOrderSets(desk.context, { practitionerId })).map(({ name }) => name)

it('shows a practitioner their own sets and then those of the clinic', async () => {
  for (const [name, owner] of [
    ['乙', null],
    ['甲', doctor],
    ['丙', other],
  ] as const)
    okValue(await save(name, owner))
  expect(await namesFor(doctor)).toEqual(['甲', '乙'])
  expect(await namesFor(other)).toEqual(['丙', '乙'])
  expect(await namesFor(null)).toEqual(['乙'])
  expect(desk.published.filter(({ name }) => name === 'order-sets:changed')).toHaveLength(3)
})

it('keeps the name of each order, and changes a set in its place', async () => {
  const { orderSetId, orders } = okValue(await save('感冒', doctor))
  expect(orders[0]?.name).not.toBe(drugOrder.code)
  okValue(await save('發燒', null, { orderSetId, orders: [{ ...drugOrder, days: 5 }, drugOrder] }))
  const sets = okValue(await listOrderSets(desk.context, { practitionerId: other }))
  expect(sets.map((set) => [set.orderSetId, set.name, set.orders.map(({ days }) => days)])).toEqual([
    [orderSetId, '發燒', [5, 3]],
  ])
  expect(await save('沒有', doctor, { orderSetId: nobody as OrderSetId })).toMatchObject({
    error: { code: 'NOT_FOUND' },
  })
})

it('brings a deleted set back once', async () => {
  const { orderSetId } = okValue(await save('感冒', doctor))
  okValue(await removeOrderSet(desk.context, orderSetId))
  expect(await namesFor(doctor)).toEqual([])
  expect(await removeOrderSet(desk.context, orderSetId)).toMatchObject({ error: { code: 'NOT_FOUND' } })
  expect(await save('感冒', doctor, { orderSetId })).toMatchObject({ error: { code: 'NOT_FOUND' } })
  okValue(await restoreOrderSet(desk.context, orderSetId))
  expect(await namesFor(doctor)).toEqual(['感冒'])
  expect(await restoreOrderSet(desk.context, orderSetId)).toMatchObject({ error: { code: 'NOT_FOUND' } })
})

it('tells which codes the catalogue does not hold on the day of the visit, or holds as another kind', async () => {
  await desk.insert(lin)
  const { encounterId } = okValue(await registerVisit(desk.context, desk.registration()))
  const { code } = drugOrder
  const asked = (orders: { kind: OrderDraft['kind']; code: string }[]) =>
    endedOrders(desk.context, { encounterId, orders })
  expect(okValue(await asked([drugOrder].map(({ kind }) => ({ kind, code })))).codes).toEqual([])
  expect(okValue(await asked([{ kind: 'procedure', code }])).codes).toEqual([code])
  await desk.context.store.write((tx) =>
    tx.updateTable('catalog_concept').set({ valid_to: '2020-01-01' }).where('code', '=', code).execute(),
  )
  expect(
    okValue(
      await asked([
        { kind: 'drug', code },
        { kind: 'drug', code },
      ]),
    ).codes,
  ).toEqual([code])
  expect(await endedOrders(desk.context, { encounterId: nobody as typeof encounterId, orders: [] })).toMatchObject({
    error: { code: 'NOT_FOUND' },
  })
})
