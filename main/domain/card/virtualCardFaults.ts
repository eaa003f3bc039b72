import type { ErrorCode } from '../../../preload/contract/errors.ts'

/** Nobody has said anything about the card: it was not sent, or the answer did not come. */
const undecided: ReadonlySet<ErrorCode> = new Set([
  'VIRTUAL_CARD_NOT_REDEEMED',
  'VIRTUAL_CARD_UNCERTAIN',
  'VIRTUAL_CARD_BUSY',
])

/**
 * Whether an answer is the last word about a virtual card, which no second try changes. Faults of the line, the control software, the
 * readers and other cards say nothing about it: the same card may be presented again.
 */
export const endsVirtualCard = (code: ErrorCode): boolean =>
  /^(VIRTUAL_CARD|PHYSICAL_CARD)_/.test(code) && !undecided.has(code)
