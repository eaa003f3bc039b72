import { ascii, padded } from './fieldKinds.ts'
import { type FieldKind, Unfit } from './layout.ts'

const code = /^[0-9A-Z]{1,7}$/

/**
 * A diagnosis in the card's own five bytes: as it is where it fits (ICD-9, short ICD-10), else packed by hisGetICD10EnC, whose form
 * only the 5.x library knows. Empty when blank.
 */
export const packedCode: FieldKind<string> = {
  decode(bytes) {
    const value = ascii(bytes)
    return value !== null && /^[\x21-\x7e]*$/.test(value) ? value : new Unfit()
  },
  encode: (value, width) => (/^[\x21-\x7e]*$/.test(value) ? padded(value, width) : new Unfit()),
}

/**
 * Whether an ICD-10 code has to go through hisGetICD10EnC before it is put into a five-byte field: when it is longer, or begins
 * with V or E, which ICD-9 had taken (facts/nhi-card.md §2.2, chapter 5).
 */
export const needsPacking = (icd10: string): boolean => icd10.length > 5 || /^[VE]/.test(icd10)

/** What a cell of ICD-10 mode holds in the input buffer; it switches the mode on, and may stay where the card has no code. */
const marker = '[XXXXXXX]'
const isCellEdge = (byte: number | undefined): boolean =>
  byte === undefined || byte === 0x00 || byte === 0x20 || byte === 0x5b || byte === 0x5d

/**
 * A nine-byte cell of ICD-10 mode: the code in its middle seven bytes, between brackets. Empty when there is none. The last cell of
 * hisWriteTreatmentCode ends before its closing bracket.
 */
export const icd10Cell: FieldKind<string> = {
  decode(bytes) {
    const value = ascii(bytes.subarray(1, 8))
    if (value === null || !isCellEdge(bytes[0]) || !isCellEdge(bytes[8])) return new Unfit()
    if (value === '' || value === marker.slice(1, 8)) return ''
    return code.test(value) ? value : new Unfit()
  },
  encode(value, width) {
    if (value !== '' && !code.test(value)) return new Unfit()
    return padded(value === '' ? '' : `[${value.padEnd(7)}]`.slice(0, width), width)
  },
}

/** Nothing but padding and the marker of ICD-10 mode. */
export const isBlankIcd10 = (bytes: Uint8Array): boolean => /^[\0 0X[\]]*$/.test(String.fromCharCode(...bytes))

/** A buffer of this length with the marker at these places (1-based), to be handed in so that ICD-10 mode is answered. */
export const icd10Request = (length: number, cells: readonly number[]): Uint8Array => {
  const bytes = new Uint8Array(length).fill(0x20)
  for (const from of cells) bytes.set(Buffer.from(marker, 'latin1'), from - 1)
  return bytes
}
