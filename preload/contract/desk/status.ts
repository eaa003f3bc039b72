import { z } from 'zod'
import { cardErrors, controlErrors, nhiErrors, professionalErrors, virtualCardErrors } from '../actErrors.ts'
import { channel } from '../channel.ts'
import { ErrorViewSchema } from '../errorView.ts'
import { InstantSchema } from '../words.ts'
import { NhiAdapterSchema, WayFindingSchema } from './controlSoftware.ts'

/** What a card reader is for: the patient's NHI card, or the 醫事人員卡. */
const ReaderRoleSchema = z.enum(['patient', 'professional'])
/** A reader's PC/SC name. */
const ReaderNameSchema = z.string().min(1).max(256)
/** How a role stands (main/domain/desk/readerRoles.ts). */
const RoleStateSchema = z.enum(['assigned', 'unset', 'missing', 'ambiguous', 'taken'])

const DeadlineSchema = z.strictObject({
  /** The nearest deadline ahead; null where none is nearer than four hours. */
  next: InstantSchema.nullable(),
  /** Visits whose deadline has passed and that are still not where they should be. */
  late: z.int(),
})

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
    /** `lapsed`: it was verified and is not any more; `not-needed`: the way in does without. */
    state: z.enum(['unknown', 'none', 'not-verified', 'verified', 'lapsed', 'not-needed']),
    /** The newest verification; null before the first. Stays through a lapse. */
    verifiedAt: InstantSchema.nullable(),
    /** It is being verified at this moment. */
    verifying: z.boolean(),
    /** When the program verifies it next by itself: a renewal, or another try. Null: not by itself. */
    nextAt: InstantSchema.nullable(),
    /** Why the last try failed. */
    error: ErrorViewSchema.nullable(),
    /** The program does not try again by itself: a person has to put something right first. */
    awaitsPerson: z.boolean(),
  }),
  /** 醫事人員卡. */
  professionalCard: z.strictObject({
    /** `removed`: the card of somebody who was here has been taken out; `not-needed`: the way in does without. */
    state: z.enum(['unknown', 'none', 'present', 'pin-pending', 'verified', 'locked', 'removed', 'not-needed']),
    /** By the practitioners of the settings; null when nobody has said so, or the person isn't among them. */
    practitionerName: z.string().nullable(),
    /** Whose card it is, where that is known. */
    nationalIdMasked: z.string().nullable(),
    since: InstantSchema.nullable(),
    /** Tries left at most before the card locks; null when this desk has seen no wrong one. */
    triesLeft: z.int().nullable(),
  }),
  /** What the way in asks and offers about PINs. */
  pins: z.strictObject({
    /** `device`: PINs are typed on the reader, and the channels send none. */
    entry: z.enum(['screen', 'device']),
    professionalChange: z.boolean(),
    patient: z.boolean(),
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
    /** A person has paused the sending until then; null while it goes on. */
    pausedUntil: InstantSchema.nullable(),
    /** False where the way in hands no records in: what is for the NHI waits until the settings name another one. */
    nhiOffered: z.boolean(),
    /** Records of the clinic's cloud that this store lacks, has otherwise or cannot read, and nobody has taken note of. */
    cloudFindings: z.int(),
  }),
  /** The two 24-hour clocks: what runs out within four hours, and what has run out. */
  deadlines: z.strictObject({ upload: DeadlineSchema, signature: DeadlineSchema }),
  clock: z.strictObject({
    /** Server time minus this PC's time in milliseconds; null until a server has answered. */
    offsetMs: z.number().nullable(),
  }),
  desk: z.strictObject({ name: z.string(), person: z.string() }),
})
export type DeskStatus = z.infer<typeof DeskStatusSchema>

/** PIN of a professional card (6.0: 6–8 digits); null where it is typed on the reader. */
const ProfessionalPinSchema = z
  .string()
  .regex(/^\d{6,8}$/)
  .nullable()
