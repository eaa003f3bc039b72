import { ok, type Result } from '../../../preload/contract/result.ts'
import type { HandlerInput, HandlerOutput } from '../../ipc/handlers.ts'
import type { DeskContext } from '../context.ts'
import type { RemoteVisits } from './remoteVisits.ts'
import { consentTaken } from './visitConsent.ts'

/** Asks the patient's app for the authorisation of a remote visit; the consent is of this moment and this desk's person. */
export const requestRemoteVisit = (
  context: DeskContext,
  remoteVisits: RemoteVisits,
  { patientId, attendance, consent }: HandlerInput<'remote-visit:request'>,
): Promise<Result<HandlerOutput<'remote-visit:request'>>> =>
  remoteVisits.request({ patientId, attendance, consent: consentTaken(context, consent) })

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
