import { z } from 'zod'
import type { ReportColumn } from './reportColumns.ts'

/** What is counted: see `reportLayouts`. */
export const ReportKindSchema = z.enum([
  'day',
  'doctor',
  'session',
  'diagnosis',
  'drug',
  'revenue',
  'debt',
  'refill',
  'no-show',
  'waiting',
])
export type ReportKind = z.infer<typeof ReportKindSchema>

/** What the rows of a report are. */
export const ReportGroupingSchema = z.enum([
  'patient',
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

/** What a row is told by. `band` is an age of debts, `hour` the hour of registration, `chapter` one of ICD-10-CM, `phone` a masked one. */
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
  | 'due-from'
  | 'due-until'
  | 'dispensing'
  | 'phone'
  | 'patient'

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
const refillsCounted = ['prescriptions', 'patients'] as const
const appointments = ['expected', 'came', 'noShows', 'share', 'calledOff'] as const
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
  refill: {
    patient: {
      dimensions: ['due-from', 'due-until', 'dispensing', 'phone', 'patient'],
      columns: ['prescriptions', 'daysEach', 'supplyLeft', 'daysLeft'],
    },
    day: { dimensions: ['due-from'], columns: refillsCounted },
    doctor: { dimensions: ['practitioner'], columns: refillsCounted },
  },
  'no-show': {
    patient: { dimensions: ['patient'], columns: appointments, largestBy: 'noShows' },
    day: { dimensions: ['day'], columns: appointments },
    doctor: { dimensions: ['practitioner'], columns: appointments },
    session: { dimensions: ['weekday', 'session'], columns: appointments },
  },
  waiting: {
    hour: { dimensions: ['hour'], columns: waits },
    doctor: { dimensions: ['practitioner'], columns: waits },
  },
}

/** The layout of a question; a grouping that the report doesn't have never gets past `ReportQuestionSchema`. */
export const layoutOf = ({ kind, by }: { readonly kind: ReportKind; readonly by: ReportGrouping }): ReportLayout => {
  const layout = reportLayouts[kind][by]
  if (layout === undefined) throw new RangeError(`${kind} has no grouping ${by}`)
  return layout
}

const codedDimensions = ['diagnosis', 'drug', 'patient'] as const satisfies readonly ReportDimension[]
/** Whether its rows have a code (of a patient the chart number) and a name of their own, which are two cells on paper. */
export const isCoded = ({ dimensions }: ReportLayout): boolean =>
  codedDimensions.some((one) => dimensions.includes(one))

/** The groupings of a report, its usual one first. */
export const groupingsOf = (kind: ReportKind): readonly ReportGrouping[] =>
  ReportGroupingSchema.options.filter((by) => reportLayouts[kind][by] !== undefined)
