import type { z } from 'zod'
import type {
  CardPrescription,
  CardVisit,
  CardVisitWithDiagnoses,
  ControlStatus,
  CriticalIllness,
  RegisteredPerson,
  VirtualCardHolder,
  VisitSerial,
} from '../port.ts'
import type { StatusReply, VirtualCardReplySchema } from './localSchemas.ts'
import type {
  CriticalIllnessReplySchema,
  DiagnosedTreatmentsReply,
  PrescriptionsReplySchema,
  RegisterReplySchema,
  SequelNumberReplySchema,
  TreatmentsReply,
} from './serverSchemas.ts'

/** Status: sam 0 none, 1 not verified, 2 verified; hpc 3 PIN verified; hc 2 to 5 authenticated; 9 is a card of another kind. */
export const controlStatusOf = ({ initialized, sam, hpc, hc }: StatusReply['status']): ControlStatus => ({
  initialised: initialized,
  sam: sam.status === 2 ? 'verified' : sam.status === 1 ? 'not-verified' : 'none',
  professionalCard:
    hpc.status === 3 ? 'verified' : hpc.status === 2 ? 'pin-pending' : hpc.status === 1 ? 'present' : 'none',
  patientCard: hc.status >= 2 && hc.status <= 5 ? 'authenticated' : hc.status === 1 ? 'present' : 'none',
})

export const registeredPersonOf = (reply: z.output<typeof RegisterReplySchema>): RegisteredPerson => ({
  cardNumber: reply.cardSn,
  name: reply.name,
  nationalId: reply.idCardNum,
  birthDate: reply.birthday,
  sex: reply.sex,
  insuredMark: reply.insurerId.trim(),
  validUntil: reply.cardValidity,
  remainingCount: reply.treatmentCounter,
  cancelled: reply.cancelTermination.trim() === '2',
})

export const criticalIllnessesOf = (reply: z.output<typeof CriticalIllnessReplySchema>): readonly CriticalIllness[] =>
  reply.criticalIllnesses
    .filter(({ ciCode }) => ciCode.trim() !== '')
    .map(({ ciCode, validityStart, validityEnd }) => ({
      code: ciCode.trim(),
      validFrom: validityStart,
      validUntil: validityEnd,
    }))

type Treatment = TreatmentsReply['treatments'][number]

const isFilled = ({ treatDateTime }: Treatment): boolean => !/^[\s0]*$/.test(treatDateTime)

/**
 * The interface page names no serial in this reply; `hospitalVisit` is taken for the 就醫序號 where it has the four characters of one,
 * which is this adapter's reading of the name.
 */
const cardVisitOf = ({ treatmentItem, treatDateTime, hospitalId, hospitalVisit }: Treatment): CardVisit => ({
  treatmentItem: treatmentItem.trim(),
  treatmentDateTime: treatDateTime,
  hospitalId: hospitalId.trim(),
  visitSequenceNumber: /^[0-9A-Z]{4}$/.test(hospitalVisit?.trim() ?? '') ? (hospitalVisit?.trim() ?? null) : null,
})

const newestFirst = (one: CardVisit, other: CardVisit): number =>
  other.treatmentDateTime.localeCompare(one.treatmentDateTime)

/** The card's visits, newest first. */
export const cardVisitsOf = ({ treatments }: TreatmentsReply): readonly CardVisit[] =>
  treatments.filter(isFilled).map(cardVisitOf).toSorted(newestFirst)

/** The card's visits with their diagnoses, newest first. */
export const diagnosedVisitsOf = ({ treatments }: DiagnosedTreatmentsReply): readonly CardVisitWithDiagnoses[] =>
  treatments
    .filter(isFilled)
    .map((treatment) => ({
      ...cardVisitOf(treatment),
      diagnoses: [
        treatment.mainCode,
        treatment.subCode1,
        treatment.subCode2,
        treatment.subCode3,
        treatment.subCode4,
        treatment.subCode5,
      ]
        .map((code) => code.trim())
        .filter((code) => code !== ''),
    }))
    .toSorted(newestFirst)

export const prescriptionsOf = (reply: z.output<typeof PrescriptionsReplySchema>): readonly CardPrescription[] =>
  reply.outpatientPrescriptions.map((order) => ({
    treatmentDateTime: order.treatmentDateTime,
    orderType: order.treatmentItem.trim(),
    code: order.treatmentItemCode.trim(),
    site: order.treatmentPosition.trim(),
    usage: order.usage.trim(),
    days: order.days,
    totalQuantity: order.totalQuantity,
  }))

export const virtualCardHolderOf = (reply: z.output<typeof VirtualCardReplySchema>): VirtualCardHolder => ({
  cardNumber: reply.cardId,
  name: reply.name,
  nationalId: reply.idNo,
  birthDate: reply.birthday,
  sex: reply.sex,
  identityStatus: reply.identityStatus.trim(),
  photo: reply.photo,
})

export const visitSerialOf = (reply: z.output<typeof SequelNumberReplySchema>): VisitSerial => ({
  treatmentDateTime: reply.treatmentDateTime,
  visitSequenceNumber: reply.sequenceNumber,
  hospitalId: reply.hospitalId,
  securitySignature: reply.signature,
  samId: reply.samId,
  sameDay: reply.isSameDay === 'Y',
  treatmentNumber: reply.treatmentNumber,
})
