import { z } from 'zod'

/** 醫令類別 as the clinic thinks of it: a drug, a fee-schedule item, or a special material. */
export const OrderKindSchema = z.enum(['drug', 'procedure', 'material'])
export type OrderKind = z.infer<typeof OrderKindSchema>

/** Decimal in hundredths at most, as on a prescription (dose 0.5, 1.25). */
const decimal = z.number().min(0).max(99_999).multipleOf(0.01)

/** One row of the order table as the doctor types it. Numbers that a rule gives are left null and filled by main. */
export const OrderDraftSchema = z.strictObject({
  kind: OrderKindSchema,
  /** NHI code: drug 10 characters, material 12, procedure mostly 6, of preventive care 2 (21 成人預防保健). */
  code: z.string().regex(/^[0-9A-Z]{2,12}$/),
  /** Dose each time, in the drug's unit; null for procedures. */
  dose: decimal.nullable(),
  /** 頻率 (QD, BID, TID, QID …); null for procedures. */
  frequency: z.string().max(18).nullable(),
  /** 途徑 (PO, IV …); null for procedures. */
  route: z.string().max(4).nullable(),
  days: z.int().min(1).max(90).nullable(),
  /** Total. For drugs null means: dose × times a day × days, by the rule; PRN and ASORDER need a typed total. */
  quantity: z.number().min(0).max(99_999).multipleOf(0.1).nullable(),
  /** 部位, empty when not needed. */
  site: z.string().regex(/^[0-9A-Z]{0,6}$/),
})
export type OrderDraft = z.infer<typeof OrderDraftSchema>

/** More than an imported list may give a code; the longest of the list in force has 180. */
const diagnosisName = z.string().max(1000)

/** A diagnosis of the visit; the first of the list is the main one. */
export const DiagnosisSchema = z.strictObject({
  /** ICD-10-CM with its dot (J06.9). */
  code: z.string().regex(/^[A-Z][0-9A-Z]{2}(\.[0-9A-Z]{1,4})?$/),
  nameZh: diagnosisName,
  nameEn: diagnosisName,
})
export type Diagnosis = z.infer<typeof DiagnosisSchema>

/** Characters of one part of a note: more than ten pages. */
export const longestNote = 20_000
const notePart = z.string().max(longestNote)

/** The doctor's note (主觀、客觀、評估、計畫). */
export const SoapSchema = z.strictObject({
  subjective: notePart,
  objective: notePart,
  assessment: notePart,
  plan: notePart,
})
export type Soap = z.infer<typeof SoapSchema>
