import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import {
  type Attendance,
  type Consent,
  type ConsentStatement,
  isRemote,
} from '../../../preload/contract/visit/attendance.ts'
import type { CardSessionId } from '../../../preload/contract/words.ts'
import { type KeptConsent, onSite, type VisitAttendance } from '../../store/visit/attendanceRepository.ts'
import { type DeskContext, instantOf } from '../context.ts'

/** The consent as screens see it. */
export const consentView = (consent: KeptConsent): Consent => ({
  how: consent.how,
  reason: consent.reason,
  takenBy: consent.by,
  takenAt: instantOf(consent.at),
})

/** A statement of the desk's person as it is kept: with who made it, and when by the server's time. */
export const consentTaken = (context: DeskContext, statement: ConsentStatement): KeptConsent => ({
  ...statement,
  by: context.settings.desk.person,
  at: context.now(),
})

/**
 * How a registration is held, with the consent that 通訊診療 needs (通訊診察治療辦法): the one taken with the request for the patient's
 * authorisation, else the one stated now. `CONSENT_MISSING`.
 */
export const visitAttendance = (
  context: DeskContext,
  input: {
    readonly attendance: Attendance
    readonly consent: ConsentStatement | null
    readonly cardSessionId: CardSessionId | null
  },
): Result<VisitAttendance> => {
  const { attendance } = input
  if (!isRemote(attendance)) return ok({ ...onSite, attendance })
  const consent =
    input.consent === null ? context.remoteConsentOf(input.cardSessionId) : consentTaken(context, input.consent)
  return consent === null ? fail('CONSENT_MISSING') : ok({ attendance, consent })
}
