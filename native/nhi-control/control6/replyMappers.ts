import type { z } from 'zod'
import type { CardVisit, ControlStatus, CriticalIllness, RegisteredPerson, VisitSerial } from '../port.ts'
import type { StatusReply } from './localSchemas.ts'
import type {
  CriticalIllnessReplySchema,
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

/**
 * The card's visits, newest first. The interface page names no serial in this reply; `hospitalVisit` is taken for the 就醫序號 where
 * it has the four characters of one, which is this adapter's reading of the name.
 */
export const cardVisitsOf = ({ treatments }: TreatmentsReply): readonly CardVisit[] =>
  treatments
    .filter(({ treatDateTime }) => !/^[\s0]*$/.test(treatDateTime))
    .map(({ treatmentItem, treatDateTime, hospitalId, hospitalVisit }) => ({
      treatmentItem: treatmentItem.trim(),
      treatmentDateTime: treatDateTime,
      hospitalId: hospitalId.trim(),
      visitSequenceNumber: /^[0-9A-Z]{4}$/.test(hospitalVisit?.trim() ?? '') ? (hospitalVisit?.trim() ?? null) : null,
    }))
    .toSorted((one, other) => other.treatmentDateTime.localeCompare(one.treatmentDateTime))

export const visitSerialOf = (reply: z.output<typeof SequelNumberReplySchema>): VisitSerial => ({
  treatmentDateTime: reply.treatmentDateTime,
  visitSequenceNumber: reply.sequenceNumber,
  hospitalId: reply.hospitalId,
  securitySignature: reply.signature,
  samId: reply.samId,
  sameDay: reply.isSameDay === 'Y',
  treatmentNumber: reply.treatmentNumber,
})
