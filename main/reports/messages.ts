import { z } from 'zod'
import { errorCodes } from '../../preload/contract/errors.ts'
import {
  ReportCellSchema,
  ReportFormatSchema,
  ReportProgressSchema,
  ReportQuestionSchema,
  ReportSchema,
  ReportVisitsSchema,
  ReportWordsSchema,
} from '../../preload/contract/paper/report.ts'

/** Where the store lies and how it is opened. */
export const OpeningSchema = z.strictObject({
  file: z.string(),
  keyHex: z.string().regex(/^[0-9a-f]{64}$/),
  nativeBinding: z.string().nullable(),
})
export type Opening = z.infer<typeof OpeningSchema>

const NamedSchema = z.strictObject({ id: z.string(), name: z.string() })

const asked = {
  question: ReportQuestionSchema,
  /** Epoch ms, server time: by it lateness is told, and it is the moment that stands on the report. */
  now: z.number(),
}

/** What main asks of the report process: the opening first, then one question after another. */
export const ToReportsSchema = z.discriminatedUnion('type', [
  /** `practitioners`: of the settings, for a doctor whom no visit names yet. */
  z.strictObject({ type: z.literal('open'), opening: OpeningSchema, practitioners: z.array(NamedSchema) }),
  z.strictObject({ type: z.literal('run'), ...asked }),
  z.strictObject({ type: z.literal('visits'), ...asked, cell: ReportCellSchema }),
  /** `file`: the path a person has chosen in the system's own window. */
  z.strictObject({
    type: z.literal('export'),
    ...asked,
    cell: ReportCellSchema.nullable(),
    format: ReportFormatSchema,
    words: ReportWordsSchema,
    file: z.string(),
    /** The name beside it that it has until it is whole; main takes it away where it never became so. */
    temporary: z.string(),
  }),
])
export type ToReports = z.infer<typeof ToReportsSchema>

const DetailSchema = z.union([z.string(), z.number(), z.boolean(), z.null()])

/** What the report process tells: progress, and one answer to each question. */
export const FromReportsSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('progress'), progress: ReportProgressSchema }),
  z.strictObject({ type: z.literal('report'), report: ReportSchema }),
  z.strictObject({ type: z.literal('visits'), visits: ReportVisitsSchema }),
  z.strictObject({ type: z.literal('written'), rows: z.int().nonnegative() }),
  z.strictObject({
    type: z.literal('failed'),
    code: z.enum(errorCodes),
    details: z.record(z.string(), DetailSchema).optional(),
  }),
])
export type FromReports = z.infer<typeof FromReportsSchema>
