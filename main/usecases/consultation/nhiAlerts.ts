import { type AppError, fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { HandlerInput, HandlerOutput } from '../../ipc/handlers.ts'
import { findById } from '../../store/patient/patientRepository.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import { cardOfVisit } from '../card/cardOfVisit.ts'
import { confirmCard } from '../card/confirmCard.ts'
import { type DeskContext, instantOf } from '../context.ts'

type NhiAlerts = HandlerOutput<'consultation:nhi-alerts'>

/**
 * What the NHI's own decision support says of the drugs of a visit (contract §5), beside what our records say (`draftAlerts`). Where it
 * cannot be asked the consultation goes on without, and `fault` says why. Nothing of it is kept.
 */
export const nhiAlerts = async (
  context: DeskContext,
  { encounterId, codes }: HandlerInput<'consultation:nhi-alerts'>,
): Promise<Result<NhiAlerts>> => {
  const { db } = context.store
  const encounter = await byId(db, encounterId)
  const patient = encounter === null ? null : await findById(db, encounter.patientId)
  if (encounter === null || patient === null) return fail('NOT_FOUND')
  const card = patient.nationalId === null ? null : await cardOfVisit(db, encounter, patient.nationalId)
  if (card === null) return notAsked(fail('CARD_ABSENT', { retryable: true }).error)
  const confirmed = await confirmCard(context, card)
  if (!confirmed.ok) return notAsked(confirmed.error)
  const alerts = await context.control.drugAlerts(codes, card)
  if (!alerts.ok) return notAsked(alerts.error)
  return ok({
    askedAt: instantOf(context.now()),
    alerts: alerts.value.map(({ elsewhere, ...alert }) => ({ ...alert, elsewhere: [...elsewhere] })),
    fault: null,
  })
}

const notAsked = ({ code, retryable, details }: AppError): Result<NhiAlerts> =>
  ok({ askedAt: null, alerts: [], fault: { code, retryable, ...(details === undefined ? {} : { details }) } })
