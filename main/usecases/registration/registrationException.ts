import { ok, type Result } from '../../../preload/contract/result.ts'
import { proposeExceptionCode } from '../../domain/card/proposeExceptionCode.ts'
import { rulesOn } from '../../domain/tables/ruleTables.ts'
import type { HandlerInput, HandlerOutput } from '../../ipc/handlers.ts'
import { findByNationalId } from '../../store/patient/patientRepository.ts'
import { type DeskContext, dayOf } from '../context.ts'
import { serialMayBeTaken } from '../serial/serialMayBeTaken.ts'

/**
 * The exception code that fits a registration that failed: by its error, and by whether its serial was taken or may have been. Null
 * when the error is no reason to do without the card.
 */
export const registrationException = async (
  context: DeskContext,
  { cardSessionId, patientId, error, attendance }: HandlerInput<'registration:propose-exception'>,
): Promise<Result<HandlerOutput<'registration:propose-exception'>>> => {
  const held = context.cards.current()
  const profile = held !== null && held.session.sessionId === cardSessionId ? held.profile : null
  const known = profile === null ? null : await findByNationalId(context.store.db, profile.nationalId)
  const isSerialTaken = await serialMayBeTaken(context, known?.id ?? patientId)
  const { exceptionCodes } = rulesOn(context.rules, dayOf(context.now()))
  const proposed = error === null ? null : proposeExceptionCode(error, isSerialTaken, exceptionCodes, attendance)
  return ok({ proposed })
}
