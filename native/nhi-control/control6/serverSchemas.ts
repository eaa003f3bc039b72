import { z } from 'zod'
import { isValidRocDate, rocToIso } from '../../../preload/contract/patient/rocDate.ts'

/** A date of the NHI that may be missing: blank or all zeros is null. */
const rocDay = z
  .string()
  .transform((text) => text.trim())
  .refine((text) => /^0*$/.test(text) || isValidRocDate(text), 'ROC date')
  .transform((text) => (/^0*$/.test(text) ? null : rocToIso(text)))

const requiredRocDay = z.string().refine(isValidRocDate, 'ROC date').transform(rocToIso)

const rocDateTime = z
  .string()
  .regex(/^\d{13}$/)
  .refine((text) => isValidRocDate(text.slice(0, 7)), 'ROC date and time')

/** A count that the server may give as text; blank is null. */
const count = z
  .union([z.int(), z.string().regex(/^\s*\d{0,4}\s*$/)])
  .transform((value) => (typeof value === 'number' ? value : value.trim() === '' ? null : Number(value)))

const treatmentNumber = z.string().regex(/^[\x21-\x7e]{20}$/)

/** BasicData/Register. */
export const RegisterReplySchema = z.object({
  cardSn: z.string().regex(/^[0-9A-Z]{12}$/),
  name: z
    .string()
    .transform((text) => text.trim())
    .pipe(z.string().min(1).max(100)),
  idCardNum: z.string().regex(/^[A-Z][0-9A-Z]\d{8}$/),
  birthday: requiredRocDay,
  sex: z.enum(['M', 'F']),
  /** 1 normal, 2 cancelled. */
  cancelTermination: z.string().max(2),
  insurerId: z.string().max(4),
  cardValidity: rocDay,
  treatmentCounter: count,
})

/** CriticalIllness/Query. */
export const CriticalIllnessReplySchema = z.object({
  criticalIllnesses: z
    .array(z.object({ ciCode: z.string().max(20), validityStart: rocDay, validityEnd: rocDay }))
    .max(100),
})

const treatment = {
  treatmentItem: z.string().max(4),
  treatDateTime: z.union([rocDateTime, z.string().regex(/^[\s0]*$/)]),
  hospitalVisit: z.string().max(20).optional(),
  hospitalId: z.string().max(20),
}
const diagnosis = z.string().max(12).default('')

/** Treatment/NoNeedHPC. Empty places of the card's six visits have no date. */
export const TreatmentsReplySchema = z.object({ treatments: z.array(z.object(treatment)).max(100) })
export type TreatmentsReply = z.infer<typeof TreatmentsReplySchema>

/** Treatment/NeedHPC: the same with the codes written to each visit. */
export const DiagnosedTreatmentsReplySchema = z.object({
  treatments: z
    .array(
      z.object({
        ...treatment,
        mainCode: diagnosis,
        subCode1: diagnosis,
        subCode2: diagnosis,
        subCode3: diagnosis,
        subCode4: diagnosis,
        subCode5: diagnosis,
      }),
    )
    .max(100),
})
export type DiagnosedTreatmentsReply = z.infer<typeof DiagnosedTreatmentsReplySchema>

/** BasicData/Register2. */
export const ValidityReplySchema = z.object({ cardValidity: rocDay, treatmentCounter: count })

/** EmergentTel/Query. */
export const EmergencyPhoneReplySchema = z.object({ tel: z.string().max(40) })

const quantity = z
  .union([z.number(), z.string().regex(/^\s*\d{0,7}(\.\d)?\s*$/)])
  .transform((value) => (typeof value === 'number' ? value : value.trim() === '' ? null : Number(value)))

/** Prescription/Query. */
export const PrescriptionsReplySchema = z.object({
  outpatientPrescriptions: z
    .array(
      z.object({
        treatmentDateTime: rocDateTime,
        treatmentItem: z.string().max(2),
        treatmentItemCode: z.string().max(12),
        treatmentPosition: z.string().max(6),
        usage: z.string().max(18),
        days: count,
        totalQuantity: quantity,
      }),
    )
    .max(200),
})

/** TeleMedicine/RequestToken. */
export const AccessTokenReplySchema = z.object({ accessToken: z.string().min(1).max(4_000) })

/** TeleMedicine/ResponseToken. */
export const RemoteTokenReplySchema = z.object({ virtualCardToken: z.string().min(1).max(4_000) })

/** SequelNumber/Next. The serial is blank for treatment items that count none. */
export const SequelNumberReplySchema = z.object({
  treatmentDateTime: rocDateTime,
  sequenceNumber: z
    .string()
    .transform((text) => text.trim())
    .pipe(z.string().regex(/^([0-9A-Z]{4})?$/)),
  hospitalId: z.string().regex(/^[0-9A-Z]{10}$/),
  signature: z.string().regex(/^[\x20-\x7e]{1,256}$/),
  samId: z.string().regex(/^[\x21-\x7e]{1,40}$/),
  isSameDay: z.enum(['Y', 'N']),
  treatmentNumber,
})

/** TreatmentNumber/Card. */
export const CardTreatmentNumberReplySchema = z.object({ treatmentNumber })

/** TreatmentNumber/NoCard. */
export const CardlessTreatmentNumberReplySchema = z.object({ treatmentDateTime: rocDateTime, treatmentNumber })

/** Prescription/Write; the hexadecimal form is what the upload wants. */
export const PrescriptionWriteReplySchema = z.object({
  hexSignatureItems: z.array(z.string().regex(/^[0-9A-Fa-f]{2,512}$/)).max(200),
})
