import { z } from 'zod'
import { cardActErrors } from '../actErrors.ts'
import { channel } from '../channel.ts'
import { ErrorViewSchema } from '../errorView.ts'
import { PatientSummarySchema } from '../patient/patient.ts'
import { CardSessionIdSchema, InstantSchema, IsoDateSchema, SexSchema } from '../words.ts'
import { CardMediumSchema, DelegateSchema } from './cardMedium.ts'
import { ScanSourceSchema } from './scan.ts'

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

/** What only a virtual card (虛擬健保卡) has. Moments are server time; only the NHI's answers decide, a countdown tells. */
export const VirtualCardSchema = z.strictObject({
  scannedAt: InstantSchema,
  /** `remote`: the token came with the patient's approval of a remote visit. */
  source: z.enum([...ScanSourceSchema.options, 'remote']),
  /** The latest moment at which the code on the patient's screen can be redeemed: five minutes from the scan. */
  qrUntil: InstantSchema,
  /** One hour from presenting: so long the card can be used without another scan. */
  usableUntil: InstantSchema,
  /** The hour is over, or the NHI has said so: a new scan is needed. */
  lapsed: z.boolean(),
  /** Who presents it for its holder; null: the holder in person. */
  delegate: DelegateSchema.nullable(),
  /** `data:` URL, where the way to the NHI gives a photo. */
  photo: z.string().max(700_000).nullable(),
})
export type VirtualCard = z.infer<typeof VirtualCardSchema>

/** The patient card of this desk: a plastic one from insertion to removal, a virtual one from the scan until it is put away. */
export const CardSessionSchema = z.strictObject({
  sessionId: CardSessionIdSchema,
  medium: CardMediumSchema,
  /** Null for a plastic card. */
  virtual: VirtualCardSchema.nullable(),
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
  /** Refreshes the inserted card online (更新卡片), and reads it again. A plastic one only (`PLASTIC_CARD_NEEDED`). */
  'card:update': channel({
    input: z.strictObject({ cardSessionId: CardSessionIdSchema }),
    output: CardSessionSchema.nullable(),
    errors: ['PATIENT_UNKNOWN', ...cardActErrors],
  }),
} as const

export const cardEvents = {
  /** The card of this desk came, went, or moved on a step. */
  'card:changed': CardSessionSchema.nullable(),
} as const
