import { randomBytes } from 'node:crypto'
import type { DataCentre } from './dataCentre.ts'
import type { VirtualCardToken } from './state.ts'
import { STATUS } from './statusCode.ts'

/** A QR is dead after five minutes. */
export const QR_LIFE_MS = 5 * 60 * 1000
/** Longest life of a virtual card's authorisation: one hour. */
export const CARD_LIFE_MS = 60 * 60 * 1000

/** Makes the text that the patient's app would show as QR: opaque, below 400 characters. */
export function makeVirtualCardToken(
  centre: DataCentre,
  personId: string,
  serialLetter: VirtualCardToken['serialLetter'],
): string {
  const token = `NHIVC2.${randomBytes(180).toString('base64url')}`
  centre.file.value.tokens.push({
    token,
    personId,
    serialLetter,
    expiresAt: centre.clock.now() + QR_LIFE_MS,
    verifiedAt: null,
    usedForVisit: false,
  })
  centre.file.save()
  return token
}

/** The token if it can still be used, else why not. */
export function findToken(centre: DataCentre, text: string): VirtualCardToken | number {
  const token = centre.file.value.tokens.find((each) => each.token === text)
  if (!token) return STATUS.qrUnknown
  if (token.verifiedAt !== null) return STATUS.qrUsed
  return token.expiresAt < centre.clock.now() ? STATUS.qrExpired : token
}

/**
 * The token if it can be presented, else why not. One that was presented before is used (1020), or, where the switch says so, comes
 * back within its hour (then 3238): the contract leaves room for both.
 */
export function findTokenToPresent(centre: DataCentre, text: string): VirtualCardToken | number {
  const token = centre.file.value.tokens.find((each) => each.token === text)
  if (!centre.file.value.virtualCardsReturn || !token || token.verifiedAt === null) return findToken(centre, text)
  return isOver(centre, token) ? STATUS.accessTokenExpired : token
}

/** Is the hour of the virtual card this person showed last over? */
export function isVirtualCardOver(centre: DataCentre, personId: string): boolean {
  const token = latestVerified(centre, personId)
  return token !== undefined && isOver(centre, token)
}

function isOver(centre: DataCentre, token: VirtualCardToken): boolean {
  return centre.clock.now() - (token.verifiedAt ?? 0) > CARD_LIFE_MS
}

/** Has the QR this person showed last brought its visit already? */
export function isVirtualCardSpent(centre: DataCentre, personId: string): boolean {
  return latestVerified(centre, personId)?.usedForVisit ?? true
}

/** Uses the QR this person showed last for a visit; returns the letter of its serials. */
export function spendVirtualCard(centre: DataCentre, personId: string): VirtualCardToken['serialLetter'] {
  const token = latestVerified(centre, personId)
  if (!token) return 'V'
  token.usedForVisit = true
  return token.serialLetter
}

function latestVerified(centre: DataCentre, personId: string): VirtualCardToken | undefined {
  return centre.file.value.tokens
    .filter((token) => token.personId === personId && token.verifiedAt !== null)
    .sort((one, other) => (other.verifiedAt ?? 0) - (one.verifiedAt ?? 0))[0]
}
