import { fail, ok, type Result } from '../../preload/contract/result.ts'
import { ageOn, taipeiHour } from '../../preload/contract/rocDate.ts'
import { exceptionChoices } from '../domain/exceptionDoubts.ts'
import { proposeRegistration } from '../domain/proposeRegistration.ts'
import { rulesOn } from '../domain/ruleTables.ts'
import type { HandlerInput, HandlerOutput } from '../ipc/handlers.ts'
import { byDay } from '../store/encounterQueries.ts'
import { findById } from '../store/patientRepository.ts'
import { type DeskContext, dayOf } from './context.ts'
import { readPreferences } from './preferences.ts'

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
  const patient = input.patientId === null ? null : await findById(context.store.db, input.patientId)
  const tables = rulesOn(context.rules, today)
  const birthDate = card?.profile?.birthDate ?? patient?.birthDate ?? null
  const proposal = proposeRegistration({
    insuredMark: card?.session.insurance?.insuredMark ?? null,
    age: birthDate === null ? null : ageOn(birthDate, today),
    criticalIllness: (card?.session.insurance?.catastrophicIllnesses.length ?? 0) > 0,
    hour: taipeiHour(context.now()),
    tables,
  })
  if (proposal === null) return fail('RULES_MISSING')
  const waiting = Map.groupBy(
    (await byDay(context.store.db, today)).filter((visit) => visit.state === 'waiting'),
    (visit) => visit.practitionerId,
  )
  const doctors = practitioners.filter((person) => person.role === 'doctor')
  const preferences = await readPreferences(context.store)
  return ok({
    practitioners: doctors.map(({ id, name }) => ({ practitionerId: id, name, waiting: waiting.get(id)?.length ?? 0 })),
    rooms: rooms.map(({ id, name }) => ({ roomId: id, name })),
    treatmentItems: offered(tables.treatmentItems).map(({ code, nameZh }) => ({ code, name: nameZh })),
    copaymentCodes: offered(tables.copaymentCodes).map(({ code, nameZh, basic }) => ({
      code,
      name: nameZh,
      amount: basic,
    })),
    exceptionCodes: [...exceptionChoices(false, tables.exceptionCodes, { birthDate, visitDay: today })],
    proposed: {
      practitionerId:
        (doctors.find((person) => person.id === preferences.lastPractitionerId) ?? doctors[0])?.id ?? null,
      roomId: (rooms.find((room) => room.id === preferences.lastRoomId) ?? rooms[0])?.id ?? null,
      session: proposal.session,
      treatmentItem: proposal.treatmentItem,
      copaymentCode: proposal.copaymentCode,
      copaymentReason: proposal.copaymentReason,
      exceptionCode: card?.session.proposedException ?? null,
    },
  })
}

const offered = <Entry extends { readonly offered: boolean }>(entries: readonly Entry[]): readonly Entry[] =>
  entries.filter((entry) => entry.offered)
