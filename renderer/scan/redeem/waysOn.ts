import type { ErrorCode } from '../../../preload/contract/errors.ts'

/**
 * What a person can do after a refusal. `new-code`: the patient shows another; `same-code`: it was not used up and may be scanned
 * once more; `visit`: back to the visit that was scanned for; `sam`, `hpc`: the remedy is at that item of the status bar.
 */
export type WayOn = 'new-code' | 'same-code' | 'plastic' | 'exception' | 'visit' | 'list' | 'settings' | 'sam' | 'hpc'

const special: Partial<Record<ErrorCode, readonly WayOn[]>> = {
  VIRTUAL_CARD_USED: ['new-code', 'list'],
  VIRTUAL_CARD_VISIT_USED: ['list', 'new-code'],
  VIRTUAL_CARD_NOT_AUTHORISED: ['same-code', 'new-code', 'plastic'],
  VIRTUAL_CARD_NOT_ENROLLED: ['plastic', 'settings'],
  VIRTUAL_CARD_NOT_REDEEMED: ['same-code', 'exception'],
  VIRTUAL_CARD_UNCERTAIN: ['same-code', 'new-code', 'exception'],
  VIRTUAL_CARD_BUSY: ['same-code'],
  PHYSICAL_CARD_ONLY: ['plastic'],
  PLASTIC_CARD_NEEDED: ['plastic'],
  NOT_CONFIGURED: ['settings', 'plastic'],
  NOT_OFFERED: ['plastic', 'settings'],
  VIRTUAL_CARD_MISMATCH: ['new-code'],
}

/** The ways on from a refusal, the best first; there is always one. */
export const waysOn = (code: ErrorCode): readonly WayOn[] => {
  const known = special[code]
  if (known !== undefined) return known
  if (code.startsWith('VIRTUAL_CARD_') || code === 'SCANNED_TEXT_REFUSED') return ['new-code', 'plastic']
  if (code.startsWith('SAM_')) return ['sam', 'same-code']
  if (code.startsWith('PROFESSIONAL_')) return ['hpc', 'same-code']
  if (code.startsWith('CONTROL_') || code.startsWith('NHI_')) return ['same-code', 'plastic', 'exception']
  return ['same-code', 'plastic']
}

/**
 * The same for a visit under way. It stands on its virtual card, and no plastic one can take that card's place: where its code is of
 * no use the visit is closed as an exception, at the cashier and nowhere else.
 */
export const waysOnForVisit = (code: ErrorCode, isAtCashier: boolean): readonly WayOn[] => {
  const ways = waysOn(code)
  const kept = ways.filter((way) => way !== 'plastic' && way !== 'exception')
  return kept.length === ways.length ? ways : [...kept, isAtCashier ? 'exception' : 'visit']
}

/** Whether the code was not used up as far as is known, so that its five minutes still matter. */
export const isStillGood = (code: ErrorCode): boolean => waysOn(code).includes('same-code')
