import { z } from 'zod'
import { errorCodes } from '../../preload/contract/errors.ts'

// Between main and the process that talks to PC/SC. Both sides parse what they get.

const readerName = z.string().min(1).max(256)
const atr = z
  .string()
  .regex(/^([0-9A-F]{2}){1,36}$/)
  .nullable()

const PublicProfileSchema = z.strictObject({
  cardNumber: z.string().length(12),
  name: z.string().min(1).max(20),
  nationalId: z.string().length(10),
  birthDate: z.iso.date(),
  sex: z.enum(['M', 'F']),
  issueDate: z.iso.date(),
})

const ErrorSchema = z.strictObject({
  code: z.enum(errorCodes),
  retryable: z.boolean(),
  details: z.record(z.string().max(40), z.union([z.string().max(200), z.number(), z.boolean(), z.null()])).optional(),
})

/** What main asks for. */
export const ToReaderProcessSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('start') }),
  z.strictObject({ type: z.literal('read'), id: z.int().min(0), reader: readerName }),
])
export type ToReaderProcess = z.infer<typeof ToReaderProcessSchema>

/** What the process tells. */
export const FromReaderProcessSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('service'), state: z.enum(['up', 'down']) }),
  /** Watching begins anew: every reader will be reported again, and one that isn't is gone. */
  z.strictObject({ type: z.literal('resync') }),
  z.strictObject({ type: z.literal('reader'), name: readerName, present: z.boolean(), atr, stay: z.int().min(0) }),
  z.strictObject({ type: z.literal('reader-gone'), name: readerName }),
  z.strictObject({
    type: z.literal('read-done'),
    id: z.int().min(0),
    result: z.discriminatedUnion('ok', [
      z.strictObject({ ok: z.literal(true), value: PublicProfileSchema }),
      z.strictObject({ ok: z.literal(false), error: ErrorSchema }),
    ]),
  }),
])
export type FromReaderProcess = z.infer<typeof FromReaderProcessSchema>
