import { rocDateTimeToEpoch } from '../../../preload/contract/patient/rocDate.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { VisitSummary } from '../../../preload/contract/visit/visit.ts'
import type { EncounterId, PatientId } from '../../../preload/contract/words.ts'
import { isSubstitution } from '../../domain/card/sameIdentity.ts'
import type { HandlerInput } from '../../ipc/handlers.ts'
import { append as appendAudit } from '../../store/audit/auditRepository.ts'
import { claim } from '../../store/card/journalRepository.ts'
import { keepExceptionReason } from '../../store/card/makeUpRepository.ts'
import { insert as insertVirtualCard, type VirtualCardVisit } from '../../store/card/virtualCardRepository.ts'
import { onlyACard } from '../../store/patient/patientRecord.ts'
import {
  findById,
  findByNationalId,
  insert as insertPatient,
  nextChartNumber,
  updateFromCard,
} from '../../store/patient/patientRepository.ts'
import { refuse } from '../../store/refuse.ts'
import { keepAttendance } from '../../store/visit/attendanceRepository.ts'
import { insert as insertEncounter } from '../../store/visit/encounterRepository.ts'
import { arrive, checkArrival, numberOfVisit } from '../appointments/arrival.ts'
import type { CardProfile, HeldCard } from '../card/cardSession.ts'
import { type DeskContext, dayOf } from '../context.ts'
import { exceptionAfterLostSignature } from '../make-up/exceptionAfterLostSignature.ts'
import { summariseVisit } from '../record/visitView.ts'
import { noSerial } from '../serial/noSerial.ts'
import type { TakenSerial } from '../serial/settleSerials.ts'
import { takeSerial } from '../serial/takeSerial.ts'
import { stopwatch } from '../stopwatch.ts'
import { exceptionReason } from './exceptionReason.ts'
import { openVisitOf } from './openVisitOf.ts'
import { pricedCopayment } from './pricedCopayment.ts'
import { refillDraft } from './refillAtDesk.ts'
import { unrecordable } from './unrecordable.ts'
import { visitAttendance } from './visitConsent.ts'
import { waitingVisit } from './waitingVisit.ts'

type Registration = HandlerInput<'registration:register'>

/**
 * Registers one visit (掛號). With the card: the card is read once more, the serial is taken and kept, then the visit gets its queue
 * number: the promised one of the appointment by which the patient comes, or the next. At whichever desk it is asked, one card gets one serial and one visit. A visit left open on an earlier day
 * stands in the way as one of today does, until the desk says that this is another. As an exception (異常就醫): no serial, for the person of the inserted card or a patient already known.
 */
