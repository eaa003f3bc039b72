import { z } from 'zod'
import { channel } from './channel.ts'
import { NhiAdapterSchema, WayFindingSchema } from './controlSoftware.ts'
import { ErrorViewSchema } from './errorView.ts'
import { InstantSchema } from './words.ts'

/** What a card reader is for: the patient's NHI card, or the 醫事人員卡. */
const ReaderRoleSchema = z.enum(['patient', 'professional'])
/** A reader's PC/SC name. */
const ReaderNameSchema = z.string().min(1).max(256)
/** How a role stands (main/domain/readerRoles.ts). */
const RoleStateSchema = z.enum(['assigned', 'unset', 'missing', 'ambiguous', 'taken'])

/** Everything the status bar shows, always. `unknown` means not asked yet, and is never shown as well. */
export const DeskStatusSchema = z.strictObject({
  reader: z.strictObject({
    state: z.enum(['ready', 'no-reader', 'service-down', 'restarting']),
    /** Name of the patient reader in use. */
    readerName: z.string().nullable(),
    cardPresent: z.boolean(),
    /** All readers PC/SC shows, so that a role can be chosen. */
    readers: z.array(
      z.strictObject({
        name: ReaderNameSchema,
        role: ReaderRoleSchema.nullable(),
        cardPresent: z.boolean(),
        /** False for one beyond the most that the system can watch: nothing is known of its card. */
        watched: z.boolean(),
      }),
    ),
    roles: z.strictObject({ patient: RoleStateSchema, professional: RoleStateSchema }),
    /** A role has no reader while others are plugged in: a person must choose. */
    choiceNeeded: z.boolean(),
  }),
  /** 健保讀卡機控制軟體. */
  controlSoftware: z.strictObject({
    state: z.enum(['unknown', 'ok', 'absent', 'slow', 'bad-reply', 'fingerprint', 'not-configured']),
    error: ErrorViewSchema.nullable(),
    /** The way in that is used; null while the clinic has not been set up. */
    way: NhiAdapterSchema.nullable(),
    /** What the look for a way at start has found; empty where the settings name the way. */
    findings: z.array(WayFindingSchema),
  }),
  /** 安全模組 (Secure Access Module). */
  sam: z.strictObject({
    state: z.enum(['unknown', 'none', 'not-verified', 'verified']),
    verifiedAt: InstantSchema.nullable(),
  }),
  /** 醫事人員卡. */
  professionalCard: z.strictObject({
    state: z.enum(['unknown', 'none', 'present', 'pin-pending', 'verified', 'locked']),
    practitionerName: z.string().nullable(),
  }),
  /** The NHI's network, judged by its end points, never by the operating system. */
  vpn: z.strictObject({
    state: z.enum(['unknown', 'up', 'down']),
    since: InstantSchema.nullable(),
    /** Index of the data centre in use, in the order of the settings. */
    dataCentre: z.int().nullable(),
  }),
  cloud: z.strictObject({ state: z.enum(['unknown', 'up', 'down']), dataCentre: z.int().nullable() }),
  outbox: z.strictObject({
    /** Rows without a final answer, over all targets. */
    unsent: z.int(),
    /** Rows refused by their target: a person must correct them. */
    rejected: z.int(),
    /** Rows set aside because they cannot be sent as they are. */
    quarantined: z.int(),
    nearestDeadline: InstantSchema.nullable(),
    overdue: z.int(),
    /** False while the sync worker is not running. */
    running: z.boolean(),
  }),
  clock: z.strictObject({
    /** Server time minus this PC's time in milliseconds; null until a server has answered. */
    offsetMs: z.number().nullable(),
  }),
  desk: z.strictObject({ name: z.string(), person: z.string() }),
})
export type DeskStatus = z.infer<typeof DeskStatusSchema>

export const statusChannels = {
  'status:current': channel({ input: z.strictObject({}), output: DeskStatusSchema, errors: [] }),
  /** Makes a reader the patient's or the professional's, at once and for later; its former role goes to the reader it replaces. */
  'readers:assign': channel({
    input: z.strictObject({ role: ReaderRoleSchema, reader: ReaderNameSchema }),
    output: DeskStatusSchema,
    errors: ['READER_NOT_FOUND', 'SETTINGS_INVALID', 'STORE_FULL', 'NOT_CONFIGURED'],
  }),
  /** Initialises the control software and verifies the SAM with the NHI (start of day, or after it lapsed). */
  'sam:verify': channel({
    input: z.strictObject({}),
    output: DeskStatusSchema,
    errors: [
      'CONTROL_ABSENT',
      'CONTROL_TIMEOUT',
      'CONTROL_BAD_REPLY',
      'CONTROL_FINGERPRINT',
      'CONTROL_REFUSED',
      'NOT_CONFIGURED',
    ],
  }),
  /** Verifies the professional card by its PIN. The PIN is passed on and forgotten. */
  'professional:verify-pin': channel({
    input: z.strictObject({ pin: z.string().regex(/^\d{6,8}$/) }),
    output: DeskStatusSchema,
    errors: [
      'PROFESSIONAL_PIN_WRONG',
      'PROFESSIONAL_PIN_LOCKED',
      'PROFESSIONAL_CARD_ABSENT',
      'CONTROL_ABSENT',
      'CONTROL_TIMEOUT',
      'CONTROL_BAD_REPLY',
      'CONTROL_FINGERPRINT',
      'CONTROL_REFUSED',
      'NOT_CONFIGURED',
    ],
  }),
  /** Asks every end point at once instead of waiting for the next round. */
  'status:probe': channel({ input: z.strictObject({}), output: DeskStatusSchema, errors: [] }),
} as const

export const statusEvents = { 'status:changed': DeskStatusSchema } as const
