import { z } from 'zod'
import { controlErrors, nhiErrors } from '../actErrors.ts'
import { channel } from '../channel.ts'
import { SubstitutionsSchema } from '../codes/substitution.ts'
import { EncounterIdSchema, InstantSchema, IsoDateSchema, OutboxIdSchema } from '../words.ts'
import { FieldErrorSchema, UploadSchema, UploadTargetSchema } from './upload.ts'

/** A row of the upload monitor: one visit on its way to one target. */
export const OutboxItemSchema = UploadSchema.extend({
  encounterId: EncounterIdSchema,
  patientName: z.string(),
  queueNumber: z.int(),
  /** Clinic day of the visit. */
  day: IsoDateSchema,
  /** The deadline has passed without a receipt, or the receipt came after it. */
  isLate: z.boolean(),
  /** What was in the way when the deadline passed (a code), and what a person says of it; null where nothing is recorded. */
  lateness: z.strictObject({ cause: z.string(), note: z.string().nullable() }).nullable(),
})
export type OutboxItem = z.infer<typeof OutboxItemSchema>

const OutboxDaySchema = z.strictObject({
  day: IsoDateSchema,
  received: z.int(),
  open: z.int(),
  /** Refused or set aside. */
  refused: z.int(),
  /** Of all these, the late ones. */
  late: z.int(),
})
export type OutboxDay = z.infer<typeof OutboxDaySchema>

/** Columns of the export for an inspector, in their order. */
export const exportColumns = [
  'day',
  'queueNumber',
  'treatmentDateTime',
  'visitSequenceNumber',
  'treatmentNumber',
  'target',
  'kind',
  'state',
  'dueAt',
  'tries',
  'lastCode',
  'receiptAt',
  'receipt',
  'late',
  'lateCause',
  'lateNote',
  'outboxId',
  'replaces',
  'replaced',
] as const

const OldFieldsSchema = z.record(z.string().regex(/^A\d{2}$/), z.string())
/** An upload file of the format before 2.0, as it can be looked at. */
export const OldUploadsSchema = z.strictObject({
  records: z.array(
    z.strictObject({
      dataType: z.enum(['visit', 'vaccination']),
      kind: z.enum(['normal', 'exception', 'normal-correction', 'exception-correction']),
      visit: OldFieldsSchema,
      orders: z.array(OldFieldsSchema),
    }),
  ),
  /** Why the file is none, and in which of its records that shows; then there are no records. */
  fault: z
    .strictObject({ kind: z.enum(['too-large', 'not-big5', 'version', 'structure']), record: z.int().nullable() })
    .nullable(),
})
export type OldUploads = z.infer<typeof OldUploadsSchema>

const FindingSchema = z.strictObject({
  /** The record's own; of one that cannot be read, the hash of what the cloud said, and version 0. */
  recordId: z.string().min(1).max(64),
  version: z.int().min(0),
  finding: z.enum(['missing', 'differs', 'unreadable']),
  kind: z.enum(['visit', 'amendment', 'cancellation']).nullable(),
  visitedAt: InstantSchema.nullable(),
  patientName: z.string().nullable(),
  nationalIdMasked: z.string().nullable(),
})

/** What the clinic's cloud holds and this store does not, found after a restore or a loss. */
export const CloudFindingsSchema = z.strictObject({
  /** Whether the cloud was asked: `none`, there was no need to; `owed`, it still is being. */
  state: z.enum(['none', 'owed', 'done']),
  /** Records of the cloud that were compared. */
  records: z.int(),
  /** Why the last question brought nothing, as a code; null when it did. */
  failure: z.string().nullable(),
  /** What nobody has taken note of yet: its number, by clinic day (null: none is known), and the oldest of it. */
  unseen: z.int(),
  days: z.array(z.strictObject({ day: IsoDateSchema.nullable(), count: z.int() })),
  items: z.array(FindingSchema),
})
export type CloudFindings = z.infer<typeof CloudFindingsSchema>

/** Which rows the upload monitor lists. */
const ListedSchema = z.strictObject({
  filter: z.enum(['open', 'waiting', 'sending', 'rejected', 'quarantined', 'late', 'accepted', 'all']),
  /** Clinic day of the visit; null: every day. */
  day: IsoDateSchema.nullable().default(null),
  target: UploadTargetSchema.nullable().default(null),
  /**
   * In the patient's name, or a whole queue number or 就醫序號; empty: every row. Without a day it is looked for in the visits of the last
   * three months.
   */
  text: z.string().trim().max(40).default(''),
})

