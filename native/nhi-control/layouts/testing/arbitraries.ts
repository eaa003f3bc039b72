import fc from 'fast-check'
import { isValidNationalId } from '../../../../preload/contract/card/nationalId.ts'
import { encodeCardName } from '../../../card-reader/cardNameCodec.ts'

/** Values of the fields of a layout, nobody real. */
export const arbitraryField = {
  cardNumber: fc.stringMatching(/^[0-9A-Z]{12}$/),
  hospitalId: fc.stringMatching(/^[0-9A-Z]{10}$/),
  treatmentNumber: fc.stringMatching(/^[\x21-\x7e]{20}$/),
  nationalId: fc
    .stringMatching(/^[A-Z][1289]\d{7}$/)
    .map((start) => [...'0123456789'].map((last) => start + last).find(isValidNationalId) ?? ''),
  day: fc
    .date({ min: new Date('1912-01-01T00:00:00Z'), max: new Date('2200-12-31T00:00:00Z'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
  dateTime: fc
    .tuple(
      fc.integer({ min: 100, max: 199 }),
      fc.stringMatching(/^(0[1-9]|1[0-2])([01][1-9]|2[0-8])([01]\d|2[0-3])([0-5]\d){2}$/),
    )
    .map(([year, rest]) => `${year}${rest}`),
  sex: fc.constantFrom<'M' | 'F'>('M', 'F'),
  icd10: fc.stringMatching(/^[A-Z]\d[0-9A-Z]{1,5}$/),
  packed: fc.stringMatching(/^[A-Z]\d[0-9A-Z]{1,3}$/),
  signature: fc.stringMatching(/^[\x21-\x7e]{256}$/),
  orderSignature: fc.stringMatching(/^[\x21-\x7e]{40}$/),
  serial: fc.stringMatching(/^([0-9VWM]\d{3})?$/),
} as const

/** A text of Big5 characters that fits so many bytes, without spaces at its ends. */
export const arbitraryText = (bytes: number, minLength: 0 | 1): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...'王李陳測試甲乙丙堂瑞．・Ab \ue000\uf6b1'), { minLength, maxLength: bytes })
    .map((characters) => characters.join('').trim())
    .filter((text) => text.length >= minLength && (encodeCardName(text)?.length ?? bytes + 1) <= bytes)

/** A whole number of so many digits at most. */
export const arbitraryWhole = (digits: number): fc.Arbitrary<number> => fc.integer({ min: 0, max: 10 ** digits - 1 })
