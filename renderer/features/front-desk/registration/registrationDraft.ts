import type { CardSession } from '../../../../preload/contract/card/card.ts'
import type { ChannelInput, ChannelOutput } from '../../../../preload/contract/index.ts'
import type { PatientSummary } from '../../../../preload/contract/patient/patient.ts'
import { type Attendance, type ConsentStatement, isRemote } from '../../../../preload/contract/visit/attendance.ts'
import type { RemoteVisit } from '../../../../preload/contract/visit/remoteVisit.ts'
import type { VisitSummary } from '../../../../preload/contract/visit/visit.ts'
import type { PatientId } from '../../../../preload/contract/words.ts'

export type RegistrationOptions = ChannelOutput<'registration:options'>
type RegisterInput = ChannelInput<'registration:register'>

/** What the form decides. */
export type Choices = Omit<
  RegisterInput,
  | 'cardSessionId'
  | 'patientId'
  | 'practitionerId'
  | 'roomId'
  | 'copaymentCode'
  | 'attendance'
  | 'consent'
  | 'appointmentId'
> & {
  readonly practitionerId: string | null
  readonly roomId: string | null
  /** Null where nothing is proposed for the 就醫類別, until somebody chooses. */
  readonly copaymentCode: string | null
  readonly attendance: Attendance
  /** The appointment of today that is kept by this visit; null where there is none. */
  readonly appointmentId: string | null
  /** What the patient says to 通訊診療; null until asked. */
  readonly consentHow: ConsentStatement['how'] | 'refused' | null
  /** Only with `urgent`. */
  readonly consentReason: string
  /** 欠卡: the patient has no card here and leaves a deposit. Only for somebody found without a card. */
  readonly owedCard: boolean
}

/** Who is being registered: the person of the card, a patient found without a card, or nobody yet. */
export type Subject =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'card'; readonly session: CardSession }
  | { readonly kind: 'patient'; readonly patient: PatientSummary }

/** It came to the desk by itself, with the approval of a patient who is not here. */
const cameByItself = (session: CardSession): boolean => session.virtual?.source === 'remote'

/**
 * A card that tells who it is comes before a patient looked up; one that cannot be read does not, nor one that came by itself while
 * somebody is busy with another person: Enter must not register a patient who appeared a moment ago.
 */
export const subjectOf = (session: CardSession | null, chosen: PatientSummary | null): Subject => {
  const isLater =
    session !== null && chosen !== null && cameByItself(session) && session.patient?.patientId !== chosen.patientId
  if (session !== null && session.holder !== null && !isLater) return { kind: 'card', session }
  return chosen === null ? { kind: 'nobody' } : { kind: 'patient', patient: chosen }
}

/** The clinic's record of the subject; null for somebody new. */
export const patientOf = (subject: Subject): PatientSummary | null => {
  if (subject.kind === 'card') return subject.session.patient
  return subject.kind === 'patient' ? subject.patient : null
}

/** Names the subject, so that what was typed for one is never used for another. */
export const subjectKey = (subject: Subject): string => {
  if (subject.kind === 'card') return `card:${subject.session.sessionId}`
  return subject.kind === 'patient' ? `patient:${subject.patient.patientId}` : 'nobody'
}

/**
 * The proposal, with what the person has changed on top. A practitioner or room that is no longer offered falls away. The
 * proposed exception is taken by itself only for somebody without a card, who cannot be registered in any other way.
 *
 * @param usual how this person's visit is held unless somebody says otherwise
 */
