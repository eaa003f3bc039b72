import type { ErrorCode } from '../../../preload/contract/errors.ts'

interface Identity {
  /** 健保卡號 */
  readonly cardNumber: string
  readonly nationalId: string
  /** `YYYY-MM-DD` */
  readonly birthDate: string
}

/** The field in which two accounts of one card disagree. */
export type IdentityDifference = 'cardNumber' | 'nationalId' | 'birthDate'

/**
 * Non-substitution: the public profile read from the card and the person the NHI authenticated must be the same before anything
 * is written (contracts/nhi-interfaces.md, "the fast path"). The name is not compared: card and server may encode rare characters
 * differently.
 *
 * @returns null when they agree, else the first field that differs
 */
export const sameIdentity = (profile: Identity, registered: Identity): IdentityDifference | null => {
  if (profile.cardNumber !== registered.cardNumber) return 'cardNumber'
  if (profile.nationalId !== registered.nationalId) return 'nationalId'
  if (profile.birthDate !== registered.birthDate) return 'birthDate'
  return null
}

/**
 * Whether a fault says that the card in the reader is not what it says it is: nobody is registered by it, not as an exception either,
 * and nothing of it goes into a chart.
 */
export const isSubstitution = ({ code }: { readonly code: ErrorCode }): boolean =>
  code === 'CARD_MISMATCH' || code === 'CARD_NOT_AS_REGISTERED' || code === 'VIRTUAL_CARD_MISMATCH'
