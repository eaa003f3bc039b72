import { z } from 'zod'
import { channel } from '../channel.ts'
import { ErrorViewSchema } from '../errorView.ts'
import { InstantSchema } from '../words.ts'

/** Names of files this program makes in a backup folder or beside the store; never a path. */
const BackupNameSchema = z.string().regex(/^(clinic|rescue)-\d{8}-\d{6}\.db$/)
const RecoveryCodeSchema = z.string().min(1).max(200)
/** Hour and minute of the clinic's day. */
const ClockTimeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** What a copy of the store holds. */
const StoreFactsSchema = z.strictObject({
  patients: z.int().nonnegative(),
  visits: z.int().nonnegative(),
  /** Rows of the outbox without a final answer. */
  unsent: z.int().nonnegative(),
  newestVisitAt: InstantSchema.nullable(),
  auditRows: z.int().nonnegative(),
})
export type StoreFactsView = z.infer<typeof StoreFactsSchema>

/** One backup or rescue as the screen lists it. */
const BackupEntrySchema = z.strictObject({
  name: BackupNameSchema,
  kind: z.enum(['backup', 'rescue']),
  madeAt: InstantSchema,
  bytes: z.int().nonnegative(),
  /** It has been opened and compared after it was made. */
  verified: z.boolean(),
  facts: StoreFactsSchema.nullable(),
})
export type BackupEntry = z.infer<typeof BackupEntrySchema>

const CheckResultSchema = z.strictObject({ at: InstantSchema, ok: z.boolean() })

/** How the store is looked after, and how the store itself is. */
export const CareStatusSchema = z.strictObject({
  recovery: z.strictObject({ madeAt: InstantSchema.nullable() }),
  backup: z.strictObject({
    /** `not-set`: no folder was chosen · `never`: none made yet · `late`: the newest good one is older than a day · `failing`. */
    health: z.enum(['not-set', 'never', 'good', 'late', 'failing']),
    folder: z.string().nullable(),
    /** True where the folder lies on the store's own disk, which protects from little. */
    sameDisk: z.boolean(),
    time: ClockTimeSchema,
    last: z.strictObject({ name: BackupNameSchema, madeAt: InstantSchema, bytes: z.int() }).nullable(),
    nextAt: InstantSchema.nullable(),
    running: z.strictObject({ step: z.enum(['copy', 'hash', 'check']), percent: z.int().min(0).max(100) }).nullable(),
    error: ErrorViewSchema.nullable(),
  }),
  checks: z.strictObject({
    quick: CheckResultSchema.nullable(),
    integrity: CheckResultSchema.nullable(),
    running: z.enum(['quick', 'integrity']).nullable(),
  }),
  disk: z.strictObject({
    /** `full`: nothing more is written, so that what is kept stays whole. */
    state: z.enum(['unknown', 'enough', 'low', 'full']),
    freeBytes: z.number().nonnegative().nullable(),
  }),
  /** Null while the store is whole as far as anybody knows. */
  damage: z
    .strictObject({
      foundAt: InstantSchema,
      /** What was saved of it; null while that is under way, or when nothing could be read. */
      rescue: z
        .strictObject({
          name: BackupNameSchema,
          unsent: z.int().nonnegative(),
          visits: z.int().nonnegative(),
          patients: z.int().nonnegative(),
          /** Rows known to have been there that could not be read. */
          lost: z.int().nonnegative(),
        })
        .nullable(),
      rescuing: z.boolean(),
    })
    .nullable(),
  /** The store came back without its newest records, and nobody has taken note of it yet. */
  lostTail: z
    .strictObject({
      foundAt: InstantSchema,
      /** When the newest record was written that is still there; null where none is, or where `missing` is null. */
      lastAt: InstantSchema.nullable(),
      /** Rows of the audit trail that are gone, at least; null where the trail goes on otherwise, as another copy's does. */
      missing: z.int().positive().nullable(),
    })
    .nullable(),
})
export type CareStatus = z.infer<typeof CareStatusSchema>

const fileErrors = ['STORE_FULL', 'STORE_LOCATION'] as const
const codeErrors = ['RECOVERY_CODE_WRONG', 'RECOVERY_CODE_NEEDED'] as const

