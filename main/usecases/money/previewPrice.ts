import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { HandlerInput, HandlerOutput } from '../../ipc/handlers.ts'
import { findById } from '../../store/patient/patientRepository.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import { draftAlerts } from '../consultation/draftAlerts.ts'
import type { DeskContext } from '../context.ts'
import { priceDraft } from './priceDraft.ts'

/** What the order table would cost as it stands, and what our records say against its drugs. Stores nothing. */
export const previewPrice = async (
  context: DeskContext,
  input: HandlerInput<'pricing:preview'>,
): Promise<Result<HandlerOutput<'pricing:preview'>>> => {
  const encounter = await byId(context.store.db, input.encounterId)
  const patient = encounter === null ? null : await findById(context.store.db, encounter.patientId)
  if (encounter === null || patient === null) return fail('NOT_FOUND')
  const priced = await priceDraft(context, encounter, patient, input)
  if (!priced.ok) return priced
  const { price, problems, quantities } = priced.value
  const { alerts, unknownIngredients, unknownAllergies } = await draftAlerts(context, encounter, patient, input)
  return ok({
    price,
    problems: [...problems],
    quantities: [...quantities],
    alerts: [...alerts],
    unknownIngredients: [...unknownIngredients],
    unknownAllergies: [...unknownAllergies],
  })
}