export const registerVisit = async (context: DeskContext, input: Registration): Promise<Result<VisitSummary>> => {
  const practitioner = context.settings.practitioners.find((person) => person.id === input.practitionerId)
  const room = context.settings.rooms.find((one) => one.id === input.roomId)
  if (practitioner === undefined || room === undefined) return fail('CODE_UNKNOWN')

  const today = dayOf(context.now())
  const { besidesEarlier = false } = input
  const copayment = pricedCopayment(context, input.copaymentCode, today)
  if (!copayment.ok) return copayment
  const reason = exceptionReason(context, today, input.exceptionCode, input.exceptionReason)
  if (!reason.ok) return reason
  const held = visitAttendance(context, input)
  if (!held.ok) return held

  const person =
    input.exceptionCode === null ? await authenticatedPerson(context, input) : await knownPerson(context, input)
  if (!person.ok) return person
  const kept = await keepPatient(context, person.value)
  if (!kept.ok) return kept
  const patientId = kept.value

  const standing = await openVisitOf(context.store.db, patientId, besidesEarlier ? today : null)
  if (standing !== null) return fail('VISIT_OPEN_ALREADY', { details: { encounterId: standing.id } })

  const { appointmentId } = input
  const comer = { patientId, ...whoOf(person.value) }
  const expected = appointmentId === null ? null : await checkArrival(context.store.db, appointmentId, comer, today)
  if (expected?.ok === false) return expected

  const { refillOf, treatmentItem } = input
  const draft = refillOf === null ? null : await refillDraft(context, patientId, treatmentItem, refillOf)
  if (draft?.ok === false) return draft

  let taken: TakenSerial | null = null
  if (input.exceptionCode === null && person.value.profile !== null) {
    const elapsed = stopwatch()
    context.publish('visit:progress', { encounterId: null, step: 'take-serial', state: 'running', ms: 0 })
    const { cardNumber, nationalId } = person.value.profile
    const card = { cardNumber, nationalId, medium: person.value.virtual === null ? 'plastic' : 'virtual' } as const
    const answer = await takeSerial(context, {
      patientId,
      treatmentItem: input.treatmentItem,
      card,
      besidesEarlier,
    })
    const ms = elapsed()
    context.publish('visit:progress', {
      encounterId: null,
      step: 'take-serial',
      state: answer.ok ? 'done' : 'failed',
      ms,
    })
    if (!answer.ok) return answer
    taken = answer.value
  }

  const encounterId = context.newId() as EncounterId
  const at = context.now()
  const { virtual } = person.value
  const serial = taken?.serial ?? noSerial
  // Midnight may have come while the serial was taken: the visit is of the day that the NHI has for it.
  const day = taken === null ? today : dayOf(rocDateTimeToEpoch(taken.serial.treatmentDateTime))
  const exceptionCode = input.exceptionCode ?? exceptionAfterLostSignature(taken?.serial ?? null, context.rules, day)
  const saved = await context.store.write(async (tx) => {
    // Another desk with the same card may have been quicker; its visit is the one, and no serial belongs to two.
    const other = await openVisitOf(tx, patientId, besidesEarlier ? today : null)
    if (other !== null) refuse('VISIT_OPEN_ALREADY', { encounterId: other.id })
    const who = { ...comer, encounterId, session: input.session, practitionerId: practitioner.id }
    const arrival = { ...who, day, bookedOn: today }
    const queueNumber = await numberOfVisit(tx, arrival, appointmentId)
    const arrived = { id: encounterId, patientId, day, queueNumber, registeredAt: at }
    const registered = {
      ...waitingVisit(arrived, input, practitioner, room),
      ...serial,
      exceptionCode,
      cardNumber: person.value.profile?.cardNumber ?? null,
    }
    await insertEncounter(tx, registered, draft?.value)
    await arrive(tx, context, { ...arrival, queueNumber }, appointmentId)
    if (taken !== null && !(await claim(tx, taken.journalId, encounterId))) refuse('VISIT_OPEN_ALREADY')
    if (virtual !== null) await insertVirtualCard(tx, { encounterId, ...virtual })
    if (reason.value !== null) await keepExceptionReason(tx, encounterId, reason.value)
    await keepAttendance(tx, encounterId, held.value)
    await appendAudit(tx, {
      at,
      who: context.settings.desk.person,
      desk: context.settings.desk.id,
      action: 'visit-registered',
      subject: encounterId,
      details: {
        queueNumber,
        treatmentItem: input.treatmentItem,
        exceptionCode,
        ...(refillOf === null ? {} : { dispensing: refillOf.dispensing }),
        attendance: held.value.attendance,
        consent: held.value.consent?.how ?? null,
        ...virtualDetails(virtual),
      },
    })
  })
  // Also when it failed: the serial is held then.
  if (taken !== null) context.publish('journal:changed', {})
  if (!saved.ok) return saved
  await context.cards.refreshPatient()
  context.publish('visit:changed', { encounterId })
  if (appointmentId !== null) context.publish('appointment:changed', {})
  return summariseVisit(context, encounterId)
}

/** By what an appointment of this person is known, beside the chart. */
const whoOf = ({ profile }: Person): { readonly nationalId: string | null; readonly name: string } => ({
  nationalId: profile?.nationalId ?? null,
  name: profile?.name ?? '',
})

