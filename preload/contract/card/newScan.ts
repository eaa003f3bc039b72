import type { ErrorCode } from '../errors.ts'

/**
 * Whether an act stopped only because the authorisation of its virtual card has ended (3238, or its hour here) or is not there (3237):
 * the visit is kept, and a new scan of the same patient's card lets it go on.
 */
export const wantsNewScan = (code: ErrorCode): boolean =>
  code === 'VIRTUAL_CARD_LAPSED' || code === 'VIRTUAL_CARD_TOKEN_MISSING'
