import { isValidNationalId } from '../../../preload/contract/card/nationalId.ts'
import { isoToRoc, isValidRocDate, rocToIso } from '../../../preload/contract/patient/rocDate.ts'
import { decodeCardName, encodeCardName } from '../../card-reader/cardNameCodec.ts'
import { type FieldKind, Unfit } from './layout.ts'

/** Printable ASCII without its padding; null for anything else, so that no byte is silently dropped. */
export const ascii = (bytes: Uint8Array): string | null => {
  const text = String.fromCharCode(...bytes).replace(/[\0 ]+$/, '')
  return /^[\x20-\x7e]*$/.test(text) ? text : null
}

/** Left-justified and padded with spaces, as the whole interface is. */
export const padded = (content: Uint8Array | string, width: number): Uint8Array | Unfit => {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : content
  if (bytes.length > width) return new Unfit()
  const field = new Uint8Array(width).fill(0x20)
  field.set(bytes)
  return field
}

/** ASCII text that keeps to a pattern, read without its padding. */
export const matching = (pattern: RegExp): FieldKind<string> => ({
  decode(bytes) {
    const text = ascii(bytes)
    return text !== null && pattern.test(text) ? text : new Unfit()
  },
  encode: (text, width) => (/^[\x20-\x7e]*$/.test(text) && pattern.test(text) ? padded(text, width) : new Unfit()),
})

/** ASCII text that may be missing (empty). */
export const text = matching(/^/)

/** Text that people type and that may hold Chinese (Big5), empty when blank. */
export const freeText: FieldKind<string> = {
  decode: (bytes) => (ascii(bytes) === '' ? '' : (decodeCardName(bytes) ?? new Unfit())),
  encode(value, width) {
    const bytes = encodeCardName(value)
    return bytes === null ? new Unfit() : padded(bytes, width)
  },
}

/** A person's name (Big5); never blank. */
export const name: FieldKind<string> = {
  decode: (bytes) => decodeCardName(bytes) ?? new Unfit(),
  encode: (value, width) => (value.trim() === '' ? new Unfit() : freeText.encode(value, width)),
}

/** 身分證號 or 居留證號 with a right check digit. */
export const nationalId: FieldKind<string> = {
  decode(bytes) {
    const value = ascii(bytes)
    return value !== null && isValidNationalId(value) ? value : new Unfit()
  },
  encode: (value, width) => (isValidNationalId(value) ? padded(value, width) : new Unfit()),
}

/** Card number of a patient, a professional or a SAM. */
export const cardNumber = matching(/^[0-9A-Z]{12}$/)
/** 醫事機構代碼. */
export const hospitalId = matching(/^[0-9A-Z]{10}$/)
/** 就醫識別碼. */
export const treatmentNumber = matching(/^[\x21-\x7e]{20}$/)

/** M or F. */
export const sex: FieldKind<'M' | 'F'> = {
  decode(bytes) {
    const value = ascii(bytes)
    return value === 'M' || value === 'F' ? value : new Unfit()
  },
  encode: padded,
}

/** Yes or no by two agreed characters; anything else is no answer. */
export const either = (yes: string, no: string): FieldKind<boolean> => ({
  decode(bytes) {
    const value = ascii(bytes)
    return value === yes ? true : value === no ? false : new Unfit()
  },
  encode: (value, width) => padded(value ? yes : no, width),
})

/** A day, 民國 `yyyMMdd` in the buffer and `YYYY-MM-DD` outside. */
export const day: FieldKind<string> = {
  decode(bytes) {
    const value = ascii(bytes)
    return value !== null && isValidRocDate(value) ? rocToIso(value) : new Unfit()
  },
  encode(value, width) {
    const roc = isoToRoc(value)
    return isValidRocDate(roc) && rocToIso(roc) === value ? padded(roc, width) : new Unfit()
  },
}

/** A day that may be missing: blank or all noughts is null. */
export const optionalDay: FieldKind<string | null> = {
  decode: (bytes) => (/^0*$/.test(ascii(bytes) ?? '-') ? null : day.decode(bytes)),
  encode: (value, width) => (value === null ? padded('', width) : day.encode(value, width)),
}

const isRocMoment = (value: string): boolean =>
  /^\d{7}([01]\d|2[0-3])([0-5]\d){2}$/.test(value) && isValidRocDate(value.slice(0, 7))

/** Date and time as the NHI writes them, `yyyMMddHHmmss`; kept as they are because they name the visit. */
export const rocDateTime: FieldKind<string> = {
  decode(bytes) {
    const value = ascii(bytes)
    return value !== null && isRocMoment(value) ? value : new Unfit()
  },
  encode: (value, width) => (isRocMoment(value) ? padded(value, width) : new Unfit()),
}

const wholeNumber = (pattern: RegExp): FieldKind<number | null> => ({
  decode(bytes) {
    const value = ascii(bytes)?.trim()
    if (value === undefined) return new Unfit()
    if (value === '') return null
    return pattern.test(value) ? Number(value) : new Unfit()
  },
  encode(value, width) {
    if (value === null) return padded('', width)
    return Number.isSafeInteger(value) && value >= 0 ? padded(String(value).padStart(width, '0'), width) : new Unfit()
  },
})

/** A whole number, written with leading noughts; blank is null. */
export const optionalWhole = wholeNumber(/^\d+$/)

/** A fee on the card, which may be one that was given back (minus); blank is null. */
export const fee = wholeNumber(/^-?\d+$/)

/** A whole number that must be there. */
export const whole: FieldKind<number> = {
  decode: (bytes) => optionalWhole.decode(bytes) ?? new Unfit(),
  encode: optionalWhole.encode,
}

/** A counter, which stands at nought while nothing was ever written. */
export const counter: FieldKind<number> = {
  decode: (bytes) => optionalWhole.decode(bytes) ?? 0,
  encode: optionalWhole.encode,
}

/** 總量: five digits, a point and one decimal (`00009.0`); blank is null. */
export const quantity: FieldKind<number | null> = {
  decode(bytes) {
    const value = ascii(bytes)?.trim()
    if (value === undefined) return new Unfit()
    if (value === '') return null
    return /^\d{1,7}$|^\d{1,5}\.\d{1,2}$/.test(value) ? Number(value) : new Unfit()
  },
  encode(value, width) {
    if (value === null) return padded('', width)
    return value >= 0 && value < 1e7 ? padded(value.toFixed(1).padStart(width, '0'), width) : new Unfit()
  },
}
