import { z } from 'zod'
import {
  FileLookSchema,
  ImportableSystemSchema,
  ImportColumnsSchema,
  ImportPreviewSchema,
  ImportProgressSchema,
} from '../../preload/contract/codes/codeTables.ts'
import { errorCodes } from '../../preload/contract/errors.ts'
import { IsoDateSchema } from '../../preload/contract/words.ts'

/** Where the file and the store lie. */
export const OpeningSchema = z.strictObject({
  system: ImportableSystemSchema,
  /** The file a person has chosen in the system's own window. */
  tableFile: z.string(),
  file: z.string(),
  keyHex: z.string().regex(/^[0-9a-f]{64}$/),
  nativeBinding: z.string().nullable(),
})
export type Opening = z.infer<typeof OpeningSchema>

export const PreviewWishSchema = z.strictObject({
  columns: ImportColumnsSchema,
  edition: z.string().min(1).max(60),
  validFrom: IsoDateSchema,
  whole: z.boolean(),
})
export type PreviewWish = z.infer<typeof PreviewWishSchema>

/** What main asks of the import process, one after another. */
export const ToImportSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('look'), opening: OpeningSchema }),
  z.strictObject({ type: z.literal('preview'), wish: PreviewWishSchema }),
  /** Writes what was shown last; `now` in epoch ms. */
  z.strictObject({ type: z.literal('import'), now: z.number() }),
])
export type ToImport = z.infer<typeof ToImportSchema>

const ImportedSchema = z.strictObject({ edition: z.string(), concepts: z.int().nonnegative() })
export type Imported = z.infer<typeof ImportedSchema>

const DetailSchema = z.union([z.string(), z.number(), z.boolean(), z.null()])

/** What the import process tells: progress, and one answer to each request. */
export const FromImportSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('progress'), progress: ImportProgressSchema }),
  z.strictObject({ type: z.literal('looked'), look: FileLookSchema }),
  z.strictObject({ type: z.literal('previewed'), preview: ImportPreviewSchema }),
  z.strictObject({ type: z.literal('imported'), imported: ImportedSchema }),
  z.strictObject({
    type: z.literal('refused'),
    code: z.enum(errorCodes),
    details: z.record(z.string(), DetailSchema).optional(),
  }),
])
export type FromImport = z.infer<typeof FromImportSchema>
