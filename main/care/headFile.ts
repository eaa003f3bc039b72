import { z } from 'zod'
import { writeFileAtomically } from '../platform/atomicFile.ts'
import { readBounded } from '../platform/boundedFile.ts'
import { fileErrorCode } from '../platform/fileErrors.ts'

const moment = z.int().nonnegative()

/** How far the store was when this was written, never further, and the loss that nobody has taken note of. */
const HeadMemorySchema = z.strictObject({
  version: z.literal(1),
  /** Number and hash of the audit trail's newest row. */
  sequence: z.int().nonnegative(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** See `LostTail`. In this file, so that no head is remembered behind a loss that is not. */
  lost: z
    .strictObject({ foundAt: moment, lastAt: moment.nullable(), missing: z.int().positive().nullable() })
    .nullable(),
})
export type HeadMemory = z.infer<typeof HeadMemorySchema>

const longest = 4096

/** Beside the store it speaks of. */
export const headFileOf = (database: string): string => `${database}.head`

/** What is remembered; null where there is no such file yet, `unreadable` where it says nothing that can be compared. */
export const readHead = async (file: string): Promise<HeadMemory | 'unreadable' | null> => {
  try {
    const text = await readBounded(file, longest)
    return HeadMemorySchema.safeParse(JSON.parse(text ?? '')).data ?? 'unreadable'
  } catch (error) {
    if (error instanceof SyntaxError) return 'unreadable'
    const code = fileErrorCode(error)
    if (code === null) throw error
    return code === 'ENOENT' ? null : 'unreadable'
  }
}

/** Throws the file system's errors, and then the old head still stands. */
export const writeHead = (file: string, memory: HeadMemory): Promise<void> =>
  writeFileAtomically(file, `${JSON.stringify(memory)}\n`)
