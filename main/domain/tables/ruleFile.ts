import { z } from 'zod'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import { IsoDateSchema } from '../../../preload/contract/words.ts'
import { type Dated, findOverlap } from './effectiveDate.ts'

/** What every entry of every rule table has, besides its own fields: when it is in force and which source it comes from. */
export const datedEntry = {
  validFrom: IsoDateSchema,
  validTo: IsoDateSchema.nullable(),
  /** Key in the `sources` of its file. */
  source: z.string().min(1),
}

const SourcesSchema = z.record(
  z.string().min(1),
  z.strictObject({
    /** Official name and article of the rule, as shown under an amount. */
    title: z.string().min(1),
    /** Document, edition and date it was taken from, and what is uncertain about it. */
    origin: z.string().min(1),
  }),
)

/** An entry with its source spelled out. */
export type Sourced<Entry> = Omit<Entry, 'source'> & {
  readonly title: string
  readonly origin: string
  /** Edition of the file it stands in. */
  readonly edition: string
}

/** How one file of resources/rules is read. */
export interface RuleFile<Entry extends Dated & { readonly source: string }> {
  /** File name in resources/rules without `.json`. */
  readonly name: string
  read(json: unknown): Result<readonly Sourced<Entry>[]>
}

/**
 * A rule table of one file. Reading it refuses a file of another shape or name, an entry whose source is not in the file, and two
 * entries of one key that are in force on the same day: `RULES_MISSING` with details.file, details.path and details.problem.
 */
export const ruleFile = <Entry extends Dated & { readonly source: string }>(
  name: string,
  entrySchema: z.ZodType<Entry>,
  keyOf: (entry: Entry) => string,
): RuleFile<Entry> => {
  const schema = z.strictObject({
    table: z.literal(name),
    edition: z.string().min(1),
    /** What a reader of the file must know. */
    note: z.string().min(1),
    sources: SourcesSchema,
    entries: z.array(entrySchema).min(1),
  })
  const refuse = (path: string, problem: string): Result<never> =>
    fail('RULES_MISSING', { details: { file: `${name}.json`, path, problem } })
  return {
    name,
    read: (json) => {
      const parsed = schema.safeParse(json)
      if (!parsed.success) {
        const issue = parsed.error.issues[0]
        return refuse(issue?.path.join('.') ?? '', issue?.message ?? 'unreadable')
      }
      const { entries, sources, edition } = parsed.data
      const overlap = findOverlap(entries, keyOf)
      if (overlap !== null) return refuse(overlap, 'overlapping dates')
      const sourced: Sourced<Entry>[] = []
      for (const { source, ...entry } of entries) {
        const named = sources[source]
        if (named === undefined) return refuse(source, 'unknown source')
        sourced.push({ ...entry, title: named.title, origin: named.origin, edition })
      }
      return ok(sourced)
    },
  }
}