export const careChannels = {
  /** How the store is looked after, and how it is. */
  'care:status': channel({ input: z.strictObject({}), output: CareStatusSchema, errors: [] }),
  /** Makes a recovery code. It is told this once, and counts from its confirmation on; until then an older one stays good. */
  'recovery:make': channel({
    input: z.strictObject({}),
    output: z.strictObject({
      groups: z.array(z.string().length(5)).length(8),
      /** The groups, counted from one, that confirm that it was written down. */
      asked: z.array(z.int().min(1).max(8)).length(2),
      madeAt: InstantSchema,
    }),
    errors: ['NOT_CONFIGURED'],
  }),
  /** The groups that were asked for, as the person read them off the paper: from now on the code counts. */
  'recovery:confirm': channel({
    input: z.strictObject({ groups: z.array(z.string().max(20)).length(2) }),
    output: CareStatusSchema,
    errors: ['RECOVERY_CODE_WRONG', 'CONFLICT', ...fileErrors],
  }),
  /** Prints the page that shows the code, by the system's print dialog. */
  'recovery:print': channel({ input: z.strictObject({}), output: z.strictObject({}), errors: ['PRINT_FAILED'] }),
  /** The same page as a PDF where the person says; null when the person thinks better of it. */
  'recovery:save-pdf': channel({
    input: z.strictObject({}),
    output: z.strictObject({ file: z.string().nullable() }),
    errors: fileErrors,
  }),
  /** Opens a store whose key is lost, and wraps the key for this PC; takes effect at the next start. */
  'recovery:open': channel({
    input: z.strictObject({ code: RecoveryCodeSchema }),
    output: z.strictObject({}),
    errors: ['RECOVERY_CODE_WRONG', 'NOT_FOUND', 'NOT_CONFIGURED', ...fileErrors],
  }),
  /** Asks for a folder on another disk; the status stays as it was when the person thinks better of it. */
  'backup:choose-folder': channel({
    input: z.strictObject({}),
    output: CareStatusSchema,
    errors: ['BACKUP_FOLDER', ...fileErrors],
  }),
  /** When the daily backup is made. */
  'backup:set-time': channel({
    input: z.strictObject({ time: ClockTimeSchema }),
    output: CareStatusSchema,
    errors: fileErrors,
  }),
  /** Makes a backup now and checks it; answers when it is done, cancelled, or has failed. */
  'backup:run': channel({
    input: z.strictObject({}),
    output: CareStatusSchema,
    errors: ['BACKUP_FOLDER', 'BACKUP_FAILED', 'BACKUP_DAMAGED', 'CONFLICT', ...fileErrors],
  }),
  /** Stops a backup that is under way; the ones before stay. */
  'backup:cancel': channel({ input: z.strictObject({}), output: z.strictObject({}), errors: [] }),
  /** Newest first. */
  'backup:list': channel({ input: z.strictObject({}), output: z.array(BackupEntrySchema), errors: ['BACKUP_FOLDER'] }),
  /** Opens a backup and compares it with the store as it is now. `code` where it was made under another key. */
  'backup:inspect': channel({
    input: z.strictObject({ name: BackupNameSchema, code: RecoveryCodeSchema.nullable() }),
    output: z.strictObject({
      entry: BackupEntrySchema,
      /** The present store; null where it can't be read. */
      present: StoreFactsSchema.nullable(),
    }),
    errors: ['NOT_FOUND', 'BACKUP_FOLDER', 'BACKUP_FAILED', 'BACKUP_DAMAGED', ...codeErrors],
  }),
  /** Puts a backup in the store's place at the next start; the present file is kept beside it. */
  'backup:restore': channel({
    input: z.strictObject({ name: BackupNameSchema, code: RecoveryCodeSchema.nullable() }),
    output: z.strictObject({}),
    errors: ['NOT_FOUND', 'BACKUP_FOLDER', 'BACKUP_FAILED', 'BACKUP_DAMAGED', ...codeErrors, ...fileErrors],
  }),
  /** Looks through the whole store now. */
  'care:check': channel({ input: z.strictObject({}), output: CareStatusSchema, errors: ['BACKUP_FAILED', 'CONFLICT'] }),
  /** A person has taken note of the loss that was found then; the status tells whether there is another. */
  'care:note-lost-tail': channel({
    input: z.strictObject({ foundAt: InstantSchema }),
    output: CareStatusSchema,
    errors: fileErrors,
  }),
} as const

export const careEvents = { 'care:changed': CareStatusSchema } as const
