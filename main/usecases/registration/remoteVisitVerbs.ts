import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { PatientId } from '../../../preload/contract/words.ts'
import type { HandlerInput, HandlerOutput } from '../../ipc/handlers.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import { putAwayVirtualCard } from '../card/virtualCardAtDesk.ts'
import type { DeskContext } from '../context.ts'
import type { RemoteVisits } from './remoteVisits.ts'
import { remoteVisitUnderWay } from './remoteVisitUnderWay.ts'
import { consentTaken } from './visitConsent.ts'

/** Asks the patient's app for the authorisation of a remote visit; the consent is of this moment and this desk's person. */
export const requestRemoteVisit = (
  context: DeskContext,
  remoteVisits: RemoteVisits,
  { patientId, attendance, consent }: HandlerInput<'remote-visit:request'>,
): Promise<Result<HandlerOutput<'remote-visit:request'>>> =>
  remoteVisits.request({ patientId, encounterId: null, attendance, consent: consentTaken(context, consent) })

/**
 * Asks the patient's app once more for a remote visit under way, whose virtual card has lapsed; what comes then lets the visit go on.
 * The consent is the one that was taken for the visit. `NOT_FOUND`, and `VISIT_STATE` where the visit has ended, is not a remote one, or
 * stands on no virtual card.
 */
export const askRemoteVisitAgain = async (
  context: DeskContext,
  remoteVisits: RemoteVisits,
  { encounterId }: HandlerInput<'remote-visit:ask-again'>,
): Promise<Result<HandlerOutput<'remote-visit:ask-again'>>> => {
  const { db } = context.store
  const visit = await byId(db, encounterId)
  if (visit === null) return fail('NOT_FOUND')
  const underWay = await remoteVisitUnderWay(db, visit)
  if (underWay === null) return fail('VISIT_STATE')
  const consent = { ...underWay.consent, at: context.now() }
  const asked = await remoteVisits.request({ ...underWay, encounterId, consent })
  if (asked.ok) await makeRoom(context, underWay.patientId)
  return asked
}

/** What comes with an approval finds its place at a free desk only: the patient's own lapsed card does not hold it. */
const makeRoom = async (context: DeskContext, patientId: PatientId): Promise<void> => {
  const session = context.cards.current()?.session
  if (session?.virtual?.lapsed !== true || session.patient?.patientId !== patientId) return
  await context.cardTurn(() => putAwayVirtualCard(context, { cardSessionId: session.sessionId }))
}

export const listRemoteVisits = async (
  remoteVisits: RemoteVisits,
): Promise<Result<HandlerOutput<'remote-visit:list'>>> => ok({ items: [...(await remoteVisits.list())] })

/** The list as it is after an act on one of its requests. */
export const thenList = async (
  remoteVisits: RemoteVisits,
  act: Result<null> | Promise<Result<null>>,
): Promise<Result<HandlerOutput<'remote-visit:list'>>> => {
  const done = await act
  return done.ok ? listRemoteVisits(remoteVisits) : done
}
