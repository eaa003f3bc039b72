import { z } from 'zod'
import { SettingsSchema } from '../../../preload/contract/desk/settings.ts'
import { ErrorViewSchema } from '../../../preload/contract/errorView.ts'
import { EncounterIdSchema } from '../../../preload/contract/words.ts'

const httpsUrls = SettingsSchema.shape.nhiServer.shape.baseUrls
const pem = z.string().min(1).max(262_144)

/**
 * What of the settings the sync worker needs, with the text of every PEM in place of its file: the worker reads no file but the
 * store.
 */
export const OutboxSettingsSchema = z.strictObject({
  controlSoftware: SettingsSchema.shape.controlSoftware,
  nhiServer: z.strictObject({
    baseUrls: httpsUrls,
    caPem: pem.nullable(),
    interfaceName: SettingsSchema.shape.nhiServer.shape.interfaceName,
  }),
  /** Null when the clinic has no cloud: its rows then wait, and nothing is lost. */
  clinicCloud: z.strictObject({ baseUrls: httpsUrls, caPem: pem, clientCertPem: pem, clientKeyPem: pem }).nullable(),
})
export type OutboxSettings = z.infer<typeof OutboxSettingsSchema>

/** Waiting times that tests shorten; the defaults are the product's. All in ms. */
export const OutboxPaceSchema = z.strictObject({
  /** How long after an upload, and between two questions, the NHI is asked for its result (contract §4: about 10 s). */
  resultPollMs: z.int().min(10).max(600_000).default(10_000),
  /** Between two probes of an end point that is down. */
  probeDownMs: z.int().min(10).max(5_000).default(2_500),
  /** Between two probes of an end point that is up. */
  probeUpMs: z.int().min(10).max(600_000).default(20_000),
  /** Other times for the NHI's end point alone; null where it is probed like every other. */
  nhiProbe: z
    .strictObject({ upMs: z.int().min(10).max(600_000), downMs: z.int().min(10).max(600_000) })
    .nullable()
    .default(null),
  /** Between two questions for appointments of the clinic cloud, while it is up. */
  appointmentsMs: z.int().min(10).max(3_600_000).default(60_000),
})
export type OutboxPace = z.infer<typeof OutboxPaceSchema>

/** The longest file: 30 records with all their orders stay far below; in base64. */
const longestFile = 8 << 20

/** A call of the NHI port that the worker has main make, for ways in whose device only main may hold. */
const NhiQuestionSchema = z.discriminatedUnion('call', [
  z.strictObject({ call: z.literal('open') }),
  z.strictObject({
    call: z.literal('uploadRecords'),
    /** The file's bytes in base64. */
    xml: z.base64().max(longestFile),
    mode: z.enum(['formal', 'pre-check', 'connection-test']),
  }),
  z.strictObject({ call: z.literal('uploadResult'), opcode: z.string().max(200) }),
  z.strictObject({ call: z.literal('treatmentNumberWithoutCard'), nationalId: z.string().max(20) }),
  z.strictObject({ call: z.literal('probeServer') }),
])
export type NhiQuestion = z.infer<typeof NhiQuestionSchema>

const NhiValueSchema = z.discriminatedUnion('call', [
  z.strictObject({
    call: z.literal('open'),
    status: z.strictObject({
      initialised: z.boolean(),
      sam: z.enum(['none', 'not-verified', 'verified']),
      professionalCard: z.enum(['none', 'present', 'pin-pending', 'verified']),
      patientCard: z.enum(['none', 'present', 'authenticated']),
    }),
  }),
  z.strictObject({ call: z.literal('uploadRecords'), opcode: z.string().max(200) }),
  z.strictObject({ call: z.literal('uploadResult'), text: z.string().max(longestFile).nullable() }),
  z.strictObject({
    call: z.literal('treatmentNumberWithoutCard'),
    treatmentDateTime: z.string().max(20),
    treatmentNumber: z.string().max(40),
  }),
  z.strictObject({ call: z.literal('probeServer'), dataCentre: z.int().min(0) }),
])

/** Main's answer to a question of the worker. */
const NhiAnswerSchema = z.strictObject({
  type: z.literal('nhi-answer'),
  id: z.int().min(1),
  answer: z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), value: NhiValueSchema }),
    z.strictObject({ ok: z.literal(false), error: ErrorViewSchema }),
  ]),
  /** Server time minus this PC's time as the port knows it. */
  offsetMs: z.number().nullable(),
})
export type NhiAnswer = z.infer<typeof NhiAnswerSchema>

