import { z } from 'zod'
import { channel } from '../channel.ts'
import { InstantSchema, IsoDateSchema } from '../words.ts'

/** The code systems of the catalog: diagnoses, what can be ordered, and the institutions of the NHI. */
export const CodeSystemNameSchema = z.enum([
  'icd-10-cm',
  'nhi-drug',
  'nhi-procedure',
  'nhi-material',
  'nhi-institution',
])
export type CodeSystemName = z.infer<typeof CodeSystemNameSchema>

/** The systems whose official files can be imported. */
export const importableSystems = ['icd-10-cm', 'nhi-drug', 'nhi-procedure', 'nhi-institution'] as const
/** One of `importableSystems`. */
export const ImportableSystemSchema = z.enum(importableSystems)
export type ImportableSystem = z.infer<typeof ImportableSystemSchema>

/** What a column of an official file can mean. */
export const ImportFieldSchema = z.enum([
  'code',
  'nameZh',
  'nameEn',
  'billable',
  'ingredient',
  'atc',
  'unit',
  'points',
  'validFrom',
  'validTo',
])
export type ImportField = z.infer<typeof ImportFieldSchema>

/** Which column holds each field, counted from 0; a field that is left out is in no column. */
export const ImportColumnsSchema = z.partialRecord(ImportFieldSchema, z.int().min(0).max(199))
export type ImportColumns = z.infer<typeof ImportColumnsSchema>

const EditionSchema = z.strictObject({
  edition: z.string(),
  concepts: z.int().nonnegative(),
  /** Whether points are the edition's own, made up for demonstrations, or not there. */
  priceBasis: z.enum(['official', 'demonstration', 'none']),
  validFrom: IsoDateSchema.nullable(),
  /** Name of the file it came from; empty for the tables the program brings along. */
  sourceFile: z.string(),
  importedAt: InstantSchema.nullable(),
})

const CodeTableSchema = z.strictObject({
  system: CodeSystemNameSchema,
  /** Null while nothing of this system is in. */
  active: EditionSchema.nullable(),
  /** What can take its place again. */
  previous: EditionSchema.nullable(),
})
export type CodeTable = z.infer<typeof CodeTableSchema>

/** A file as it looks before anything is made of it. */
export const FileLookSchema = z.strictObject({
  system: ImportableSystemSchema,
  /** Without its folders. */
  fileName: z.string(),
  bytes: z.int().nonnegative(),
  format: z.enum(['csv', 'tsv', 'xlsx']),
  /** Null for XLSX, whose text is always Unicode. */
  encoding: z.enum(['utf-8', 'utf-16', 'big5']).nullable(),
  /** Rows below the headings. */
  rows: z.int().nonnegative(),
  /** 1-based line of the headings. */
  headingLine: z.int().positive(),
  headings: z.array(z.string().max(60)).max(200),
  /** The columns that were recognised. */
  columns: ImportColumnsSchema,
  /** The first rows, cell by cell. */
  sample: z.array(z.array(z.string().max(60))).max(5),
})
export type FileLook = z.infer<typeof FileLookSchema>

/** Why a row can't be taken. */
export const RefusalSchema = z.enum(['code', 'name', 'points', 'date', 'billable', 'twice', 'encoding'])
export type Refusal = z.infer<typeof RefusalSchema>

/** What becomes of a code by an import. */
export const ChangeKindSchema = z.enum(['new', 'changed', 'ended', 'unchanged'])
export type ChangeKind = z.infer<typeof ChangeKindSchema>

const ChangeSchema = z.strictObject({
  kind: ChangeKindSchema,
  code: z.string(),
  name: z.string(),
  /** Points before and after; null where there is no price. */
  before: z.number().nullable(),
  after: z.number().nullable(),
  /** First day of what is new, last day of what ends. */
  day: IsoDateSchema,
})
export type CodeChange = z.infer<typeof ChangeSchema>

/** So many of each kind are listed; the numbers count them all. */
export const mostListed = 200

/** What an import would change. */
export const ImportPreviewSchema = z.strictObject({
  counts: z.record(ChangeKindSchema, z.int().nonnegative()),
  refused: z.int().nonnegative(),
  /** Rows of the file that had ended before the edition begins: kept for visits of their days. */
  expired: z.int().nonnegative(),
  /** Codes that had a price and would have none. */
  pricesLost: z.int().nonnegative(),
  /** Codes whose price would go back to one from before what is known: the file may be an older edition. */
  pricesOlder: z.int().nonnegative(),
  changes: z.array(ChangeSchema).max(mostListed * 3),
  refusals: z
    .array(z.strictObject({ line: z.int().positive(), code: z.string().max(20), reason: RefusalSchema }))
    .max(mostListed),
})
export type ImportPreview = z.infer<typeof ImportPreviewSchema>

/** How far the work is. */
export const ImportProgressSchema = z.strictObject({
  step: z.enum(['read', 'compare', 'write', 'tidy']),
  percent: z.int().min(0).max(100),
})
export type ImportProgress = z.infer<typeof ImportProgressSchema>

const fileErrors = [
  'TABLE_FILE_UNREADABLE',
  'TABLE_FILE_TOO_LARGE',
  'IMPORT_FAILED',
  'NOT_CONFIGURED',
  'CONFLICT',
] as const
const storeErrors = ['STORE_FULL', 'STORE_BUSY', 'STORE_CORRUPT'] as const

export const codeTableChannels = {
  /** Every system with the edition that answers and the one before. */
  'code-tables:list': channel({ input: z.strictObject({}), output: z.array(CodeTableSchema), errors: [] }),
  /** Lets the edition before answer again; what answered until now becomes the one before. */
  'code-tables:undo': channel({
    input: z.strictObject({ system: CodeSystemNameSchema }),
    output: z.array(CodeTableSchema),
    errors: ['NOT_FOUND', 'CONFLICT', ...storeErrors],
  }),
  /** Lets the person choose a file in the system's own window and looks at it; null when the person thinks better of it. */
  'code-import:choose': channel({
    input: z.strictObject({ system: ImportableSystemSchema }),
    output: FileLookSchema.nullable(),
    errors: [...fileErrors],
  }),
  /** What the chosen file would change; null when it was cancelled. Nothing is written. */
  'code-import:preview': channel({
    input: z.strictObject({
      columns: ImportColumnsSchema,
      edition: z.string().trim().min(1).max(60),
      /** From this day on rows without dates of their own count, and codes that are not in the file end the day before. */
      validFrom: IsoDateSchema,
      /** The file is the whole list, and not only what has changed. */
      whole: z.boolean(),
    }),
    output: ImportPreviewSchema.nullable(),
    errors: ['NOT_FOUND', 'TABLE_COLUMNS_MISSING', 'TABLE_EMPTY', ...fileErrors],
  }),
  /** Imports what was shown last; null when it was cancelled. Until the last moment the edition before answers. */
  'code-import:run': channel({
    input: z.strictObject({}),
    output: z
      .strictObject({ system: CodeSystemNameSchema, edition: z.string(), concepts: z.int().nonnegative() })
      .nullable(),
    errors: ['NOT_FOUND', 'IMPORT_FAILED', 'NOT_CONFIGURED', 'CONFLICT', ...storeErrors],
  }),
  /** Ends what is under way and forgets the file; the tables stay as they were. */
  'code-import:cancel': channel({ input: z.strictObject({}), output: z.strictObject({}), errors: [] }),
} as const

export const codeTableEvents = {
  /** How far the import under way is. */
  'code-import:progress': ImportProgressSchema,
  /** A search may find other codes, or find them in another order. */
  'code-tables:changed': z.strictObject({}),
} as const
