import { z } from 'zod'
import { channel } from '../channel.ts'
import { ErrorViewSchema } from '../errorView.ts'
import { ReportChoiceSchema } from '../paper/report.ts'
import { IsoDateSchema } from '../words.ts'
import { ControlSoftwareSchema, HttpsUrlSchema, NhiAdapterSchema, WayFindingSchema } from './controlSoftware.ts'
import { SettingsSchema } from './settings.ts'

/** What a person has chosen for this desk. */
export const PreferencesSchema = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  language: z.enum(['zh-TW', 'en']),
  /** Percent of the normal text size. */
  textSize: z.int().min(80).max(200),
  /** Widths the person has dragged, by name of the divider, in per mille. */
  dividers: z
    .record(z.string().max(40), z.int().min(50).max(950))
    .refine((widths) => Object.keys(widths).length <= 200, 'too many'),
  lastPractitionerId: z.string().max(40).nullable(),
  lastRoomId: z.string().max(20).nullable(),
  /** Whose waiting patients the list of the consultation shows; null for everybody's. */
  waitingDoctorId: z.string().max(40).nullable(),
  /** Who was said last to dispense: a pharmacist by the settings' id; null for the doctor. */
  lastPharmacistId: z.string().max(40).nullable(),
  /** Whether an alarm about a deadline is also heard. */
  alarmSound: z.boolean(),
  /** How the waiting room's window stands; after a start it stands so again: on a screen of its own, or as a window beside the others. */
  display: z.enum(['closed', 'window', 'screen']),
  /** The browser's id of the camera that was used last. */
  lastCameraId: z.string().max(200).nullable(),
  report: ReportChoiceSchema.nullable(),
})
export type Preferences = z.infer<typeof PreferencesSchema>

export const appChannels = {
  /** Whether the app stands ready, or why it can't; the only channel that also answers when the store is closed. */
  'app:startup': channel({
    input: z.strictObject({}),
    output: z.strictObject({
      /** Null when everything is open. */
      failure: ErrorViewSchema.nullable(),
      version: z.string(),
      today: IsoDateSchema,
      /** How the store's key is kept. `development` is plain text in a file and must be said on the screen. */
      keyProtection: z.enum(['os', 'development', 'none']),
      /** True when the app talks to the demonstration surroundings, by the settings' own word. */
      demonstration: z.boolean(),
      dataDirectory: z.string(),
    }),
    errors: [],
  }),
  /** The front room says that its first screen can be used; the program's log keeps the moment. */
  'app:first-screen': channel({ input: z.strictObject({}), output: z.strictObject({}), errors: [] }),
  /** What was chosen for this desk, or the defaults. */
  'preferences:get': channel({ input: z.strictObject({}), output: PreferencesSchema, errors: [] }),
  /** Changes what is given and answers with all of it. */
  'preferences:set': channel({ input: PreferencesSchema.partial(), output: PreferencesSchema, errors: ['STORE_FULL'] }),
  /**
   * The settings as they were read at the start; null, with what is wrong with the file, where it can't be used or isn't
   * there.
   */
  'settings:current': channel({
    input: z.strictObject({}),
    output: z.strictObject({ settings: SettingsSchema.nullable(), file: z.string(), problem: z.string().nullable() }),
    errors: [],
  }),
  /** Checks and keeps the settings, whose people all need a 科別 in force; they take effect at the next start, which the screen offers. */
  'settings:save': channel({
    input: SettingsSchema,
    output: z.strictObject({ file: z.string() }),
    errors: ['SETTINGS_INVALID', 'STORE_FULL', 'RULES_MISSING'],
  }),
  /** Fetches the certificate of the control software so that a person can compare and pin its fingerprint. */
  'settings:probe-certificate': channel({
    input: z.strictObject({ baseUrl: HttpsUrlSchema }),
    output: z.strictObject({ sha256Fingerprint: z.string(), subject: z.string(), validUntil: z.string() }),
    errors: ['CONTROL_ABSENT', 'CONTROL_TIMEOUT'],
  }),
  /** Which ways in to the NHI answer on this PC now, by what is typed on the settings screen; and which one `auto` would take. */
  'settings:find-ways': channel({
    input: ControlSoftwareSchema.omit({ adapter: true }),
    output: z.strictObject({ findings: z.array(WayFindingSchema), chosen: NhiAdapterSchema.nullable() }),
    errors: [],
  }),
  /** Ends the program and starts it anew; the answer goes out first. */
  'app:restart': channel({ input: z.strictObject({}), output: z.strictObject({}), errors: [] }),
} as const
