import { describe, expect, it } from 'vitest'
import { errorCodes } from '../../../preload/contract/errors.ts'
import { isStillGood, waysOn, waysOnForVisit } from './waysOn.ts'

describe('the ways on from a refused code', () => {
  it.each([
    ['VIRTUAL_CARD_EXPIRED', ['new-code', 'plastic']],
    ['VIRTUAL_CARD_UNKNOWN', ['new-code', 'plastic']],
    ['VIRTUAL_CARD_LAPSED', ['new-code', 'plastic']],
    ['VIRTUAL_CARD_TOKEN_MISSING', ['new-code', 'plastic']],
    ['VIRTUAL_CARD_NOT_AUTHORISED', ['same-code', 'new-code', 'plastic']],
    ['VIRTUAL_CARD_DECLINED', ['new-code', 'plastic']],
    ['VIRTUAL_CARD_MISMATCH', ['new-code']],
    ['VIRTUAL_CARD_USED', ['new-code', 'list']],
    ['VIRTUAL_CARD_VISIT_USED', ['list', 'new-code']],
    ['VIRTUAL_CARD_NOT_ENROLLED', ['plastic', 'settings']],
    ['VIRTUAL_CARD_NOT_REDEEMED', ['same-code', 'exception']],
    ['PHYSICAL_CARD_ONLY', ['plastic']],
    ['PROFESSIONAL_PIN_LOCKED', ['hpc', 'same-code']],
    ['SAM_NOT_VERIFIED', ['sam', 'same-code']],
  ] as const)('%s: %j', (code, ways) => {
    expect(waysOn(code)).toEqual(ways)
  })

  it('never leaves a person without one', () => {
    for (const code of errorCodes) expect(waysOn(code), code).not.toHaveLength(0)
  })

  it.each([
    ['VIRTUAL_CARD_EXPIRED', ['new-code', 'exception'], ['new-code', 'visit']],
    ['VIRTUAL_CARD_NOT_REDEEMED', ['same-code', 'exception'], ['same-code', 'visit']],
    ['PHYSICAL_CARD_ONLY', ['exception'], ['visit']],
    ['NHI_TIMEOUT', ['same-code', 'exception'], ['same-code', 'visit']],
    ['VIRTUAL_CARD_MISMATCH', ['new-code'], ['new-code']],
    ['SAM_NOT_VERIFIED', ['sam', 'same-code'], ['sam', 'same-code']],
  ] as const)('for a visit, %s: %j at the cashier, %j elsewhere', (code, atCashier, elsewhere) => {
    expect(waysOnForVisit(code, true)).toEqual(atCashier)
    expect(waysOnForVisit(code, false)).toEqual(elsewhere)
  })

  it('never offers a visit the plastic card, and always something', () => {
    for (const code of errorCodes) {
      for (const ways of [waysOnForVisit(code, true), waysOnForVisit(code, false)]) {
        expect(ways, code).not.toContain('plastic')
        expect(ways, code).not.toHaveLength(0)
      }
    }
  })

  it('does not promise time to a code that the NHI has refused', () => {
    expect(isStillGood('VIRTUAL_CARD_NOT_REDEEMED')).toBe(true)
    for (const code of ['VIRTUAL_CARD_EXPIRED', 'VIRTUAL_CARD_USED', 'VIRTUAL_CARD_UNKNOWN'] as const) {
      expect(isStillGood(code)).toBe(false)
    }
  })
})