interface Person {
  /** Null for somebody the clinic doesn't know yet. */
  readonly patientId: PatientId | null
  /** Null when a known patient is registered without any card. */
  readonly profile: CardProfile | null
  /** How a virtual card came, and who presented it; null for every other. */
  readonly virtual: Pick<VirtualCardVisit, 'source' | 'delegate'> | null
}

const virtualOf = ({ session: { virtual } }: HeldCard): Person['virtual'] =>
  virtual === null ? null : { source: virtual.source, delegate: virtual.delegate }

/** What the audit trail is told of a virtual card. */
const virtualDetails = (virtual: Person['virtual']): Readonly<Record<string, string | null>> =>
  virtual === null
    ? {}
    : {
        virtualCard: virtual.source,
        delegateRelation: virtual.delegate?.relation ?? null,
        delegateName: virtual.delegate?.name ?? null,
      }

/** The person of the inserted card, authenticated; the card is read once more right before its serial is asked for. */
const authenticatedPerson = async (context: DeskContext, input: Registration): Promise<Result<Person>> => {
  const held = await context.cards.settled()
  if (held === null) return fail('CARD_ABSENT', { retryable: true })
  if (held.session.sessionId !== input.cardSessionId) return fail('CARD_CHANGED', { retryable: true })
  if (held.profile === null || held.session.phase !== 'authenticated') {
    const { fault } = held.session
    return fault === null ? fail('NOT_AUTHENTICATED', { retryable: true }) : refusedBy(fault)
  }
  const known = await findByNationalId(context.store.db, held.profile.nationalId)
  return ok({ patientId: known?.id ?? null, profile: held.profile, virtual: virtualOf(held) })
}

const refusedBy = ({ code, retryable, details }: NonNullable<HeldCard['session']['fault']>): Result<never> =>
  fail(code, { retryable, ...(details === undefined ? {} : { details }) })

/**
 * The person of an exception visit: by the card's public profile where it could be read, else a patient of the clinic. A card that is
 * another's is nobody's, and no chart takes over what it says.
 */
const knownPerson = async (context: DeskContext, input: Registration): Promise<Result<Person>> => {
  if (input.cardSessionId !== null) {
    const held = context.cards.current()
    if (held === null || held.session.sessionId !== input.cardSessionId)
      return fail('CARD_CHANGED', { retryable: true })
    const { fault } = held.session
    if (fault !== null && isSubstitution(fault)) return refusedBy(fault)
    if (held.profile !== null) {
      const known = await findByNationalId(context.store.db, held.profile.nationalId)
      return ok({ patientId: known?.id ?? null, profile: held.profile, virtual: virtualOf(held) })
    }
  }
  if (input.patientId === null) return fail('PATIENT_UNKNOWN')
  const known = await findById(context.store.db, input.patientId)
  if (known === null) return fail('PATIENT_UNKNOWN')
  return unrecordable(known) ?? ok({ patientId: known.id, profile: null, virtual: null })
}

/**
 * Gives somebody new a chart, and takes over what a known patient's card says now. The number of a virtual card never stands for the
 * plastic one's.
 */
const keepPatient = async (
  context: DeskContext,
  { patientId, profile, virtual }: Person,
): Promise<Result<PatientId>> => {
  if (profile === null) return patientId === null ? fail('PATIENT_UNKNOWN') : ok(patientId)
  const at = context.now()
  const { name, birthDate, sex } = profile
  const plasticNumber = virtual === null ? profile.cardNumber : null
  return context.store.write(async (tx) => {
    const known = await findByNationalId(tx, profile.nationalId)
    if (known !== null) {
      const nhiCardNumber = plasticNumber ?? known.nhiCardNumber
      await updateFromCard(tx, known.id, { name, birthDate, sex, nhiCardNumber }, at)
      return known.id
    }
    const id = context.newId() as PatientId
    await insertPatient(tx, {
      ...onlyACard,
      id,
      nationalId: profile.nationalId,
      name,
      birthDate,
      sex,
      nhiCardNumber: plasticNumber,
      chartNumber: await nextChartNumber(tx),
      createdAt: at,
      updatedAt: at,
    })
    return id
  })
}
