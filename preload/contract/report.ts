import { z } from 'zod'
import { channel } from './channel.ts'
import { EncounterIdSchema, InstantSchema, IsoDateSchema, PractitionerIdSchema, SessionSchema } from './words.ts'

/** What is counted: see `reportLayouts`. */
export const ReportKindSchema = z.enum(['day', 'doctor', 'session', 'diagnosis', 'drug', 'revenue', 'debt', 'waiting'])
export type ReportKind = z.infer<typeof ReportKindSchema>

/** What the rows of a report are. */
export const ReportGroupingSchema = z.enum([
  'day',
  'month',
  'doctor',
  'session',
  'code',
  'chapter',
  'kind',
  'age',
  'hour',
])
export type ReportGrouping = z.infer<typeof ReportGroupingSchema>

/** What a row is told by. `band` is an age of debts, `hour` the hour of registration, `chapter` one of ICD-10-CM. */
export type ReportDimension =
  | 'day'
  | 'month'
  | 'weekday'
  | 'session'
  | 'practitioner'
  | 'diagnosis'
  | 'chapter'
  | 'drug'
  | 'kind'
  | 'method'
  | 'band'
  | 'hour'

/**
 * Every column, in what it is counted and how its parts become one number. `sum`: the total is the sum of the rows, and what lies
 * behind a number adds up to it. `distinct`: the same patient or day counts once. `quantity`: a sum within its row only, because units
 * differ between rows. `median`, `p90`: of the visits' minutes. `ratio`: of two other columns.
 */
export const reportColumns = {
  visits: { unit: 'count', fold: 'sum' },
  cancelled: { unit: 'count', fold: 'sum' },
  patients: { unit: 'count', fold: 'distinct' },
  days: { unit: 'count', fold: 'distinct' },
  perDay: { unit: 'decimal', fold: 'ratio' },
  points: { unit: 'points', fold: 'sum' },
  pointsPerVisit: { unit: 'points', fold: 'ratio' },
  examination: { unit: 'points', fold: 'sum' },
  drugs: { unit: 'points', fold: 'sum' },
  treatments: { unit: 'points', fold: 'sum' },
  copayment: { unit: 'twd', fold: 'sum' },
  registration: { unit: 'twd', fold: 'sum' },
  unsent: { unit: 'count', fold: 'sum' },
  late: { unit: 'count', fold: 'sum' },
  due: { unit: 'twd', fold: 'sum' },
  selfPay: { unit: 'twd', fold: 'sum' },
  discount: { unit: 'twd', fold: 'sum' },
  owed: { unit: 'twd', fold: 'sum' },
  cash: { unit: 'twd', fold: 'sum' },
  card: { unit: 'twd', fold: 'sum' },
  mobile: { unit: 'twd', fold: 'sum' },
  received: { unit: 'twd', fold: 'sum' },
  refunded: { unit: 'twd', fold: 'sum' },
  net: { unit: 'twd', fold: 'sum' },
  entries: { unit: 'count', fold: 'sum' },
  amount: { unit: 'twd', fold: 'sum' },
  main: { unit: 'count', fold: 'sum' },
  mentions: { unit: 'count', fold: 'sum' },
  lines: { unit: 'count', fold: 'sum' },
  quantity: { unit: 'decimal', fold: 'quantity' },
  waitMedian: { unit: 'minutes', fold: 'median' },
  waitP90: { unit: 'minutes', fold: 'p90' },
  seeMedian: { unit: 'minutes', fold: 'median' },
  seeP90: { unit: 'minutes', fold: 'p90' },
  payMedian: { unit: 'minutes', fold: 'median' },
  payP90: { unit: 'minutes', fold: 'p90' },
  stayMedian: { unit: 'minutes', fold: 'median' },
  stayP90: { unit: 'minutes', fold: 'p90' },
} as const satisfies Readonly<
  Record<
    string,
    {
      readonly unit: 'count' | 'decimal' | 'points' | 'twd' | 'minutes'
      readonly fold: 'sum' | 'distinct' | 'quantity' | 'median' | 'p90' | 'ratio'
    }
  >
>
export type ReportColumn = keyof typeof reportColumns
const ReportColumnSchema = z.enum(Object.keys(reportColumns) as [ReportColumn, ...ReportColumn[]])

/** How a report stands on paper: what its rows are told by, and what is counted in them. */
export interface ReportLayout {
  readonly dimensions: readonly ReportDimension[]
  readonly columns: readonly ReportColumn[]
  /** Largest first by this column; by the dimensions where there is none. */
  readonly largestBy?: ReportColumn
}

