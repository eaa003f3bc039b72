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

/** Short and long commands and responses (ISO 7816-3), as hex: structured clones of a utilityProcess and of Node differ in bytes. */
const apdu = z
  .string()
  .regex(/^([0-9A-F]{2})*$/)
  .max(2 * 65_544)

export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase()
export const bytesOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'))

/** The most commands of one exchange, so that its transaction stays short. */
export const mostCommandsOfExchange = 32

/** What main asks for. */
export const ToReaderProcessSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('start') }),
  z.strictObject({ type: z.literal('watch-first'), readers: z.array(readerName).max(8) }),
  z.strictObject({ type: z.literal('read'), id: z.int().min(0), reader: readerName }),
  z.strictObject({
    type: z.literal('exchange'),
    id: z.int().min(0),
    reader: readerName,
    commands: z.array(apdu.min(8)).min(1).max(mostCommandsOfExchange),
  }),
])
export type ToReaderProcess = z.infer<typeof ToReaderProcessSchema>

/** What the process tells. */
export const FromReaderProcessSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('service'), state: z.enum(['up', 'down']) }),
  /** The service answers, and nothing else is to be told. */
  z.strictObject({ type: z.literal('beat') }),
  /** Watching begins anew: every reader will be reported again, and one that isn't is gone. */
  z.strictObject({ type: z.literal('resync') }),
  z.strictObject({
    type: z.literal('reader'),
    name: readerName,
    present: z.boolean(),
    atr,
    stay: z.int().min(0),
    watched: z.boolean(),
  }),
  z.strictObject({ type: z.literal('reader-gone'), name: readerName }),
  z.strictObject({
    type: z.literal('read-done'),
    id: z.int().min(0),
    result: z.discriminatedUnion('ok', [
      z.strictObject({ ok: z.literal(true), value: PublicProfileSchema }),
      z.strictObject({ ok: z.literal(false), error: ErrorSchema }),
    ]),
  }),
  z.strictObject({
    type: z.literal('exchange-done'),
    id: z.int().min(0),
    result: z.discriminatedUnion('ok', [
      z.strictObject({ ok: z.literal(true), value: z.array(apdu.min(4)) }),
      z.strictObject({ ok: z.literal(false), error: ErrorSchema }),
    ]),
  }),
])
export type FromReaderProcess = z.infer<typeof FromReaderProcessSchema>
