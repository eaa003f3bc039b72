import { z } from 'zod'
import { channel } from '../channel.ts'

/**
 * Where a number comes from, because the same number means different things:
 * - `control`: the statusCode of the control software and of the NHI's card services (facts §2.4–2.5);
 * - `upload`: the RtnCode of an upload (facts §4.4);
 * - `record`: the codes of refused fields in an upload's result (facts §4.2–4.3);
 * - `sam-status`, `patient-card-status`, `professional-card-status`: the states of hisGetCardStatus (facts §2.2).
 */
export const CodeOriginSchema = z.enum([
  'control',
  'upload',
  'record',
  'sam-status',
  'patient-card-status',
  'professional-card-status',
])
export type CodeOrigin = z.infer<typeof CodeOriginSchema>

const BilingualSchema = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })

/** One NHI code in words. */
export const CodeDescriptionSchema = z.strictObject({
  origin: CodeOriginSchema,
  code: z.string().regex(/^-?[0-9A-Z]{1,6}$/),
  /** What happened. */
  meaning: BilingualSchema,
  /** What to do, as told to the person who works at the desk. */
  nextStep: BilingualSchema,
  /** Who has to do it: front desk, doctor, the software's supporter, or the NHI itself. */
  who: z.enum(['desk', 'doctor', 'support', 'nhi']),
  /** Whether the same call may succeed when it is made again, after the next step where one is named. */
  retriable: z.boolean(),
})
export type CodeDescription = z.infer<typeof CodeDescriptionSchema>

/** 就醫科別, one of the table. */
const DepartmentSchema = z.strictObject({
  code: z.string().regex(/^[0-9A-Z]{2}$/),
  nameZh: z.string().min(1),
  nameEn: z.string().min(1),
})

export const codeChannels = {
  /** Every code the table knows, in both languages; the same for as long as the program runs. */
  'codes:all': channel({
    input: z.strictObject({}),
    output: z.array(CodeDescriptionSchema),
    errors: ['RULES_MISSING'],
  }),
  /** The 就醫科別 that are in force today, in their order. */
  'codes:departments': channel({
    input: z.strictObject({}),
    output: z.array(DepartmentSchema),
    errors: ['RULES_MISSING'],
  }),
} as const
