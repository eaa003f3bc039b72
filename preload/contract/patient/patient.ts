import { z } from 'zod'
import { channel } from '../channel.ts'
import { IsoDateSchema, PatientIdSchema, SexSchema } from '../words.ts'

/** What a screen shows of a patient. The national id is masked here; `patient:reveal-id` gives it, and that is audited. */
export const PatientSummarySchema = z.strictObject({
  patientId: PatientIdSchema,
  name: z.string().min(1).max(60),
  nationalIdMasked: z.string(),
  birthDate: IsoDateSchema,
  /** Whole years at the clinic's day. */
  age: z.int().min(0).max(160),
  sex: SexSchema,
  /** Chart number (病歷號) of this clinic, given at the first registration. */
  chartNumber: z.string(),
  /** Allergy texts to be shown in red. */
  allergies: z.array(z.string()),
  /** Free note that pops up when the patient appears. */
  note: z.string(),
  lastVisitOn: IsoDateSchema.nullable(),
})
export type PatientSummary = z.infer<typeof PatientSummarySchema>

/** By what somebody was found. */
export const PatientMatchSchema = z.enum(['name', 'zhuyin', 'pinyin', 'birthday', 'identity', 'chart', 'phone'])
export type PatientMatch = z.infer<typeof PatientMatchSchema>

/** Somebody who was found, and by what. */
export const FoundPatientSchema = PatientSummarySchema.extend({ match: PatientMatchSchema })
export type FoundPatient = z.infer<typeof FoundPatientSchema>

export const patientChannels = {
  /**
   * Finds patients by part of the name, zhuyin or pinyin initials, chart number, birthday (`yyyMMdd`, `yy/M/d`, `YYYY-MM-DD`, or `MMdd`),
   * the number or its last four digits, or the last digits of a telephone. Whole ones first, then by the newest visit.
   */
  'patient:search': channel({
    input: z.strictObject({ text: z.string().trim().min(1).max(60), limit: z.int().min(1).max(50) }),
    output: z.array(FoundPatientSchema),
    errors: [],
  }),
  /** The whole national id of one patient, for the moment the key is held. Written to the audit trail. */
  'patient:reveal-id': channel({
    input: z.strictObject({ patientId: PatientIdSchema }),
    output: z.strictObject({ nationalId: z.string() }),
    errors: ['NOT_FOUND'],
  }),
} as const
