import { z } from 'zod'
import { channel } from '../channel.ts'
import { PatientSummarySchema } from '../patient/patient.ts'
import {
  EncounterIdSchema,
  IsoDateSchema,
  PatientIdSchema,
  PractitionerIdSchema,
  TreatmentItemSchema,
} from '../words.ts'
import { OrderDraftSchema } from './order.ts'

/** 一般處方 (up to 7 days), 慢性病處方 (up to 30), 慢性病連續處方箋 (dispensed two to four times, up to 90 days in all). */
export const PrescriptionKindSchema = z.enum(['general', 'chronic', 'chronic-refill'])
export type PrescriptionKind = z.infer<typeof PrescriptionKindSchema>

/**
 * Why a 慢性病連續處方箋 is dispensed whole at once, or at a later dispensing all that is left of it (特定治療項目): going abroad H8,
 * back to an outlying island HA, ship crew HB and HC, a rare disease HD.
 */
export const WholeAmountSchema = z.enum(['H8', 'HA', 'HB', 'HC', 'HD'])

/** Who dispenses here: the doctor, or a pharmacist of the clinic (藥事人員), by which the fee differs. */
export const DispenserSchema = z.enum(['doctor', 'clinic-pharmacist'])
export type Dispenser = z.infer<typeof DispenserSchema>

/** A pharmacist of the clinic (藥事人員), by the settings' id and the name of that day, which a medicine bag has to say. */
export const PharmacistSchema = z.strictObject({ id: PractitionerIdSchema, name: z.string().min(1).max(40) })
export type Pharmacist = z.infer<typeof PharmacistSchema>

/** An earlier 慢性病連續處方箋, and the how manieth time it is dispensed. */
export const RefillOfSchema = z.strictObject({ prescriptionId: EncounterIdSchema, dispensing: z.int().min(2).max(4) })
export type RefillOf = z.infer<typeof RefillOfSchema>

/** How the drugs of a visit are prescribed and dispensed, as the doctor has put it; whether that may be is judged by main. */
export const PrescriptionSchema = z.strictObject({
  /** Null: by the days of each drug, general up to 7 and chronic above. */
  kind: PrescriptionKindSchema.nullable(),
  /** Of a 慢性病連續處方箋: how often it may be dispensed, this time included; 1 for every other. */
  dispensings: z.int().min(1).max(9),
  /** Of a 慢性病連續處方箋: the days of each dispensing; null for every other. */
  daysEach: z.int().min(1).max(99).nullable(),
  wholeAmount: WholeAmountSchema.nullable(),
  /** 交付調劑: the drugs are got at a pharmacy; else they are dispensed here. */
  released: z.boolean(),
  dispenser: DispenserSchema,
  /** Which pharmacist of the clinic dispenses; left out where the doctor does, and in records from before it was asked. */
  pharmacist: PharmacistSchema.exactOptional(),
  /** Which visit of a rehabilitation course (復健療程) this is, from 1; null for none. */
  courseVisit: z.int().min(1).max(6).nullable(),
  /** Original-bottle oral liquids (原瓶包裝口服液劑) for a child of 12 or less; null while nobody has said. */
  originalLiquids: z.int().min(0).max(9).nullable(),
  /** The earlier 慢性病連續處方箋 that this visit dispenses, and the how manieth time it is. */
  refillOf: RefillOfSchema.nullable(),
})
export type Prescription = z.infer<typeof PrescriptionSchema>

/**
 * The days for which a visit supplies the drugs of its 慢性病連續處方箋: those of one dispensing, or, where it is got whole, of this one
 * and all that would follow.
 */
export const suppliedDays = ({
  dispensings,
  daysEach,
  wholeAmount,
  refillOf,
}: Pick<Prescription, 'dispensings' | 'daysEach' | 'wholeAmount' | 'refillOf'>): number =>
  (daysEach ?? 0) * (wholeAmount === null ? 1 : dispensings - (refillOf?.dispensing ?? 1) + 1)

/** What holds for a visit whose doctor has said nothing of its prescription: by the days of its drugs, dispensed here. */
export const ordinaryPrescription: Prescription = {
  kind: null,
  dispensings: 1,
  daysEach: null,
  wholeAmount: null,
  released: false,
  dispenser: 'doctor',
  courseVisit: null,
  originalLiquids: null,
  refillOf: null,
}

