import { type KeyObject, randomBytes } from 'node:crypto'
import { signCards } from '../card-signature/cardSignature.ts'
import type { Reply } from '../http/exchange.ts'
import type { Fields } from '../http/fields.ts'
import type { CloudLink } from './cloudLink.ts'
import type { VhcSdkConfiguration } from './configuration.ts'
import { ERROR, sdkReply } from './errorCode.ts'
import { CARD_MS, type LoadedCard, type SdkSession } from './session.ts'

/** Everything the routes of the SDK work with. */
export interface Sdk {
  readonly configuration: VhcSdkConfiguration
  readonly cloud: CloudLink
  readonly signingKey: KeyObject
  readonly session: SdkSession
}

/** Runs `work` once the SDK is open. */
export function whenOpen(sdk: Sdk, work: () => Reply | Promise<Reply>): Reply | Promise<Reply> {
  return sdk.session.open ? work() : sdkReply(ERROR.notOpen)
}

/** Runs `work` for the card that is loaded, while its hour lasts. */
export function withCard(sdk: Sdk, work: (card: LoadedCard) => Promise<Reply>): Reply | Promise<Reply> {
  return whenOpen(sdk, () => {
    const { card } = sdk.session
    if (!card) return sdkReply(ERROR.accessTokenMissing)
    return Date.now() - card.loadedAt > CARD_MS ? sdkReply(ERROR.accessTokenExpired) : work(card)
  })
}

/** Asks the cloud in the name of the clinic, or of a card that is loaded. */
export function askCloud(
  sdk: Sdk,
  path: string,
  serviceType: string,
  fields: Fields,
  card?: LoadedCard,
): Promise<Fields> {
  const { samId, hospitalId } = sdk.configuration.clinic
  const identity = {
    clientRandom: randomBytes(16).toString('hex'),
    samId,
    hospitalId,
    hcId: card?.hcId ?? '',
    hcIdNo: card?.hcIdNo ?? '',
    hpcId: '',
    hpcIdNo: '',
  }
  const claims = {
    kind: card ? 'hc' : 'sam',
    serviceType,
    signedAt: Date.now(),
    virtual: card !== undefined,
  } as const
  return sdk.cloud.ask(path, { ...identity, signature: signCards(sdk.signingKey, claims, identity), ...fields })
}
