import { z } from 'zod'
import { storeErrors } from '../actErrors.ts'
import { channel } from '../channel.ts'
import { EncounterIdSchema, InstantSchema, IsoDateSchema } from '../words.ts'

/**
 * 生命徵象 that are measured: 收縮壓, 舒張壓, 脈搏, 體溫, 呼吸, 血氧, 身高, 體重, 腰圍, 疼痛 (0–10), 血糖. BMI follows from height and weight
 * and is never typed.
 */
export const VitalKindSchema = z.enum([
  'systolic',
  'diastolic',
  'pulse',
  'temperature',
  'respiration',
  'oxygen-saturation',
  'height',
  'weight',
  'waist',
  'pain',
  'glucose',
])
export type VitalKind = z.infer<typeof VitalKindSchema>
/** Every kind, in the order of the form. */
export const vitalKinds = VitalKindSchema.options

/** When the blood for a glucose was taken: 空腹, 飯前, 飯後, 隨機. */
export const MealStateSchema = z.enum(['fasting', 'before-meal', 'after-meal', 'random'])
export type MealState = z.infer<typeof MealStateSchema>

/** How a value lies to the limits of the patient's age; null inside them, or where there are none. */
export const VitalMarkSchema = z.enum(['critical-low', 'low', 'high', 'critical-high'])
export type VitalMark = z.infer<typeof VitalMarkSchema>

/** One value as it is typed; null takes it away. In the unit of its kind (mmHg, /min, °C, %, cm, kg, mg/dL). */
export const VitalChangeSchema = z.strictObject({
  kind: VitalKindSchema,
  value: z.number().min(-100_000).max(100_000).nullable(),
  /** Only for glucose; null is `random` there. */
  meal: MealStateSchema.nullable(),
})
export type VitalChange = z.infer<typeof VitalChangeSchema>

/** A value as it was measured. */
export const VitalReadingSchema = z.strictObject({
  kind: VitalKindSchema,
  value: z.number(),
  meal: MealStateSchema.nullable(),
  measuredAt: InstantSchema,
  /** Who wrote it down. */
  measuredBy: z.string(),
})
export type VitalReading = z.infer<typeof VitalReadingSchema>

const MarkedReadingSchema = VitalReadingSchema.extend({ mark: VitalMarkSchema.nullable() })
const BodyMassSchema = z.strictObject({ value: z.number(), mark: VitalMarkSchema.nullable() })

/** What can be typed for a kind, and what is usual for this patient on the visit's day. */
const VitalFieldSchema = z.strictObject({
  kind: VitalKindSchema,
  /** Glucose has a field for each; null for every other kind. */
  meal: MealStateSchema.nullable(),
  unit: z.string(),
  decimals: z.int().min(0).max(2),
  /** A value outside is no measurement, and refused. */
  possible: z.strictObject({ from: z.number(), to: z.number() }),
  /** Null, whole or on one side, where nothing is known to be usual. */
  usual: z.strictObject({ from: z.number().nullable(), to: z.number().nullable() }).nullable(),
  /** Official name of the rule behind `usual`. */
  rule: z.string(),
})
export type VitalField = z.infer<typeof VitalFieldSchema>

/** 生命徵象 of a visit: what can be typed, what was measured, and what it was before. */
export const VisitVitalsSchema = z.strictObject({
  encounterId: EncounterIdSchema,
  fields: z.array(VitalFieldSchema),
  values: z.array(MarkedReadingSchema),
  /** kg/m²; null until both height and weight are known, from today or from the last visit that has a height. */
  bodyMass: BodyMassSchema.nullable(),
  /** Of earlier visits that have any, newest first, eight at most. */
  earlier: z.array(z.strictObject({ visitedOn: IsoDateSchema, values: z.array(MarkedReadingSchema) })),
})
export type VisitVitals = z.infer<typeof VisitVitalsSchema>

/** Why a value was not taken: no measurement, finer than can be measured, or not below 收縮壓. */
export const VitalRefusalSchema = z.strictObject({
  kind: VitalKindSchema,
  reason: z.enum(['impossible', 'too-precise', 'not-below-systolic']),
})
export type VitalRefusal = z.infer<typeof VitalRefusalSchema>

/** What came of typed values: how it stands now, and which of them were not taken. */
const judged = z.strictObject({ vitals: VisitVitalsSchema, refused: z.array(VitalRefusalSchema) })
const changes = z.strictObject({
  encounterId: EncounterIdSchema,
  changes: z.array(VitalChangeSchema).min(1).max(vitalKinds.length),
})

export const vitalsChannels = {
  /** What was measured at a visit, with the limits of the patient's age on its day. */
  'vitals:of-visit': channel({
    input: z.strictObject({ encounterId: EncounterIdSchema }),
    output: VisitVitalsSchema,
    errors: ['NOT_FOUND', 'RULES_MISSING'],
  }),
  /**
   * Writes values down, at the front desk or by the doctor, one by one: what somebody else measured stays. Each value that cannot be
   * is refused for itself. `VISIT_STATE` once the visit is closed: then they are amended with it.
   */
  'vitals:save': channel({
    input: changes,
    output: judged,
    errors: ['NOT_FOUND', 'VISIT_STATE', 'RULES_MISSING', ...storeErrors],
  }),
  /** The same judgement without writing anything, for an amendment. */
  'vitals:judge': channel({ input: changes, output: judged, errors: ['NOT_FOUND', 'RULES_MISSING'] }),
} as const

export const vitalsEvents = {
  /** Somebody wrote down what was measured. */
  'vitals:changed': z.strictObject({ encounterId: EncounterIdSchema }),
} as const