export const choicesOf = (
  options: RegistrationOptions,
  touched: Partial<Choices>,
  withoutCard: boolean,
  usual: Attendance = 'on-site',
): Choices => {
  const { proposed, refill } = options
  const attendance = touched.attendance ?? usual
  const appointment = appointmentOf(options, touched)
  const treatmentItem = touched.treatmentItem ?? proposedItem(options)
  const issuer = refill?.treatmentItem === treatmentItem ? refill.practitionerId : null
  const practitionerId = touched.practitionerId ?? appointment?.practitionerId ?? issuer ?? proposed.practitionerId
  const roomId = touched.roomId ?? appointment?.roomId ?? proposed.roomId
  return {
    besidesEarlier: touched.besidesEarlier ?? false,
    practitionerId: options.practitioners.some((entry) => entry.practitionerId === practitionerId)
      ? practitionerId
      : (options.practitioners[0]?.practitionerId ?? null),
    roomId: options.rooms.some((room) => room.roomId === roomId) ? roomId : (options.rooms[0]?.roomId ?? null),
    session: touched.session ?? appointment?.session ?? proposed.session,
    appointmentId: appointment?.appointmentId ?? null,
    treatmentItem,
    copaymentCode: touched.copaymentCode ?? proposedCopayment(options, treatmentItem)?.code ?? null,
    refillOf: refill?.treatmentItem === treatmentItem ? refill.refillOf : null,
    attendance,
    consentHow: touched.consentHow ?? null,
    consentReason: touched.consentReason ?? '',
    // Who is only heard or seen has the card at home.
    owedCard: withoutCard && !isRemote(attendance) && (touched.owedCard ?? false),
    exceptionReason: touched.exceptionReason ?? null,
    exceptionCode:
      touched.exceptionCode === undefined && withoutCard ? proposed.exceptionCode : (touched.exceptionCode ?? null),
  }
}

/** The 就醫類別 that is proposed: to dispense an open refill prescription again, or to be seen. */
export const proposedItem = ({ proposed, refill }: RegistrationOptions): string =>
  refill?.isProposed === true ? refill.treatmentItem : proposed.treatmentItem

/** The 部分負擔代號 that is proposed for a 就醫類別, with the reason; null where a person has to choose. */
export const proposedCopayment = (
  { treatmentItems }: RegistrationOptions,
  treatmentItem: string,
): RegistrationOptions['treatmentItems'][number]['copayment'] =>
  treatmentItems.find(({ code }) => code === treatmentItem)?.copayment ?? null

/** The appointment by which the person comes: the proposed one, unless somebody has chosen another or none. */
const appointmentOf = (
  { appointments, proposed }: RegistrationOptions,
  { appointmentId = proposed.appointmentId }: Partial<Choices>,
): RegistrationOptions['appointments'][number] | null =>
  appointments.find((offer) => offer.appointmentId === appointmentId) ?? null

/** How the visit of this person is held unless somebody says otherwise: as authorised, at the home this desk is at, or here. */
export const usualAttendance = (
  patient: PatientSummary | null,
  request: Pick<RemoteVisit, 'attendance'> | null,
  atHomeOf: PatientId | null,
): Attendance => {
  if (request !== null) return request.attendance
  return patient !== null && patient.patientId === atHomeOf ? 'home' : 'on-site'
}

/** The consent as it is sent; null while it is missing, lacks its reason, or was refused. */
export const consentOf = ({ consentHow, consentReason }: Choices): ConsentStatement | null => {
  const reason = consentReason.trim()
  if (consentHow === 'spoken' || consentHow === 'written') return { how: consentHow, reason: null }
  return consentHow === 'urgent' && reason !== '' ? { how: 'urgent', reason } : null
}

/** Somebody found without a card, to be seen by video or phone: what comes first is their authorisation. */
export const asksForAuthorisation = (subject: Subject, { attendance, exceptionCode }: Choices): boolean =>
  subject.kind === 'patient' && isRemote(attendance) && exceptionCode === null

/**
 * Whether registering can go on now. `wait`: the authentication is still under way, and Enter may be pressed ahead of it.
 * `exception-needed`: without an exception code this person cannot be registered. `consent-needed`: 通訊診療 wants the patient's
 * consent first.
 */
export type Readiness = 'nobody' | 'incomplete' | 'wait' | 'exception-needed' | 'consent-needed' | 'ready'

/**
 * @param isConsentKept it was taken with the request for authorisation, and the form is filled accordingly. A card that came by such a
 * request waits for that: registered a moment sooner, its visit would be one in the clinic.
 */
