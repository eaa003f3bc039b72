import { z } from 'zod'
import { storeErrors } from '../actErrors.ts'
import { channel } from '../channel.ts'
import { IsoDateSchema, NationalIdSchema, PatientIdSchema, SexSchema } from '../words.ts'
import { PatientSummarySchema } from './patient.ts'

/** Longest name: thirty characters outside the basic plane take two units each. */
export const longestName = 60

const notControl = /^\P{Cc}*$/u

/** A text a person typed on one line: composed characters, no blanks around, no control characters. */
const line = (longest: number) =>
  z
    .string()
    .max(longest)
    .regex(notControl)
    .transform((text) => text.normalize('NFC').trim())

/** 護照號碼: at most nine letters and digits (ICAO 9303), so that it never looks like an id of ten. */
export const PassportNumberSchema = z.string().regex(/^[A-Z0-9]{5,9}$/)

/** So many children of one birth the NHI's record can tell apart (M09; facts/nhi-card.md §3.3). */
export const mostNewborns = 5

/**
 * By what a person is known. A newborn without a number is known by a parent's (依附就醫, up to 60 days after birth), the order
 * among the children of that birth, and how many they are.
 */
export const PatientIdentitySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('national-id'), value: NationalIdSchema }),
  z.strictObject({ kind: z.literal('passport'), value: PassportNumberSchema }),
  z
    .strictObject({
      kind: z.literal('newborn'),
      parentId: NationalIdSchema,
      parentBirthDate: IsoDateSchema,
      birthOrder: z.int().min(1).max(mostNewborns),
      birthCount: z.int().min(1).max(mostNewborns),
    })
    .refine(({ birthOrder, birthCount }) => birthOrder <= birthCount, 'birth order'),
])
export type PatientIdentity = z.infer<typeof PatientIdentitySchema>

/** A telephone number as people write it, or nothing. */
export const PhoneSchema = line(30).refine((text) => /^(\+?[\d\s()#-]{6,})?$/.test(text), 'phone')

/** Whom to call for the patient; all empty when nobody was named. */
export const ContactSchema = z.strictObject({ name: line(longestName), relation: line(20), phone: PhoneSchema })
export type Contact = z.infer<typeof ContactSchema>

/** What the desk writes down of a person. */
export const PatientFormSchema = z.strictObject({
  name: line(longestName).refine((text) => text !== '', 'name'),
  identity: PatientIdentitySchema,
  birthDate: IsoDateSchema,
  sex: SexSchema,
  phone: PhoneSchema,
  address: line(120),
  contact: ContactSchema,
})
export type PatientForm = z.infer<typeof PatientFormSchema>

/** A person's form as it is kept, with the version an edit goes out from. */
export const PatientDetailsSchema = z.strictObject({
  patientId: PatientIdSchema,
  version: z.int(),
  form: PatientFormSchema,
})
export type PatientDetails = z.infer<typeof PatientDetailsSchema>

/** Somebody on record who may be the one being written down: the same number, or the same name and birthday. */
export const SimilarPatientSchema = z.strictObject({
  patient: PatientSummarySchema,
  same: z.enum(['identity', 'person']),
})
export type SimilarPatient = z.infer<typeof SimilarPatientSchema>

const formErrors = ['PATIENT_EXISTS', 'BIRTH_DATE_IMPOSSIBLE', ...storeErrors] as const

export const patientFormChannels = {
  /** What is kept of one person, the whole number among it; written to the audit trail. */
  'patient:details': channel({
    input: z.strictObject({ patientId: PatientIdSchema }),
    output: PatientDetailsSchema,
    errors: ['NOT_FOUND'],
  }),
  /** Whoever has the same number, or the same name and birthday; `except` is the one being edited. */
  'patient:similar': channel({
    input: z.strictObject({
      except: PatientIdSchema.nullable(),
      identity: PatientIdentitySchema.nullable(),
      name: line(longestName),
      birthDate: IsoDateSchema.nullable(),
    }),
    output: z.array(SimilarPatientSchema),
    errors: [],
  }),
  /** Gives somebody new a chart. `PATIENT_EXISTS` (details.patientId) has the same number; `BIRTH_DATE_IMPOSSIBLE` (details.problem). */
  'patient:create': channel({ input: PatientFormSchema, output: PatientSummarySchema, errors: formErrors }),
  /** Writes down what was changed. `CONFLICT`: somebody else did since `version`. */
  'patient:update': channel({
    input: z.strictObject({ patientId: PatientIdSchema, version: z.int(), form: PatientFormSchema }),
    output: PatientSummarySchema,
    errors: ['NOT_FOUND', 'CONFLICT', ...formErrors],
  }),
} as const

export const patientFormEvents = {
  /** What is kept of a person was changed, or somebody new has a chart. */
  'patient:changed': z.strictObject({ patientId: PatientIdSchema }),
} as const
