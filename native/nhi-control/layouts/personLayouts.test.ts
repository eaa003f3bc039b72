import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { decodeBasicData, decodeRegisterBasic, decodeValidity } from './personLayouts.ts'

const big5 = (text: string): Buffer => iconv.encode(text, 'cp950')
const padded = (text: string, width: number): string => text + ' '.repeat(width - big5(text).length)
const given = (value: unknown) => ({ ok: true, value })
const faultAt = (field: string) => ({
  ok: false,
  error: { code: 'CONTROL_BAD_REPLY', details: { reason: 'field', field } },
})
const publicData = `900000000017${padded('測試甲', 20)}A1234567890740615M1090102`
const person = {
  cardNumber: '900000000017',
  name: '測試甲',
  nationalId: 'A123456789',
  birthDate: '1985-06-15',
  sex: 'M',
}

describe('who the card belongs to', () => {
  const register = `${publicData}1  31151231050000000 `

  it('reads the public data', () => {
    expect(decodeBasicData(big5(`${publicData}1${padded('02-12345678', 14)}`))).toEqual(
      given({ ...person, issueDate: '2020-01-02', cancelled: false, emergencyPhone: '02-12345678' }),
    )
  })

  it('reads the registration', () => {
    expect(decodeRegisterBasic(big5(register))).toEqual(
      given({ ...person, cancelled: false, insuredMark: '3', validUntil: '2026-12-31', remainingCount: 5 }),
    )
  })

  it('reads a card without validity and count as not knowing them, and a cancelled one as cancelled', () => {
    const blank = `${publicData}2  3${' '.repeat(17)}`
    expect(decodeRegisterBasic(big5(blank))).toMatchObject(
      given({ cancelled: true, validUntil: null, remainingCount: null }),
    )
  })

  it('reads the validity alone', () => {
    expect(decodeValidity(Buffer.from('115123106'))).toEqual(given({ validUntil: '2026-12-31', remainingCount: 6 }))
    expect(decodeValidity(Buffer.from('0000000  '))).toEqual(given({ validUntil: null, remainingCount: null }))
  })

  it.each<[string, number, string | readonly number[], string]>([
    ['a short card number', 11, ' ', 'cardNumber'],
    ['a name that is not Big5', 12, [0xff, 0xff], 'name'],
    ['a wrong check digit', 41, '0', 'nationalId'],
    ['a thirteenth month', 45, '13', 'birthDate'],
    ['another sex', 49, 'X', 'sex'],
    ['an impossible issue date', 50, '1090931', 'issueDate'],
    ['an unknown cancel mark', 57, '3', 'cancelled'],
    ['a letter in the validity', 61, '115I231', 'validUntil'],
    ['a letter in the count', 68, 'O5', 'remainingCount'],
    ['a minus in the count', 68, '-5', 'remainingCount'],
    ['a control character as insured mark', 60, [0x07], 'insuredMark'],
  ])('refuses %s', (_name, at, replacement, field) => {
    const bytes = big5(register)
    bytes.set(typeof replacement === 'string' ? Buffer.from(replacement) : replacement, at)
    expect(decodeRegisterBasic(bytes)).toMatchObject(faultAt(field))
  })
})