export const readinessOf = (subject: Subject, choices: Choices | null, isConsentKept = false): Readiness => {
  if (subject.kind === 'nobody') return 'nobody'
  if (choices === null || choices.practitionerId === null || choices.roomId === null) return 'incomplete'
  if (choices.copaymentCode === null) return 'incomplete'
  if (!isConsentKept && isByRequest(subject)) return 'wait'
  if (isRemote(choices.attendance) && !isConsentKept && consentOf(choices) === null) return 'consent-needed'
  if (asksForAuthorisation(subject, choices)) return 'ready'
  if (choices.exceptionCode !== null || choices.owedCard) return 'ready'
  if (subject.kind === 'patient') return 'exception-needed'
  if (subject.session.phase === 'authenticated') return 'ready'
  return subject.session.fault === null ? 'wait' : 'exception-needed'
}

const isByRequest = (subject: Subject): boolean =>
  subject.kind === 'card' && subject.session.virtual?.source === 'remote' && subject.session.fault === null

/** The request to main; null while something is missing. */
export const registerInput = (subject: Subject, choices: Choices): RegisterInput | null => {
  const {
    practitionerId,
    roomId,
    copaymentCode,
    owedCard: _owedCard,
    consentHow: _how,
    consentReason: _reason,
    ...rest
  } = choices
  if (subject.kind === 'nobody' || practitionerId === null || roomId === null || copaymentCode === null) return null
  return {
    ...rest,
    copaymentCode,
    practitionerId,
    roomId,
    consent: isRemote(choices.attendance) ? consentOf(choices) : null,
    cardSessionId: subject.kind === 'card' ? subject.session.sessionId : null,
    patientId: subject.kind === 'patient' ? subject.patient.patientId : null,
  }
}

/** The request to the patient's app; null where that is not what is done. */
export const remoteInput = (subject: Subject, choices: Choices): ChannelInput<'remote-visit:request'> | null => {
  const { attendance } = choices
  const consent = consentOf(choices)
  if (subject.kind !== 'patient' || !isRemote(attendance) || consent === null) return null
  return asksForAuthorisation(subject, choices) ? { patientId: subject.patient.patientId, attendance, consent } : null
}

type OwedInput = ChannelInput<'make-up:register-owed'>

/** The same for somebody whose card is owed; null where that is not chosen, or something is missing. */
export const owedInput = (subject: Subject, choices: Choices): OwedInput | null => {
  const { practitionerId, roomId, session, treatmentItem, copaymentCode, attendance, appointmentId } = choices
  if (
    isRemote(attendance) ||
    !choices.owedCard ||
    subject.kind !== 'patient' ||
    practitionerId === null ||
    roomId === null ||
    copaymentCode === null
  )
    return null
  const { patientId } = subject.patient
  const place = { practitionerId, roomId, session, appointmentId }
  const { besidesEarlier = false } = choices
  return { ...place, patientId, treatmentItem, copaymentCode, attendance, besidesEarlier }
}

/** Whether the chosen code wants a reason that isn't written yet. */
export const lacksReason = (options: RegistrationOptions, choices: Choices): boolean =>
  !choices.owedCard &&
  options.exceptionCodes.some(({ code, needsReason }) => needsReason && code === choices.exceptionCode) &&
  (choices.exceptionReason ?? '').trim() === ''

/**
 * The visit of this person that is still open and stands in the way of another: one of today, else the newest of an earlier day.
 *
 * @param besidesEarlier somebody has said that this is another visit than the one of the earlier day
 */
export const openVisitOf = (
  subject: Subject,
  visits: readonly VisitSummary[],
  besidesEarlier: boolean,
): VisitSummary | null => {
  const patient = patientOf(subject)
  if (patient === null) return null
  return (
    visits.findLast(
      (visit) =>
        (visit.earlier === null || !besidesEarlier) &&
        visit.patient.patientId === patient.patientId &&
        visit.state !== 'closed' &&
        visit.state !== 'cancelled',
    ) ?? null
  )
}
