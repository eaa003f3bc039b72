import { z } from 'zod'
import { channel } from '../channel.ts'
import { EncounterIdSchema, InstantSchema, IsoDateSchema, PractitionerIdSchema, SessionSchema } from '../words.ts'
import { ReportColumnSchema } from './reportColumns.ts'
import { ReportGroupingSchema, ReportKindSchema, reportLayouts } from './reportLayouts.ts'

/** Rows that are told of at once; the totals are of all. */
export const mostRows = 300
/** Visits that are told of at once behind a number. */
export const mostVisits = 500

/** What a report is asked for. */
export const ReportQuestionSchema = z
  .strictObject({
    kind: ReportKindSchema,
    by: ReportGroupingSchema,
    /** Clinic days, both included; of money the days it moved on. */
    from: IsoDateSchema,
    to: IsoDateSchema,
    /** Only visits of this doctor, or of this session. */
    practitionerId: PractitionerIdSchema.nullable(),
    session: SessionSchema.nullable(),
    /** The largest so many rows, the rest as one; null for all. */
    top: z.int().min(1).max(mostRows).nullable(),
  })
  .refine(({ from, to }) => from <= to, 'period')
  .refine(({ kind, by }) => reportLayouts[kind][by] !== undefined, 'grouping')
export type ReportQuestion = z.infer<typeof ReportQuestionSchema>

/** What a person last chose among the reports, to begin with the next time. */
export const ReportChoiceSchema = z.strictObject({
  kind: ReportKindSchema,
  by: ReportGroupingSchema,
  period: z.enum(['today', 'this-month', 'last-month', 'this-year', 'typed']),
  /** Of a typed period; null for the others, which move on with the calendar. */
  from: IsoDateSchema.nullable(),
  to: IsoDateSchema.nullable(),
  practitionerId: PractitionerIdSchema.nullable(),
  session: SessionSchema.nullable(),
  top: z.int().min(1).max(mostRows).nullable(),
})
export type ReportChoice = z.infer<typeof ReportChoiceSchema>

const ValueSchema = z.number().nullable()
const RowSchema = z.strictObject({
  /** One word for each dimension: a day, an id, a code. */
  key: z.array(z.string().max(60)).min(1).max(5),
  /** What the last of them is called, where the key alone doesn't tell. */
  name: z.strictObject({ zh: z.string(), en: z.string() }).nullable(),
  /** In the order of the layout's columns; null where there is nothing to tell. */
  values: z.array(ValueSchema).max(20),
})
export type ReportRow = z.infer<typeof RowSchema>

/** A report as it is shown: rows in the order of its layout, at most `mostRows`, and totals over all there are. */
export const ReportSchema = z.strictObject({
  question: ReportQuestionSchema,
  /** The store's moment: what was written later is not in it. */
  asOf: InstantSchema,
  rows: z.array(RowSchema).max(mostRows),
  /** Rows there are in all, `others` not counted. */
  rowCount: z.int().nonnegative(),
  /** The rows beyond `top` as one; null where there are none. */
  others: z.array(ValueSchema).max(20).nullable(),
  totals: z.array(ValueSchema).max(20),
})
export type Report = z.infer<typeof ReportSchema>

/** A number of a report: its row's key, or null for the totals, and its column. */
export const ReportCellSchema = z.strictObject({
  key: z.array(z.string().max(60)).min(1).max(5).nullable(),
  column: ReportColumnSchema,
})
export type ReportCell = z.infer<typeof ReportCellSchema>

/** One of the visits behind a number. */
export const ReportVisitSchema = z.strictObject({
  encounterId: EncounterIdSchema,
  day: IsoDateSchema,
  queueNumber: z.int(),
  session: SessionSchema,
  patientName: z.string(),
  chartNumber: z.string(),
  practitionerName: z.string(),
  /** The visit's part of the number; null where it only counts. */
  value: ValueSchema,
})
export type ReportVisit = z.infer<typeof ReportVisitSchema>

/** The visits behind a number of a report. */
export const ReportVisitsSchema = z.strictObject({
  asOf: InstantSchema,
  /** By day and number, at most `mostVisits`. */
  visits: z.array(ReportVisitSchema).max(mostVisits),
  count: z.int().nonnegative(),
})
export type ReportVisits = z.infer<typeof ReportVisitsSchema>

/** Columns of the visits behind a number, as they are exported. */
export const reportVisitColumns = [
  'day',
  'queueNumber',
  'session',
  'practitionerName',
  'chartNumber',
  'patientName',
  'value',
] as const

/** The texts of an exported file, in the language of the screen. */
export const ReportWordsSchema = z.strictObject({
  title: z.string().min(1).max(80),
  /** Of the dimensions, the name where rows are coded, and the columns; of `reportVisitColumns` for visits. */
  headings: z.array(z.string().max(60)).min(1).max(24),
  /** What the words of a key are called (`morning`, `cash`, a chapter). */
  words: z
    .record(z.string().max(40), z.string().max(120))
    .refine((words) => Object.keys(words).length <= 2000, 'too many'),
  total: z.string().max(40),
  others: z.string().max(40),
  /** Lines under the table: the period, the filters, what is counted. */
  notes: z.array(z.string().max(400)).max(12),
  /** Before the moment of the store. */
  asOf: z.string().max(60),
  language: z.enum(['zh', 'en']),
})
export type ReportWords = z.infer<typeof ReportWordsSchema>

/** What a report may be written as. */
export const ReportFormatSchema = z.enum(['csv', 'xlsx'])
export type ReportFormat = z.infer<typeof ReportFormatSchema>

/** How far the work is. */
export const ReportProgressSchema = z.strictObject({
  step: z.enum(['read', 'write']),
  percent: z.int().min(0).max(100),
})
export type ReportProgress = z.infer<typeof ReportProgressSchema>

const workErrors = ['REPORT_FAILED', 'STORE_CORRUPT'] as const

export const reportChannels = {
  /** Everybody who is named as a doctor of a visit that was not cancelled. */
  'reports:practitioners': channel({
    input: z.strictObject({}),
    output: z.array(z.strictObject({ practitionerId: PractitionerIdSchema, name: z.string() })),
    errors: [],
  }),
  /** Works a report out; null when it was cancelled, which a newer question does, too. */
  'reports:run': channel({ input: ReportQuestionSchema, output: ReportSchema.nullable(), errors: [...workErrors] }),
  /** The visits behind a number; null when it was cancelled. */
  'reports:visits': channel({
    input: z.strictObject({ question: ReportQuestionSchema, cell: ReportCellSchema }),
    output: ReportVisitsSchema.nullable(),
    errors: [...workErrors],
  }),
  /**
   * Writes a report, or all visits behind one of its numbers, to a file the person chooses; `file` is null where none was chosen or it was
   * cancelled. `REPORT_TOO_LONG`: more rows than a file is given.
   */
  'reports:export': channel({
    input: z.strictObject({
      question: ReportQuestionSchema,
      cell: ReportCellSchema.nullable(),
      format: ReportFormatSchema,
      words: ReportWordsSchema,
    }),
    output: z.strictObject({ file: z.string().nullable(), rows: z.int().nonnegative() }),
    errors: ['REPORT_TOO_LONG', 'FILE_NOT_WRITTEN', 'STORE_FULL', ...workErrors],
  }),
  /** Ends what is under way. */
  'reports:cancel': channel({ input: z.strictObject({}), output: z.strictObject({}), errors: [] }),
} as const

export const reportEvents = {
  /** How far the report under way is. */
  'reports:progress': ReportProgressSchema,
} as const
