import type { z } from 'zod'

/** Reads a JSON column by its schema. Throws when the stored text doesn't fit: only this program writes it. */
export const fromJson = <Schema extends z.ZodType>(schema: Schema, text: string): z.output<Schema> =>
  schema.parse(JSON.parse(text))
