import { z } from 'zod'
import { channel } from '../channel.ts'
import { DiagnosisSchema, OrderKindSchema } from '../orders/order.ts'
import { IsoDateSchema, PractitionerIdSchema } from '../words.ts'

/** Something that can be ordered, as the catalogue in force has it. */
export const CatalogOrderSchema = z.strictObject({
  kind: OrderKindSchema,
  code: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  /** 成分 of a drug, as the list tells it; empty where it doesn't. */
  ingredient: z.string(),
  /** Dispensing unit (錠、顆、mL); empty for procedures. */
  unit: z.string(),
  /** Points of one; null when the imported table has no price. */
  unitPoints: z.number().nullable(),
  /** What is usually ordered, to fill the row with. */
  usual: z.strictObject({
    dose: z.number().nullable(),
    frequency: z.string().nullable(),
    route: z.string().nullable(),
    days: z.int().nullable(),
    /** Total of what is given out by the tube or bottle; null where dose, frequency and days give it. */
    quantity: z.number().nullable(),
  }),
})
export type CatalogOrder = z.infer<typeof CatalogOrderSchema>

const searchInput = z.strictObject({
  /** An empty text finds the favourites alone. */
  text: z.string().trim().max(60),
  limit: z.int().min(1).max(50),
  /** Whose favourites come first; null for nobody's. */
  practitionerId: PractitionerIdSchema.nullable(),
  /** What is sought must be in force on this day, that of the visit; left out: today. */
  day: IsoDateSchema.exactOptional(),
})

/** The practitioner who asked has marked it. */
const favourite = z.boolean()

export const catalogChannels = {
  /** ICD-10-CM of the edition in force, by code (with or without dot), Chinese or English words. */
  'catalog:search-diagnoses': channel({
    input: searchInput,
    output: z.array(DiagnosisSchema.extend({ billable: z.boolean(), favourite })),
    errors: [],
  }),
  /** Drugs and fee-schedule items by code, Chinese or English name. */
  'catalog:search-orders': channel({
    input: searchInput,
    output: z.array(CatalogOrderSchema.extend({ favourite })),
    errors: [],
  }),
  /** Marks a code as a practitioner's favourite, or takes the mark away. `CONFLICT` when there are too many. */
  'catalog:mark-favourite': channel({
    input: z.strictObject({
      practitionerId: PractitionerIdSchema,
      kind: z.enum(['diagnosis', ...OrderKindSchema.options]),
      code: z.string().regex(/^[0-9A-Z.+]{2,20}$/),
      marked: z.boolean(),
    }),
    output: z.strictObject({}),
    errors: ['CONFLICT', 'STORE_FULL', 'STORE_BUSY'],
  }),
  /** Frequencies and routes that an order may have (facts/outpatient.md §4.6–4.7). */
  'catalog:order-vocabulary': channel({
    input: z.strictObject({}),
    output: z.strictObject({
      frequencies: z.array(
        z.strictObject({
          code: z.string(),
          name: z.string(),
          timesPerDay: z.number().nullable(),
          /** False where the total of a drug has to be typed. */
          givesTotal: z.boolean(),
        }),
      ),
      routes: z.array(z.strictObject({ code: z.string(), name: z.string() })),
    }),
    errors: [],
  }),
} as const