/** Main → worker. */
export const ToWorkerSchema = z.discriminatedUnion('type', [
  /** First message, once: opens the store and begins. Answered by `ready` or `fatal`. */
  z.strictObject({
    type: z.literal('start'),
    dbFile: z.string().min(1).max(4096),
    /** The store's key, 32 bytes in hex. */
    keyHex: z.string().regex(/^[0-9a-f]{64}$/),
    nativeBinding: z.string().min(1).max(4096).nullable(),
    settings: OutboxSettingsSchema,
    /** Whose audit trail it is. */
    deskId: z.string().min(1).max(40),
    /** Server time minus this PC's time as far as main knows it; null when it doesn't. */
    offsetMs: z.number().nullable(),
    pace: OutboxPaceSchema.prefault({}),
    /** A person has stopped the sending: nothing may leave from the first moment on. */
    paused: z.boolean().default(false),
  }),
  /**
   * There is something to do. `appended`: new rows. `asked`: a person wants it sent now, so cool-downs end. `power-resumed`: the
   * PC slept, so end points and clock are looked at anew.
   */
  z.strictObject({
    type: z.literal('wake'),
    reason: z.enum(['appended', 'asked', 'power-resumed']),
    /** The row a person asked for, which goes before every other; null when it is all of them, or none. */
    outboxId: z.string().max(40).nullable().default(null),
  }),
  NhiAnswerSchema,
  /** Somebody wants the clinic cloud's appointments now; answered by `appointments`. */
  z.strictObject({ type: z.literal('pull-appointments') }),
  /** Begins nothing new; what is under way ends. */
  z.strictObject({ type: z.literal('pause') }),
  z.strictObject({ type: z.literal('resume') }),
  /** Sends what is due, and answers `drained` when nothing can be done any more or the time is over. */
  z.strictObject({ type: z.literal('drain'), withinMs: z.int().min(0).max(600_000) }),
  /** Begins nothing new, lets what is under way end for at most so long, closes the store and exits with 0. */
  z.strictObject({ type: z.literal('stop'), withinMs: z.int().min(0).max(60_000) }),
])
export type ToWorker = z.infer<typeof ToWorkerSchema>
export type StartMessage = Extract<ToWorker, { type: 'start' }>
/** A start as main writes it: `pace` may be left out. */
export type StartInput = z.input<typeof ToWorkerSchema> & { readonly type: 'start' }
export type WakeReason = Extract<ToWorker, { type: 'wake' }>['reason']

/** `unknown`: not asked yet, or not configured. */
export const LinkStateSchema = z.enum(['unknown', 'up', 'down'])
export type LinkState = z.infer<typeof LinkStateSchema>

export const LinksSchema = z.strictObject({
  nhi: LinkStateSchema,
  /** Index of the data centre in use, in the order of the settings; null while it isn't known. */
  nhiDataCentre: z.int().min(0).nullable(),
  cloud: LinkStateSchema,
  cloudDataCentre: z.int().min(0).nullable(),
})
export type Links = z.infer<typeof LinksSchema>

/** Names, numbers and codes; never a person's data, an address with a query, or a payload. */
export const LogFieldsSchema = z.record(
  z.string().max(40),
  z.union([z.string().max(2_000), z.number(), z.boolean(), z.null()]),
)
export type LogFields = z.infer<typeof LogFieldsSchema>
export type LogLevel = 'info' | 'warn' | 'error'

/** Worker → main. */
export const FromWorkerSchema = z.discriminatedUnion('type', [
  /** The store is open and the dispatcher runs. `recovered`: rows that an interruption had left in the middle. */
  z.strictObject({ type: z.literal('ready'), recovered: z.int().min(0) }),
  /** Rows of these visits moved. */
  z.strictObject({ type: z.literal('changed'), encounterIds: z.array(EncounterIdSchema).min(1).max(1_000) }),
  z.strictObject({ type: z.literal('links'), links: LinksSchema }),
  /** The clinic cloud was asked for its appointments; what it said lies in the store, and so does why it said nothing. */
  z.strictObject({ type: z.literal('appointments'), news: z.int().min(0) }),
  /** The clinic cloud was asked what it holds; what was found lies in the store. */
  z.strictObject({ type: z.literal('cloud-findings') }),
  z.strictObject({ type: z.literal('serverTime'), offsetMs: z.number() }),
  z.strictObject({
    type: z.literal('log'),
    level: z.enum(['info', 'warn', 'error']),
    event: z.string().min(1).max(80),
    fields: LogFieldsSchema,
  }),
  /** The store's file was found damaged while the worker read or wrote it; what can be read goes on. */
  z.strictObject({ type: z.literal('store-damaged') }),
  /** A question for main's own NHI port; answered by `nhi-answer` with the same id. */
  z.strictObject({ type: z.literal('nhi'), id: z.int().min(1), question: NhiQuestionSchema }),
  /** Answer to `drain`: whether everything that could be done was done within the time. */
  z.strictObject({ type: z.literal('drained'), complete: z.boolean() }),
  /** The worker cannot go on and exits with 1: an error code of the store, `BAD_MESSAGE` or `INTERNAL`. */
  z.strictObject({ type: z.literal('fatal'), code: z.string().min(1).max(40) }),
])
export type FromWorker = z.infer<typeof FromWorkerSchema>