/** PIN of a patient's card (4–6 digits); null as above. */
const PatientPinSchema = z
  .string()
  .regex(/^\d{4,6}$/)
  .nullable()

/** What a call of the control software can end with when it is about SAM, PINs or signing in; it may go on to the NHI's server. */
const callErrors = ['NOT_AUTHENTICATED', ...cardErrors, ...controlErrors, ...nhiErrors] as const
const signInErrors = [...professionalErrors, ...virtualCardErrors, ...callErrors] as const
const patientPinErrors = [...virtualCardErrors, ...callErrors] as const

export const statusChannels = {
  /** Everything the status bar shows, as it is now. */
  'status:current': channel({ input: z.strictObject({}), output: DeskStatusSchema, errors: [] }),
  /** Makes a reader the patient's or the professional's, at once and for later; its former role goes to the reader it replaces. */
  'readers:assign': channel({
    input: z.strictObject({ role: ReaderRoleSchema, reader: ReaderNameSchema }),
    output: DeskStatusSchema,
    errors: ['READER_NOT_FOUND', 'SETTINGS_INVALID', 'STORE_FULL', 'NOT_CONFIGURED'],
  }),
  /** Initialises the control software and verifies the SAM with the NHI now, whatever the program waits for. */
  'sam:verify': channel({
    input: z.strictObject({}),
    output: DeskStatusSchema,
    errors: callErrors,
  }),
  /** Ends the session of the control software and begins a new one; the professional's PIN is asked for again. */
  'sam:reopen': channel({
    input: z.strictObject({}),
    output: DeskStatusSchema,
    errors: callErrors,
  }),
  /** Verifies the professional card by its PIN. The PIN is passed on and forgotten, here and in every channel below. */
  'professional:verify-pin': channel({
    input: z.strictObject({ pin: ProfessionalPinSchema }),
    output: DeskStatusSchema,
    errors: signInErrors,
  }),
  /** Gives the professional card that is signed in a new PIN. */
  'professional:change-pin': channel({
    input: z.strictObject({ newPin: ProfessionalPinSchema }),
    output: DeskStatusSchema,
    errors: ['PIN_CHANGE_FAILED', ...signInErrors],
  }),
  /** Unlocks the professional card by its PUK and gives it a new PIN, which is then verified. */
  'professional:unlock': channel({
    input: z.strictObject({
      puk: z
        .string()
        .regex(/^\d{4,12}$/)
        .nullable(),
      newPin: ProfessionalPinSchema,
    }),
    output: DeskStatusSchema,
    errors: ['PROFESSIONAL_PUK_WRONG', 'PIN_CHANGE_FAILED', ...signInErrors],
  }),
  /** Signs the professional out; the PIN is asked for again. */
  'professional:log-out': channel({
    input: z.strictObject({}),
    output: DeskStatusSchema,
    errors: signInErrors,
  }),
  /** Verifies the inserted patient card's own PIN; its authentication then goes on by itself (`card:changed`). */
  'patient-pin:verify': channel({
    input: z.strictObject({ pin: PatientPinSchema }),
    output: z.strictObject({}),
    errors: patientPinErrors,
  }),
  /** Sets or changes the patient card's PIN; the old one, `pin`, is verified first (null: not given, as the card has none). */
  'patient-pin:change': channel({
    input: z.strictObject({ pin: PatientPinSchema, newPin: PatientPinSchema }),
    output: z.strictObject({}),
    errors: ['PIN_CHANGE_FAILED', ...patientPinErrors],
  }),
  /** Takes the PIN off the patient card, `pin` verified first. */
  'patient-pin:disable': channel({
    input: z.strictObject({ pin: PatientPinSchema }),
    output: z.strictObject({}),
    errors: ['PIN_CHANGE_FAILED', ...patientPinErrors],
  }),
  /** Asks every end point at once instead of waiting for the next round. */
  'status:probe': channel({ input: z.strictObject({}), output: DeskStatusSchema, errors: [] }),
} as const

export const statusEvents = { 'status:changed': DeskStatusSchema } as const
