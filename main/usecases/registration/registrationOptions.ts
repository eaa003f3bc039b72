import { ageOn, taipeiHour } from '../../../preload/contract/patient/rocDate.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import { dutyOff, fullAt, proposedPost } from '../../domain/appointments/duty.ts'
import { exceptionChoices } from '../../domain/card/exceptionDoubts.ts'
import { proposeExceptionCode } from '../../domain/card/proposeExceptionCode.ts'
import { proposeRegistration, type RegistrationFacts } from '../../domain/card/proposeRegistration.ts'
import { isSubstitution } from '../../domain/card/sameIdentity.ts'
import { rulesOn } from '../../domain/tables/ruleTables.ts'
import { earlierDay } from '../../domain/visit/earlierDays.ts'
import type { HandlerInput, HandlerOutput } from '../../ipc/handlers.ts'
import { findById, findByNationalId } from '../../store/patient/patientRepository.ts'
import { byDay, unfinishedBefore } from '../../store/visit/encounterQueries.ts'
import { appointmentsOf } from '../appointments/arrival.ts'
import { bookedDay } from '../appointments/bookedDay.ts'
import { type DeskContext, dayOf } from '../context.ts'
import { readPreferences } from '../desk/preferences.ts'
import { serialMayBeTaken } from '../serial/serialMayBeTaken.ts'
import { refillOffer } from './refillAtDesk.ts'

type Options = HandlerOutput<'registration:options'>

/** What the registration form offers, with the likely choices already made: for the card, the person's age and the hour. */
export const registrationOptions = async (
  context: DeskContext,
  input: HandlerInput<'registration:options'>,
): Promise<Result<Options>> => {
  const today = dayOf(context.now())
  const { practitioners, rooms } = context.settings
  const held = context.cards.current()
  const card = held !== null && held.session.sessionId === input.cardSessionId ? held : null
  const { db } = context.store
  const ofCard = card?.profile == null ? null : await findByNationalId(db, card.profile.nationalId)
  const patient = ofCard ?? (input.patientId === null ? null : await findById(db, input.patientId))
  const isSerialTaken = await serialMayBeTaken(context, patient?.id ?? null)
  // At somebody's home without a network there is nothing to try first: the exception stands there from the start.
  const isCutOff = input.attendance === 'home' && context.nhiLink() === 'down'
  const fault = card?.session.fault ?? (isCutOff ? fail('NHI_UNREACHABLE').error : null)
  const tables = rulesOn(context.rules, today)
  const birthDate = card?.profile?.birthDate ?? patient?.birthDate ?? null
  const facts = {
    insuredMark: card?.session.insurance?.insuredMark ?? null,
    age: birthDate === null ? null : ageOn(birthDate, today),
    criticalIllness: (card?.session.insurance?.catastrophicIllnesses.length ?? 0) > 0,
    area: context.settings.clinic.area,
    hour: taipeiHour(context.now()),
    tables,
  }
  const proposal = proposeRegistration(facts)
  if (proposal === null) return fail('RULES_MISSING')
  const ofToday = await byDay(db, today)
  const waiting = Map.groupBy(
    [...(await unfinishedBefore(db, today)), ...ofToday].filter(
      (visit) => visit.state === 'waiting' && earlierDay(visit, today, context.now())?.isInLine !== false,
    ),
    (visit) => visit.practitionerId,
  )
  const doctors = practitioners.filter((person) => person.role === 'doctor')
  const preferences = await readPreferences(context.store)
  const { session } = proposal
  const { roster, kept } = await bookedDay(db, today)
  const came = ofToday.filter(({ state }) => state !== 'cancelled')
  // A plan that names somebody who has left the clinic proposes nobody.
  const staffed = roster.filter(
    ({ dutyId, roomId }) => doctors.some(({ id }) => id === dutyId) && rooms.some(({ id }) => id === roomId),
  )
  const post = proposedPost(staffed, session, preferences.lastPractitionerId, came)
  const appointments = await appointmentsOf(context, {
    patientId: patient?.id ?? null,
    nationalId: card?.profile?.nationalId ?? patient?.nationalId ?? null,
    name: card?.profile?.name ?? patient?.name ?? '',
  })
  const refill =
    patient === null || card === null ? null : await refillOffer(context, patient.id, appointments.proposed !== null)
  return ok({
    practitioners: doctors.map(({ id, name }) => ({
      practitionerId: id,
      name,
      waiting: waiting.get(id)?.length ?? 0,
      off: dutyOff(roster, session, id),
      fullAt: fullAt(roster, session, id, kept, came),
    })),
    rooms: rooms.map(({ id, name }) => ({ roomId: id, name })),
    treatmentItems: tables.treatmentItems
      .filter(({ code, offered }) => offered || code === refill?.treatmentItem)
      .map(({ code, nameZh }) => ({ code, name: nameZh, copayment: copaymentOf({ ...facts, treatmentItem: code }) })),
    copaymentCodes: offered(tables.copaymentCodes).map(({ code, nameZh, basic }) => ({
      code,
      name: nameZh,
      amount: basic,
    })),
    // A card that is another's is no ground to do without it.
    exceptionCodes:
      fault !== null && isSubstitution(fault)
        ? []
        : [...exceptionChoices(isSerialTaken, tables.exceptionCodes, { birthDate, visitDay: today })],
    appointments: appointments.offers,
    refill,
    proposed: {
      appointmentId: appointments.proposed,
      practitionerId:
        (doctors.find(({ id }) => id === (post?.practitionerId ?? preferences.lastPractitionerId)) ?? doctors[0])?.id ??
        null,
      roomId: (rooms.find(({ id }) => id === (post?.roomId ?? preferences.lastRoomId)) ?? rooms[0])?.id ?? null,
      session,
      treatmentItem: proposal.treatmentItem,
      copaymentCode: proposal.copaymentCode,
      copaymentReason: proposal.copaymentReason,
      exceptionCode:
        fault === null ? null : proposeExceptionCode(fault, isSerialTaken, tables.exceptionCodes, input.attendance),
    },
  })
}

/** What a visit of a 就醫類別 would be paid under: an emergency, a referral or an injury at work has its own. */
const copaymentOf = (facts: RegistrationFacts): Options['treatmentItems'][number]['copayment'] => {
  const proposal = proposeRegistration(facts)
  return proposal === null ? null : { code: proposal.copaymentCode, reason: proposal.copaymentReason }
}

const offered = <Entry extends { readonly offered: boolean }>(entries: readonly Entry[]): readonly Entry[] =>
  entries.filter((entry) => entry.offered)