/** The words `prescriptionWords` is made of. */
export const prescriptionWordNames = [
  'by-days',
  ...PrescriptionKindSchema.options,
  'times',
  'days',
  'whole',
  'refill',
  'released',
  ...DispenserSchema.options,
  'pharmacist',
  'course',
  'liquids',
  'cancelled',
] as const

/** A name as one word: what parts the words is no part of it. */
const oneWord = (name: string): string => name.replaceAll(/\s/g, '\u00a0').replaceAll(':', '：')

/**
 * A prescription as words a screen can look up (`prescription.word`), one blank between them, so that any difference of it shows;
 * numbers and names stand behind the word they belong to and a colon.
 */
export const prescriptionWords = (prescription: Prescription): string => {
  const { kind, dispensings, daysEach, wholeAmount, released, courseVisit, originalLiquids, refillOf } = prescription
  return [
    kind ?? 'by-days',
    kind === 'chronic-refill' ? `times:${dispensings}` : null,
    daysEach === null ? null : `days:${daysEach}`,
    wholeAmount === null ? null : `whole:${wholeAmount}`,
    refillOf === null ? null : `refill:${refillOf.dispensing}`,
    released ? 'released' : dispenserWord(prescription),
    courseVisit === null ? null : `course:${courseVisit}`,
    originalLiquids === null ? null : `liquids:${originalLiquids}`,
  ]
    .filter((word) => word !== null)
    .join(' ')
}

const dispenserWord = ({ dispenser, pharmacist }: Prescription): string =>
  dispenser === 'clinic-pharmacist' && pharmacist !== undefined ? `pharmacist:${oneWord(pharmacist.name)}` : dispenser

/** A 慢性病連續處方箋 of this clinic that is not used up and has not lapsed. */
export const OpenRefillSchema = z.strictObject({
  /** The visit that issued it. */
  prescriptionId: EncounterIdSchema,
  patient: PatientSummarySchema,
  practitionerName: z.string(),
  issuedOn: IsoDateSchema,
  dispensings: z.int(),
  daysEach: z.int(),
  /** The dispensing that comes next. */
  next: z.int(),
  /** Last day of what was dispensed before. */
  suppliedUntil: IsoDateSchema,
  /** From this day on the next may be dispensed: the last ten days of the supply. */
  dueFrom: IsoDateSchema,
  /** Last day on which it may be dispensed. */
  lapsesOn: IsoDateSchema,
  /** The drugs on it. */
  orders: z.array(OrderDraftSchema.extend({ name: z.string() })),
})
export type OpenRefill = z.infer<typeof OpenRefillSchema>

/**
 * Whether the 慢性病連續處方箋 that a closed visit has issued can be cancelled at the NHI (註銷, H01 = C), or what came of that:
 * `not-received` its record has no receipt yet, so an amendment does it; `dispensed` it was dispensed again here, or whole;
 * `asked` the cancellation has no answer yet; `refused` the NHI has not taken it, and an amendment brings the prescription back.
 */
export const RefillCancellationSchema = z.enum([
  'possible',
  'not-received',
  'dispensed',
  'lapsed',
  'asked',
  'refused',
  'cancelled',
])
export type RefillCancellation = z.infer<typeof RefillCancellationSchema>

/** A 慢性病連續處方箋 that the front desk may register as one to be dispensed again, and how. */
export const RefillOfferSchema = z.strictObject({
  refillOf: RefillOfSchema,
  dispensings: z.int(),
  daysEach: z.int(),
  /** Last day on which it may be dispensed. */
  lapsesOn: IsoDateSchema,
  /** Who issued it. */
  practitionerId: PractitionerIdSchema,
  /** 就醫類別 of such a visit; its 部分負擔代號 is proposed with the items of the form. */
  treatmentItem: TreatmentItemSchema,
  /** Whether the form is filled so: not for somebody who comes by an appointment. */
  isProposed: z.boolean(),
})
export type RefillOffer = z.infer<typeof RefillOfferSchema>

export const prescriptionChannels = {
  /** The pharmacists of the clinic, of whom one may dispense. */
  'dispensing:pharmacists': channel({ input: z.strictObject({}), output: z.array(PharmacistSchema), errors: [] }),
  /** The 慢性病連續處方箋 that are open today, soonest first: of one patient (all charts of theirs), or of everybody. */
  'refills:due': channel({
    input: z.strictObject({
      patientId: PatientIdSchema.nullable(),
      /** Only those that may be dispensed on this day or before; null for all that are open. */
      dueBy: IsoDateSchema.nullable(),
    }),
    output: z.array(OpenRefillSchema),
    errors: [],
  }),
} as const
