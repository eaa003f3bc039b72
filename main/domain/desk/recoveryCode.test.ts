import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRecoveryCode, recoveryCodeOf } from './recoveryCode.ts'

const secrets = fc.uint8Array({ minLength: 20, maxLength: 20 })
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

describe('a recovery code', () => {
  it('is eight groups of five characters that can be told apart, and reads back', () => {
    fc.assert(
      fc.property(secrets, (secret) => {
        const groups = recoveryCodeOf(secret)
        expect(groups).toHaveLength(8)
        for (const group of groups) expect(group).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}$/)
        expect(readRecoveryCode(groups.join('-'))).toEqual({ ok: true, secret })
      }),
    )
  })

  it('is read as people type it: small letters, any gaps, O for 0, I and L for 1, full-width', () => {
    const secret = new Uint8Array(20)
    const text = recoveryCodeOf(secret).join(' ')
    expect(readRecoveryCode(text.toLowerCase().replaceAll('0', 'o'))).toEqual({ ok: true, secret })
    const ones = new Uint8Array([8, 0x42, 0x10, 0x84, 0x21, ...new Array<number>(15).fill(0)])
    expect(readRecoveryCode(recoveryCodeOf(ones).join('–').replaceAll('1', 'l'))).toEqual({ ok: true, secret: ones })
    const wide = recoveryCodeOf(ones)
      .join('')
      .replace(/./g, (one) => String.fromCodePoint((one.codePointAt(0) ?? 0) + 0xfee0))
    expect(readRecoveryCode(wide)).toEqual({ ok: true, secret: ones })
  })

  it('names the group in which one character is wrong or two are exchanged', () => {
    fc.assert(
      fc.property(secrets, fc.nat(39), fc.nat(31), (secret, place, other) => {
        const code = recoveryCodeOf(secret).join('')
        const group = Math.floor(place / 5) + 1
        const wrong = `${code.slice(0, place)}${alphabet.charAt(other)}${code.slice(place + 1)}`
        if (wrong !== code) expect(readRecoveryCode(wrong)).toEqual({ ok: false, group })
        const next = code.charAt(place + 1)
        if (place % 5 === 4 || next === code.charAt(place)) return
        const exchanged = `${code.slice(0, place)}${next}${code.charAt(place)}${code.slice(place + 2)}`
        expect(readRecoveryCode(exchanged)).toEqual({ ok: false, group })
      }),
    )
  })

  it('does not take groups in another order, too few, too many, or foreign characters', () => {
    const groups = recoveryCodeOf(Uint8Array.from({ length: 20 }, (_, index) => index * 11))
    const [first = '', second = '', ...rest] = groups
    expect(readRecoveryCode([second, first, ...rest].join(''))).toEqual({ ok: false, group: 1 })
    expect(readRecoveryCode(groups.slice(0, 7).join(''))).toEqual({ ok: false, group: null })
    expect(readRecoveryCode(`${groups.join('')}0`)).toEqual({ ok: false, group: null })
    expect(readRecoveryCode('')).toEqual({ ok: false, group: null })
    expect(readRecoveryCode(`診${groups.join('').slice(1)}`)).toEqual({ ok: false, group: 1 })
  })
})
