import { z } from 'zod'
import { type CodeSystemName, CodeSystemNameSchema } from '../../../preload/contract/codes/codeTables.ts'
import type { OrderKind } from '../../../preload/contract/orders/order.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import { IsoDateSchema } from '../../../preload/contract/words.ts'
import { findOverlap, isInForce } from './effectiveDate.ts'

const UsualSchema = z.strictObject({
  dose: z.number().min(0).max(99_999).multipleOf(0.01).nullable(),
  frequency: z.string().max(18).nullable(),
  route: z.string().max(4).nullable(),
  days: z.int().min(1).max(90).nullable(),
  /** Total of what is given out by the tube or bottle, however often it is used; null where the rule gives the total. */
  quantity: z.number().min(0.1).max(99_999).multipleOf(0.1).nullable().default(null),
})

/** Nothing is usual about it: what is no drug. */
export const noUsual: z.infer<typeof UsualSchema> = {
  dose: null,
  frequency: null,
  route: null,
  days: null,
  quantity: null,
}

/** An ATC code, down to any of its five levels, or nothing. */
export const atcShape = /^([A-Z](\d{2}([A-Z]([A-Z](\d{2})?)?)?)?)?$/

/** A concept as it is written in a file. */
export const ConceptSchema = z.strictObject({
  /** ICD-10-CM with its dot; NHI codes as they are claimed. */
  code: z.string().regex(/^[0-9A-Z][0-9A-Z.+]{0,19}$/),
  /** Chinese name; empty where the official list has none. */
  displayZh: z.string().max(400),
  /** English name; empty where the official list has none. */
  displayEn: z.string().max(400),
  /** Whether a diagnosis may be claimed; true for everything else. */
  billable: z.boolean().default(true),
  /** Dispensing unit (錠、顆、mL); empty but for drugs. */
  unit: z.string().max(10).default(''),
  /** Points of one; null where the list has no price. */
  unitPoints: z.number().min(0).max(9_999_999).multipleOf(0.01).nullable().default(null),
  /** 成分 of a drug as the official list writes it; empty where it isn't told. */
  ingredient: z.string().max(400).default(''),
  /** ATC code of a drug, or the beginning of one; empty where it isn't told. */
  atc: z.string().regex(atcShape).default(''),
  /** What is usually ordered. */
  usual: UsualSchema.default(noUsual),
  /** Own dates; by default those of the table. */
  validFrom: IsoDateSchema.exactOptional(),
  validTo: IsoDateSchema.nullable().exactOptional(),
})

/** One code of a code system, whole. */
export type CodeConcept = Required<z.infer<typeof ConceptSchema>>

const CodeSystemSchema = z.strictObject({
  system: CodeSystemNameSchema,
  /** The list's own edition (`2023`, `106.05.01`), and `starter` where it is only a part of it. */
  edition: z.string().min(1).max(60),
  /** Publisher and data set, as the licence wants it named. */
  source: z.string().min(1),
  license: z.string().min(1),
  /** Whether points are the edition's own, made up for demonstrations, or not there. */
  priceBasis: z.enum(['official', 'demonstration', 'none']),
  validFrom: IsoDateSchema,
  validTo: IsoDateSchema.nullable(),
  concepts: z.array(ConceptSchema).min(1).max(200_000),
})

/** A code system as it is kept in resources/code-systems and as an import makes it. */
export type CodeSystem = Omit<z.infer<typeof CodeSystemSchema>, 'concepts'> & {
  readonly concepts: readonly CodeConcept[]
}

/**
 * Reads one code system. `RULES_MISSING` (details.path, details.problem) for another shape, and for a code that has two meanings
 * on one day.
 */
export const parseCodeSystem = (json: unknown): Result<CodeSystem> => {
  const parsed = CodeSystemSchema.safeParse(json)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return fail('RULES_MISSING', {
      details: { path: issue?.path.join('.') ?? '', problem: issue?.message ?? 'unreadable' },
    })
  }
  const { validFrom, validTo } = parsed.data
  const concepts = parsed.data.concepts.map((concept): CodeConcept => ({ validFrom, validTo, ...concept }))
  const overlap = findOverlap(concepts, (concept) => concept.code)
  if (overlap !== null) return fail('RULES_MISSING', { details: { path: overlap, problem: 'overlapping dates' } })
  return ok({ ...parsed.data, concepts })
}

/** The concepts in force on a day (`YYYY-MM-DD`), by code. */
export const conceptsOn = (system: CodeSystem, day: string): ReadonlyMap<string, CodeConcept> =>
  new Map(system.concepts.filter((concept) => isInForce(concept, day)).map((concept) => [concept.code, concept]))

/** The kind of order a code system holds; null for diagnoses and institutions. */
export const orderKindOf = (system: CodeSystemName): OrderKind | null =>
  (
    ({
      'icd-10-cm': null,
      'nhi-drug': 'drug',
      'nhi-procedure': 'procedure',
      'nhi-material': 'material',
      'nhi-institution': null,
    }) as const
  )[system]