const drugs: ReportLayout = {
  dimensions: ['drug'],
  columns: ['lines', 'quantity', 'points', 'patients'],
  largestBy: 'points',
}
const diagnoses = { columns: ['main', 'mentions', 'patients'], largestBy: 'main' } as const
const money = ['due', 'selfPay', 'discount', 'owed', 'cash', 'card', 'mobile', 'refunded', 'net'] as const
const waits = [
  'visits',
  'waitMedian',
  'waitP90',
  'seeMedian',
  'seeP90',
  'payMedian',
  'payP90',
  'stayMedian',
  'stayP90',
] as const

/** The groupings each report can have, its usual one first. */
export const reportLayouts: Readonly<Record<ReportKind, Readonly<Partial<Record<ReportGrouping, ReportLayout>>>>> = {
  day: {
    day: {
      dimensions: ['day', 'session', 'practitioner'],
      columns: [
        'visits',
        'cancelled',
        'points',
        'copayment',
        'registration',
        'selfPay',
        'discount',
        'owed',
        'received',
        'refunded',
        'unsent',
        'late',
      ],
    },
  },
  doctor: {
    doctor: {
      dimensions: ['practitioner'],
      columns: [
        'visits',
        'patients',
        'days',
        'perDay',
        'points',
        'pointsPerVisit',
        'examination',
        'drugs',
        'treatments',
        'copayment',
      ],
    },
  },
  session: {
    session: {
      dimensions: ['weekday', 'session'],
      columns: ['visits', 'days', 'perDay', 'patients', 'points', 'copayment'],
    },
  },
  diagnosis: {
    code: { dimensions: ['diagnosis'], ...diagnoses },
    chapter: { dimensions: ['chapter'], ...diagnoses },
  },
  drug: { code: drugs },
  revenue: {
    day: { dimensions: ['day'], columns: money },
    month: { dimensions: ['month'], columns: money },
    kind: { dimensions: ['kind', 'method'], columns: ['entries', 'amount'] },
  },
  debt: { age: { dimensions: ['band'], columns: ['visits', 'patients', 'amount'] } },
  waiting: {
    hour: { dimensions: ['hour'], columns: waits },
    doctor: { dimensions: ['practitioner'], columns: waits },
  },
}

/** The layout of a question; a grouping that the report doesn't have never gets past `ReportQuestionSchema`. */
export const layoutOf = ({ kind, by }: Pick<ReportQuestion, 'kind' | 'by'>): ReportLayout => {
  const layout = reportLayouts[kind][by]
  if (layout === undefined) throw new RangeError(`${kind} has no grouping ${by}`)
  return layout
}

/** Whether its rows have a code and a name of their own, which are two cells on paper. */
export const isCoded = ({ dimensions }: ReportLayout): boolean =>
  dimensions.includes('diagnosis') || dimensions.includes('drug')

/** The groupings of a report, its usual one first. */
export const groupingsOf = (kind: ReportKind): readonly ReportGrouping[] =>
  ReportGroupingSchema.options.filter((by) => reportLayouts[kind][by] !== undefined)

/** Rows that are told of at once; the totals are of all. */
export const mostRows = 300
/** Visits that are told of at once behind a number. */
export const mostVisits = 500

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
  key: z.array(z.string().max(60)).min(1).max(3),
  /** What the last of them is called, where the key alone doesn't tell. */
  name: z.strictObject({ zh: z.string(), en: z.string() }).nullable(),
  /** In the order of the layout's columns; null where there is nothing to tell. */
  values: z.array(ValueSchema).max(20),
})
export type ReportRow = z.infer<typeof RowSchema>

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
  key: z.array(z.string().max(60)).min(1).max(3).nullable(),
  column: ReportColumnSchema,
})
export type ReportCell = z.infer<typeof ReportCellSchema>

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
  words: z.record(z.string().max(40), z.string().max(120)),
  total: z.string().max(40),
  others: z.string().max(40),
  /** Lines under the table: the period, the filters, what is counted. */
  notes: z.array(z.string().max(400)).max(12),
  /** Before the moment of the store. */
  asOf: z.string().max(60),
  language: z.enum(['zh', 'en']),
})
export type ReportWords = z.infer<typeof ReportWordsSchema>

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
  'reports:progress': ReportProgressSchema,
} as const
