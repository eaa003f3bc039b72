import { z } from 'zod'
import { channel } from './channel.ts'
import { ErrorViewSchema } from './errorView.ts'
import { PatientSummarySchema } from './patient.ts'
import { CardSessionIdSchema, InstantSchema, IsoDateSchema, SexSchema } from './words.ts'

/** The line of steps under the name: what is being done with the card, and how long it took. */
export const CardStepSchema = z.strictObject({
  step: z.enum(['read', 'authenticate']),
  state: z.enum(['running', 'done', 'failed']),
  /** Milliseconds since the step began; the length of the step once it has ended. */
  ms: z.number().min(0),
})

/** What the public profile of the card says (57 bytes, facts/nhi-card.md §1.2); shown at once, before any authentication. */
export const CardHolderSchema = z.strictObject({
  name: z.string(),
  nationalIdMasked: z.string(),
  birthDate: IsoDateSchema,
  age: z.int(),
  sex: SexSchema,
  /** Last four characters of the card number. */
  cardNumberTail: z.string().length(4),
})

/** What the NHI says after the three-card (or two-card) authentication. */
export const CardInsuranceSchema = z.strictObject({
  /** 保險對象身分註記: 1 低收入戶, 2 榮民, 3 一般, 4 中低收入戶, 8 災民. */
  insuredMark: z.string(),
  /** 卡片有效期限. */
  validUntil: IsoDateSchema.nullable(),
  /** 就醫可用次數. */
  remainingCount: z.int().nullable(),
  /** 重大傷病 that are in force today. */
  catastrophicIllnesses: z.array(z.strictObject({ code: z.string(), validUntil: IsoDateSchema.nullable() })),
  /** False when only two cards took part, because no professional card was verified. */
  threeCards: z.boolean(),
})

/** The patient card of this desk, from insertion to removal. */
export const CardSessionSchema = z.strictObject({
  sessionId: CardSessionIdSchema,
  phase: z.enum(['reading', 'identified', 'authenticating', 'authenticated', 'fault']),
  insertedAt: InstantSchema,
  steps: z.array(CardStepSchema),
  holder: CardHolderSchema.nullable(),
  /** The clinic's own record of this person; null for somebody new. */
  patient: PatientSummarySchema.nullable(),
  insurance: CardInsuranceSchema.nullable(),
  /** Why the card stands where it stands; with `identified` it is the reason that authentication is missing. */
  fault: ErrorViewSchema.nullable(),
  /** 異常就醫序號 proposed for this fault when registration goes on without the card; null when none fits. */
  proposedException: z.string().length(4).nullable(),
})
export type CardSession = z.infer<typeof CardSessionSchema>

export const cardChannels = {
  /** The card of this desk now; null when the reader is empty. */
  'card:current': channel({ input: z.strictObject({}), output: CardSessionSchema.nullable(), errors: [] }),
  /** Reads the inserted card again from the start, after a fault. */
  'card:read-again': channel({ input: z.strictObject({}), output: CardSessionSchema.nullable(), errors: [] }),
  /** Refreshes the inserted card online (更新卡片), and reads it again. */
  'card:update': channel({
    input: z.strictObject({ cardSessionId: CardSessionIdSchema }),
    output: CardSessionSchema.nullable(),
    errors: [
      'CARD_ABSENT',
      'CARD_REMOVED',
      'CARD_CHANGED',
      'CARD_MISMATCH',
      'CARD_FOREIGN',
      'CARD_UNREADABLE',
      'CARD_DATA_INVALID',
      'READER_SERVICE_DOWN',
      'READER_NOT_FOUND',
      'READER_TIMEOUT',
      'NOT_AUTHENTICATED',
      'PATIENT_UNKNOWN',
      'SAM_NOT_VERIFIED',
      'CONTROL_ABSENT',
      'CONTROL_TIMEOUT',
      'CONTROL_BAD_REPLY',
      'CONTROL_FINGERPRINT',
      'CONTROL_REFUSED',
      'NHI_UNREACHABLE',
      'NHI_TIMEOUT',
      'NHI_SERVER_ERROR',
      'NHI_BAD_REPLY',
      'NHI_REPLY_LOST',
      'NHI_REFUSED',
      'NHI_CARD_EXPIRED',
      'STORE_FULL',
      'STORE_BUSY',
    ],
  }),
} as const

export const cardEvents = {
  /** The card of this desk came, went, or moved on a step. */
  'card:changed': CardSessionSchema.nullable(),
} as const