export const outboxChannels = {
  /** The upload monitor's table, nearest deadline first. */
  'outbox:list': channel({
    input: ListedSchema.extend({
      limit: z.int().min(1).max(500),
      /** So many rows of the list come before. */
      offset: z.int().min(0).max(10_000_000).default(0),
    }),
    output: z.array(OutboxItemSchema),
    errors: [],
  }),
  /** How many rows that list has in all. */
  'outbox:count': channel({ input: ListedSchema, output: z.strictObject({ count: z.int() }), errors: [] }),
  /** Today in numbers: receipts by the hour of Taipei (24 counts), and what is still open and due within 24 hours. */
  'outbox:today': channel({
    input: z.strictObject({}),
    output: z.strictObject({ receiptHours: z.array(z.int()).length(24), dueSoon: z.int() }),
    errors: [],
  }),
  /** Sends what is waiting now, without waiting for the next try; one row, or all. */
  'outbox:send-now': channel({
    input: z.strictObject({ outboxId: OutboxIdSchema.nullable() }),
    output: z.strictObject({ woken: z.int() }),
    errors: ['NOT_FOUND', 'STORE_FULL', 'STORE_BUSY'],
  }),
  /**
   * Stops the sending, or lets it go on. A pause ends by itself after an hour and with the program; deadlines and their alarms run
   * on.
   */
  'outbox:pause': channel({
    input: z.strictObject({ paused: z.boolean() }),
    output: z.strictObject({ paused: z.boolean() }),
    errors: [],
  }),
  /**
   * Sends everything that can be sent now and answers when that is done, after ten minutes at the latest: `complete` is false then,
   * and `unsent` counts what has no final answer yet.
   */
  'outbox:drain': channel({
    input: z.strictObject({}),
    output: z.strictObject({ complete: z.boolean(), unsent: z.int() }),
    errors: ['STORE_FULL', 'STORE_BUSY'],
  }),
  /** Every try to send one row, oldest first. */
  'outbox:tries': channel({
    input: z.strictObject({ outboxId: OutboxIdSchema }),
    output: z.array(z.strictObject({ at: InstantSchema, ms: z.number(), code: z.string().nullable() })),
    errors: ['NOT_FOUND'],
  }),
  /**
   * What of a record for the NHI is sent otherwise than it is kept; nothing for another target, whose text is not Big5. `VISIT_STATE`: the payload cannot be read (details.reason).
   */
  'outbox:substitutions': channel({
    input: z.strictObject({ outboxId: OutboxIdSchema }),
    output: SubstitutionsSchema,
    errors: ['NOT_FOUND', 'VISIT_STATE'],
  }),
  /** How the records for the NHI stand, by clinic day, newest first: the last fourteen days. */
  'outbox:days': channel({
    input: z.strictObject({}),
    output: z.array(OutboxDaySchema),
    errors: [],
  }),
  /** Writes down why a visit was late, for the NHI. */
  'outbox:explain-late': channel({
    input: z.strictObject({ outboxId: OutboxIdSchema, note: z.string().trim().min(1).max(200) }),
    output: OutboxItemSchema,
    errors: ['NOT_FOUND', 'VISIT_STATE', 'STORE_FULL', 'STORE_BUSY'],
  }),
  /**
   * Writes the rows of some clinic days as CSV to a file the person chooses; `file` is null where none was chosen, or the export was
   * stopped. `CONFLICT`: another one is under way.
   */
  'outbox:export': channel({
    input: z.strictObject({
      from: IsoDateSchema,
      to: IsoDateSchema,
      /** Texts of headings and states in the language of the screen, by `exportColumns`, state and `cause.` with what was in the way at a deadline. */
      words: z
        .record(z.string().max(40), z.string().max(60))
        .refine((words) => Object.keys(words).length <= 500, 'too many'),
    }),
    output: z.strictObject({ file: z.string().nullable(), rows: z.int() }),
    errors: ['FILE_NOT_WRITTEN', 'CONFLICT', 'STORE_FULL', 'STORE_BUSY'],
  }),
  /** Stops an export that is under way: no file is written, and one that was to be replaced stays. */
  'outbox:stop-export': channel({ input: z.strictObject({}), output: z.strictObject({}), errors: [] }),
  /** Lets the NHI look at one record without taking it (預檢). Nothing changes by it. */
  'outbox:pre-check': channel({
    input: z.strictObject({ outboxId: OutboxIdSchema }),
    output: z.strictObject({
      verdict: z.enum(['sound', 'refused']),
      /** Who says so: the NHI, or the rules that this program looks at before it sends anything. */
      by: z.enum(['nhi', 'rules']),
      /** What would be refused; of a sound record, what the NHI only remarks. */
      fieldErrors: z.array(FieldErrorSchema),
    }),
    errors: ['NOT_FOUND', 'VISIT_STATE', ...controlErrors, ...nhiErrors],
  }),
  /** Reads an upload file of format 1.0 that a person has chosen. */
  'outbox:read-old-file': channel({
    input: z.strictObject({ base64: z.base64().max(12_000_000) }),
    output: OldUploadsSchema,
    errors: [],
  }),
  /** What was found in the clinic's cloud and not here, and whether it was asked at all. */
  'outbox:cloud-findings': channel({ input: z.strictObject({}), output: CloudFindingsSchema, errors: [] }),
  /** A person has taken note of these; they are shown no more, and stay in the store. */
  'outbox:note-cloud-findings': channel({
    input: z.strictObject({
      records: z
        .array(FindingSchema.pick({ recordId: true, version: true }))
        .min(1)
        .max(200),
    }),
    output: CloudFindingsSchema,
    errors: ['STORE_FULL', 'STORE_BUSY'],
  }),
  /** Puts a refused or quarantined row back in line, as it is. */
  'outbox:requeue': channel({
    input: z.strictObject({ outboxId: OutboxIdSchema }),
    output: OutboxItemSchema,
    errors: ['NOT_FOUND', 'VISIT_STATE', 'STORE_FULL', 'STORE_BUSY'],
  }),
} as const

export const outboxEvents = {
  /** A mark of a deadline was passed (4, 2, 1 hours left, or none): told once, also by a notification of the system. */
  'deadline:alarm': z.strictObject({
    alarms: z.array(
      z.strictObject({
        clock: z.enum(['upload', 'signature']),
        mark: z.enum(['4', '2', '1', 'late']),
        count: z.int().min(1),
      }),
    ),
    encounterIds: z.array(EncounterIdSchema),
  }),
  /** How much of an export is read; 100 also when it has ended otherwise. */
  'outbox:export-progress': z.strictObject({ percent: z.int().min(0).max(100) }),
  /** Rows moved; ask again. */
  'outbox:changed': z.strictObject({ encounterIds: z.array(EncounterIdSchema) }),
} as const
