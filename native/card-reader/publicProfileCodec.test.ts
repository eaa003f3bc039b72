import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { isValidNationalId } from '../../preload/contract/card/nationalId.ts'
import { decodeCardName, encodeCardName } from './cardNameCodec.ts'
import { decodePublicProfile } from './publicProfileCodec.ts'
import { profileBytes, syntheticProfile } from './testing/profileBytes.ts'

const bytes = profileBytes(syntheticProfile)

const withBytes = (at: number, replacement: string | readonly number[]): Buffer => {
  const changed = Buffer.from(bytes)
  changed.set(typeof replacement === 'string' ? Buffer.from(replacement, 'latin1') : replacement, at)
  return changed
}

describe('decodePublicProfile', () => {
  it('reads every field', () => {
    expect(decodePublicProfile(bytes)).toEqual({ ok: true, value: syntheticProfile })
  })

  it('reads a name padded with spaces', () => {
    expect(decodePublicProfile(profileBytes(syntheticProfile, 0x20))).toEqual({ ok: true, value: syntheticProfile })
  })

  it.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(0), 'length'],
    ['half', bytes.subarray(0, 31), 'length'],
    ['a byte too many', Buffer.concat([bytes, Buffer.of(0)]), 'length'],
    ['a blank card', Buffer.alloc(57), 'card-number'],
    ['a letter in the card number', withBytes(3, 'A'), 'card-number'],
    ['a space in the card number', withBytes(11, ' '), 'card-number'],
    ['no name', withBytes(12, new Array<number>(20).fill(0x20)), 'name'],
    ['a name that is not Big5', withBytes(12, [0xa4, 0x20, 0xff, 0xff]), 'name'],
    ['half a character at the end of the name', withBytes(31, [0xa4]), 'name'],
    ['a NUL within the name', withBytes(14, [0x00]), 'name'],
    ['a control character in the name', withBytes(12, [0x1b]), 'name'],
    ['a wrong check digit', withBytes(41, '0'), 'national-id'],
    ['a lower-case id', withBytes(32, 'a'), 'national-id'],
    ['a byte above ASCII in the id', withBytes(33, [0xb1]), 'national-id'],
    ['a thirteenth month', withBytes(45, '13'), 'birth-date'],
    ['30 February', withBytes(45, '0230'), 'birth-date'],
    ['year nought', withBytes(42, '000'), 'birth-date'],
    ['an empty birth date', withBytes(42, '       '), 'birth-date'],
    ['another sex', withBytes(49, 'X'), 'sex'],
    ['no sex', withBytes(49, [0x00]), 'sex'],
    ['an impossible issue date', withBytes(50, '1090931'), 'issue-date'],
  ])('%s', (_name, changed, reason) => {
    expect(decodePublicProfile(changed)).toEqual({
      ok: false,
      error: { code: 'CARD_DATA_INVALID', retryable: false, details: { reason } },
    })
  })

  it('gives back every profile that can be written', () => {
    const digits = (count: number) => fc.stringMatching(new RegExp(`^\\d{${count}}$`))
    const nationalId = fc
      .tuple(fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), fc.constantFrom('1', '2', '8', '9'), digits(7))
      .map((parts) => parts.join(''))
      .map((start) => [...'0123456789'].map((last) => start + last).find(isValidNationalId) ?? '')
    const day = fc
      .date({ min: new Date('1912-01-01T00:00:00Z'), max: new Date('2200-12-31T00:00:00Z'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10))
    const name = fc
      .array(fc.constantFrom(...'王李陳測試甲乙丙堂瑞．・Ab'), { minLength: 1, maxLength: 10 })
      .map((characters) => characters.join(''))
      .filter((text) => iconv.encode(text, 'cp950').length <= 20 && !iconv.encode(text, 'cp950').includes(0x3f))
    fc.assert(
      fc.property(
        fc.record({
          cardNumber: digits(12),
          name,
          nationalId,
          birthDate: day,
          sex: fc.constantFrom<'M' | 'F'>('M', 'F'),
          issueDate: day,
        }),
        fc.constantFrom(0x00, 0x20),
        (profile, pad) => {
          expect(decodePublicProfile(profileBytes(profile, pad))).toEqual({ ok: true, value: profile })
        },
      ),
    )
  })

  it('never throws and never gives half a profile, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 50, maxLength: 64 }), (random) => {
        const result = decodePublicProfile(random)
        if (result.ok) expect(isValidNationalId(result.value.nationalId)).toBe(true)
        else expect(result.error.details?.reason).toBeTypeOf('string')
      }),
    )
  })

  it('no single changed byte gives a profile with a field that is not valid', () => {
    fc.assert(
      fc.property(fc.nat(56), fc.nat(255), (at, value) => {
        const result = decodePublicProfile(withBytes(at, [value]))
        if (!result.ok) return
        expect(result.value.cardNumber).toMatch(/^\d{12}$/)
        expect(isValidNationalId(result.value.nationalId)).toBe(true)
        expect(result.value.name).not.toMatch(/\p{Cc}|\ufffd/u)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('decodeCardName', () => {
  it.each<[string, readonly number[], string | null]>([
    ['the first user-defined character', [0xa4, 0xfd, 0xfa, 0x40], '王\ue000'],
    ['the last of the first block', [0xfe, 0xfe], '\ue310'],
    ['the first of the second block', [0x8e, 0x40], '\ue311'],
    ['the first of the third block', [0x81, 0x40], '\ueeb8'],
    ['the first of the fourth block', [0xc6, 0xa1], '\uf6b1'],
    ['the last of the fourth block', [0xc8, 0xfe], '\uf848'],
    ['a character of the standard beside a block', [0xc6, 0x7e], '籲'],
    ['a Latin name', [...Buffer.from('ANNA TEST')], 'ANNA TEST'],
    ['a full-width space at the end', [0xa4, 0xfd, 0xa1, 0x40], '王'],
    ['a lead byte with a control character', [0xa4, 0x07], null],
    ['a single high byte', [0x80], null],
    ['0xFF', [0xff, 0x40], null],
    ['spaces only', [0x20, 0x20], null],
    ['nothing', [], null],
  ])('%s', (_name, field, expected) => {
    expect(decodeCardName(Uint8Array.from(field))).toBe(expected)
  })
})

describe('encodeCardName', () => {
  it.each(['王', '王\ue000', '\ue310', '\ue311', '\ueeb8', '\uf6b1', '\uf848', '籲', 'ANNA TEST', '測試甲．乙'])(
    'writes %s as it is read',
    (text) => {
      expect(decodeCardName(encodeCardName(text) ?? new Uint8Array(0))).toBe(text)
    },
  )

  it.each(['\u{20000}', '한', '\ufffd', '\n', '\uf849', '王\u0007'])(
    'refuses %j, which Big5 has no place for',
    (text) => {
      expect(encodeCardName(text)).toBeNull()
    },
  )

  it('is undone by reading, for every pair of bytes that is a character', () => {
    for (let lead = 0x81; lead <= 0xfe; lead += 1) {
      for (let trail = 0x40; trail <= 0xfe; trail += 1) {
        const text = decodeCardName(Uint8Array.of(lead, trail))
        if (text !== null) expect(decodeCardName(encodeCardName(text) ?? new Uint8Array(0))).toBe(text)
      }
    }
  })
})
