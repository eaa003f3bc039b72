import { z } from 'zod'
import { channel } from '../channel.ts'
import { EncounterIdSchema, PractitionerIdSchema } from '../words.ts'
import { OrderDraftSchema } from './order.ts'

const OrderSetIdSchema = z.uuid().brand<'OrderSetId'>()
export type OrderSetId = z.infer<typeof OrderSetIdSchema>

/** An order with the name it is known by: a code that has ended is still to be named. */
const NamedOrderSchema = OrderDraftSchema.extend({ name: z.string() })

/** Orders that are taken as one (套組): of a practitioner, or of the clinic. */
export const OrderSetSchema = z.strictObject({
  orderSetId: OrderSetIdSchema,
  /** Whose it is; null for everybody's. */
  practitionerId: PractitionerIdSchema.nullable(),
  name: z.string().trim().min(1).max(30),
  /** What is typed on the sheet to find it, besides its name; may be empty. */
  keyword: z.string().trim().max(12),
  orders: z.array(NamedOrderSchema).min(1).max(50),
})
export type OrderSet = z.infer<typeof OrderSetSchema>

const storeErrors = ['STORE_FULL', 'STORE_BUSY'] as const
const one = z.strictObject({ orderSetId: OrderSetIdSchema })

export const orderSetChannels = {
  /** The sets of a practitioner (null: of nobody), then those of the clinic, each by name. */
  'order-set:list': channel({
    input: z.strictObject({ practitionerId: PractitionerIdSchema.nullable() }),
    output: z.array(OrderSetSchema),
    errors: [],
  }),
  /** Keeps a new set (id null), or changes one. */
  'order-set:save': channel({
    input: OrderSetSchema.extend({
      orderSetId: OrderSetIdSchema.nullable(),
      orders: z.array(OrderDraftSchema).min(1).max(50),
    }),
    output: OrderSetSchema,
    errors: ['NOT_FOUND', ...storeErrors],
  }),
  /** Takes a set off the list; `order-set:restore` brings it back. */
  'order-set:delete': channel({ input: one, output: z.strictObject({}), errors: ['NOT_FOUND', ...storeErrors] }),
  /** Brings a deleted set back. */
  'order-set:restore': channel({ input: one, output: z.strictObject({}), errors: ['NOT_FOUND', ...storeErrors] }),
  /** Which of these orders the catalogue doesn't hold on the day of a visit: their code has ended, or was never known. */
  'order-set:ended': channel({
    input: z.strictObject({
      encounterId: EncounterIdSchema,
      orders: z.array(OrderDraftSchema.pick({ kind: true, code: true })).max(100),
    }),
    output: z.strictObject({ codes: z.array(z.string()) }),
    errors: ['NOT_FOUND'],
  }),
} as const

export const orderSetEvents = {
  /** A set was kept, changed, taken away or brought back; ask again. */
  'order-sets:changed': z.strictObject({}),
} as const
