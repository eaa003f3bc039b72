import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import { exceptionChoices } from '../../domain/card/exceptionDoubts.ts'
import { proposeExceptionCode } from '../../domain/card/proposeExceptionCode.ts'
import { rulesOn } from '../../domain/tables/ruleTables.ts'
import type { HandlerInput, HandlerOutput } from '../../ipc/handlers.ts'
import { findById } from '../../store/patient/patientRepository.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import type { DeskContext } from '../context.ts'

/** Which exception codes fit a visit at the cashier: the right column, because a serial exists, unless none was ever taken. */
export const exceptionOptions = async (
  context: DeskContext,
  { encounterId, error }: HandlerInput<'cashier:exception-options'>,
): Promise<Result<HandlerOutput<'cashier:exception-options'>>> => {
  const encounter = await byId(context.store.db, encounterId)
  if (encounter === null) return fail('NOT_FOUND')
  const isSerialTaken = encounter.treatmentDateTime !== null
  const { exceptionCodes } = rulesOn(context.rules, encounter.day)
  const patient = await findById(context.store.db, encounter.patientId)
  const person = { birthDate: patient?.birthDate ?? null, visitDay: encounter.day }
  return ok({
    codes: [...exceptionChoices(isSerialTaken, exceptionCodes, person)],
    proposed: error === null ? null : proposeExceptionCode(error, isSerialTaken, exceptionCodes),
  })
}
