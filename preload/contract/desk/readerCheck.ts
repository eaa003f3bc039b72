import { z } from 'zod'
import { channel } from '../channel.ts'
import { ErrorViewSchema } from '../errorView.ts'
import { InstantSchema } from '../words.ts'
import { NhiAdapterSchema, WayFindingSchema } from './controlSoftware.ts'
import { DeskStatusSchema } from './status.ts'

/** `skipped`: nothing could be said, and nothing is wrong by that; `why` says why. */
const CheckStateSchema = z.enum(['running', 'good', 'warning', 'fault', 'skipped'])
export type CheckState = z.infer<typeof CheckStateSchema>

/**
 * Why a line is skipped. `no-card`: the reader is empty · `no-reader`: no reader has that role · `unwatched`: a reader beyond the most
 * that the system can watch · `not-configured`: the settings name none · `no-answer`: what it would be asked of has not answered ·
 * `cancelled`: the person ended the check.
 */
const WhySkippedSchema = z.enum(['no-card', 'no-reader', 'unwatched', 'not-configured', 'no-answer', 'cancelled'])
export type WhySkipped = z.infer<typeof WhySkippedSchema>

/** Why a way in is taken, or is not. */
const WayReasonSchema = z.enum([
  /** The one in use. */
  'in-use',
  /** Nothing answers there. */
  'not-there',
  /** This program doesn't have it. */
  'not-built',
  /** The settings name another way. */
  'other-named',
  /** A pinned certificate says that control software 6.0 is waited for. */
  'pinned',
  /** Found, and one that is preferred was found, too. */
  'less-preferred',
  /** It answers now and did not when the program started, or the other way round. */
  'since-start',
])
export type WayReason = z.infer<typeof WayReasonSchema>

/** Answer to reset of a card, upper-case hex, at most 33 bytes; says which kind of card it is and nothing of its holder. */
const AtrSchema = z.string().regex(/^([0-9A-F]{2}){1,33}$/)

/** What an item found, by item; plain facts without personal data. Null values are unknown. */
const facts = {
  program: z.strictObject({ version: z.string(), electron: z.string(), system: z.string() }),
  'smart-card-service': z.strictObject({ readers: z.int().min(0) }),
  /** One for each reader that PC/SC shows. */
  reader: z.strictObject({
    name: z.string(),
    role: z.enum(['patient', 'professional']).nullable(),
    cardPresent: z.boolean(),
    atr: AtrSchema.nullable(),
  }),
  /** The test read: the public profile is read, checked and thrown away. */
  'patient-card': z.strictObject({}),
  'professional-reader': z.strictObject({ cardPresent: z.boolean(), atr: AtrSchema.nullable() }),
  way: z.strictObject({
    adapter: NhiAdapterSchema,
    ways: z.array(WayFindingSchema.extend({ reason: WayReasonSchema })),
  }),
  'control-software': z.strictObject({
    pinned: z.boolean(),
    /** Last 8 hex digits of the certificate that is shown now; null for a way without one, or when nothing answered. */
    certificate: z
      .string()
      .regex(/^[0-9a-f]{8}$/)
      .nullable(),
  }),
  sam: z.strictObject({ sam: DeskStatusSchema.shape.sam.shape.state, verifiedAt: InstantSchema.nullable() }),
  'professional-card': z.strictObject({ card: DeskStatusSchema.shape.professionalCard.shape.state }),
  /** One for each data centre, in the order of the settings; `host` with its port. */
  'nhi-data-centre': z.strictObject({ host: z.string() }),
  'cloud-data-centre': z.strictObject({ host: z.string() }),
  /** Server time minus this PC's. */
  clock: z.strictObject({ offsetSeconds: z.int() }),
  store: z.strictObject({ freeMegabytes: z.int().min(0) }),
  outbox: z.strictObject({ running: z.boolean(), unsent: z.int(), overdue: z.int() }),
} as const

export type CheckItem = keyof typeof facts

const line = <Item extends CheckItem, Value extends z.ZodType>(item: Item, value: Value) =>
  z.strictObject({
    item: z.literal(item),
    /** Which of several, from 0. */
    index: z.int().min(0),
    state: CheckStateSchema,
    /** Null while it runs, and where nothing was found out. */
    value: value.nullable(),
    error: ErrorViewSchema.nullable(),
    why: WhySkippedSchema.nullable(),
    /** How long it took; null while it runs, and for what takes no time. */
    ms: z.number().min(0).nullable(),
  })

const CheckLineSchema = z.discriminatedUnion('item', [
  line('program', facts.program),
  line('smart-card-service', facts['smart-card-service']),
  line('reader', facts.reader),
  line('patient-card', facts['patient-card']),
  line('professional-reader', facts['professional-reader']),
  line('way', facts.way),
  line('control-software', facts['control-software']),
  line('sam', facts.sam),
  line('professional-card', facts['professional-card']),
  line('nhi-data-centre', facts['nhi-data-centre']),
  line('cloud-data-centre', facts['cloud-data-centre']),
  line('clock', facts.clock),
  line('store', facts.store),
  line('outbox', facts.outbox),
])
export type CheckLine = z.infer<typeof CheckLineSchema>
export type CheckFacts = { readonly [Item in CheckItem]: z.infer<(typeof facts)[Item]> }

const CheckReportSchema = z.strictObject({
  startedAt: InstantSchema,
  endedAt: InstantSchema,
  cancelled: z.boolean(),
  lines: z.array(CheckLineSchema),
})
export type CheckReport = z.infer<typeof CheckReportSchema>

export const readerCheckChannels = {
  /** Looks at everything around the desk once and answers when all is done (within about 10 s); one that runs already is joined. */
  'reader-check:run': channel({ input: z.strictObject({}), output: CheckReportSchema, errors: [] }),
  /** Ends the running check; what has not ended by then is `skipped`. Nothing happens without one. */
  'reader-check:cancel': channel({ input: z.strictObject({}), output: z.strictObject({}), errors: [] }),
  /** Puts the support text on the clipboard: pages of this program have no permission to. */
  'reader-check:copy': channel({
    input: z.strictObject({ text: z.string().min(1).max(20_000) }),
    output: z.strictObject({}),
    errors: [],
  }),
} as const

export const readerCheckEvents = {
  /** A line began or ended. All of them are told as `running` first, so that a screen knows how many there are. */
  'reader-check:progress': CheckLineSchema,
} as const
