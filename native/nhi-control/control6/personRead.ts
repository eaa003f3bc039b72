import { ok, type Result } from '../../../preload/contract/result.ts'
import type { RegisteredPerson } from '../port.ts'
import { NothingSchema } from './localSchemas.ts'
import { registeredPersonOf } from './replyMappers.ts'
import type { AskServer } from './serverApi.ts'
import { RegisterReplySchema } from './serverSchemas.ts'
import { updateRefused } from './updateRefused.ts'

/** HcContent/Update: the card is refreshed online. */
export const cardUpdate = {
  path: 'HcContent/Update',
  signer: 'hc',
  serviceType: '04',
  schema: NothingSchema,
  safety: 'once',
} as const

const read = async (ask: AskServer, signal: AbortSignal): Promise<Result<RegisteredPerson>> => {
  const reply = await ask({
    path: 'BasicData/Register',
    signer: 'hc',
    serviceType: '01',
    schema: RegisterReplySchema,
    safety: 'repeatable',
    signal,
  })
  return reply.ok ? ok(registeredPersonOf(reply.value)) : reply
}

/**
 * The authenticated identity and its insurance. A card that has expired (5003) is updated once and asked again; when it has still
 * expired, or the update is refused, it is `NHI_CARD_EXPIRED`.
 */
export const readRegisteredPerson = async (ask: AskServer, signal: AbortSignal): Promise<Result<RegisteredPerson>> => {
  const first = await read(ask, signal)
  if (first.ok || first.error.code !== 'NHI_CARD_EXPIRED') return first
  const updated = await ask({ ...cardUpdate, signal })
  if (updated.ok) return read(ask, signal)
  if (updated.error.code !== 'NHI_REFUSED') return updated
  return updateRefused(first.error, updated.error)
}
