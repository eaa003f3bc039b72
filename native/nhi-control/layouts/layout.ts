import { fail, ok, type Result } from '../../../preload/contract/result.ts'

/** Bytes that are no value of their kind, or a value that has no place in its bytes; `field` is the path below the asking place. */
export class Unfit {
  readonly field: string

  constructor(field = '') {
    this.field = field
  }

  /** The same fault seen from one level above. */
  within(name: string): Unfit {
    return new Unfit(this.field === '' ? name : `${name}.${this.field}`)
  }
}

/** How one field is written: fixed width, so that `encode` is told how many bytes it has to fill. */
export interface FieldKind<T> {
  readonly decode: (bytes: Uint8Array) => T | Unfit
  readonly encode: (value: T, width: number) => Uint8Array | Unfit
}

/** Where a field stands, as the manual counts: the first byte is 1, `to` is included. */
export interface Place<T> {
  readonly from: number
  readonly to: number
  readonly kind: FieldKind<T>
}

/** A buffer of the 5.x interface (facts/nhi-card.md §2.3). Bytes that no place covers are padding. */
export interface Layout<T extends object> {
  /** The function whose buffer it is; `details.layout` of a fault. */
  readonly name: string
  readonly length: number
  readonly places: { readonly [K in keyof T]: Place<T[K]> }
}

/** The bytes `from`–`to` hold a `kind`. */
export const place = <T>(from: number, to: number, kind: FieldKind<T>): Place<T> => ({ from, to, kind })

const space = 0x20

const namesOf = <T extends object>(layout: Layout<T>): readonly (keyof T & string)[] =>
  Object.keys(layout.places) as (keyof T & string)[]

const parse = <T extends object>(layout: Layout<T>, bytes: Uint8Array): T | Unfit => {
  const fields: Partial<T> = {}
  for (const name of namesOf(layout)) {
    const { from, to, kind } = layout.places[name]
    const value = kind.decode(bytes.subarray(from - 1, to))
    if (value instanceof Unfit) return value.within(name)
    fields[name] = value
  }
  return fields as T
}

const write = <T extends object>(layout: Layout<T>, value: T): Uint8Array | Unfit => {
  const bytes = new Uint8Array(layout.length).fill(space)
  for (const name of namesOf(layout)) {
    const { from, to, kind } = layout.places[name]
    const field = kind.encode(value[name], to - from + 1)
    if (field instanceof Unfit) return field.within(name)
    bytes.set(field, from - 1)
  }
  return bytes
}

/**
 * All fields of a buffer, or `CONTROL_BAD_REPLY`: details.reason `length` (details.bytes came) or `field` (details.field is the
 * first that is not valid). Never throws, never half a record.
 */
export const decodeLayout = <T extends object>(layout: Layout<T>, bytes: Uint8Array): Result<T> => {
  const details = { layout: layout.name }
  if (bytes.length !== layout.length) {
    return fail('CONTROL_BAD_REPLY', {
      retryable: true,
      details: { ...details, reason: 'length', bytes: bytes.length },
    })
  }
  const value = parse(layout, bytes)
  return value instanceof Unfit
    ? fail('CONTROL_BAD_REPLY', { retryable: true, details: { ...details, reason: 'field', field: value.field } })
    : ok(value)
}

/** The buffer that says this, or `RECORD_INVALID` with details.field: a value that has no place in its field is never cut. */
export const encodeLayout = <T extends object>(layout: Layout<T>, value: T): Result<Uint8Array> => {
  const bytes = write(layout, value)
  return bytes instanceof Unfit
    ? fail('RECORD_INVALID', { details: { layout: layout.name, reason: 'field', field: bytes.field } })
    : ok(bytes)
}

/** Nothing was ever written there: spaces, NUL or noughts. */
const isBlank = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === space || byte === 0x00 || byte === 0x30)

/**
 * Up to `count` records of one layout behind each other, in their order; places that were never written are left out. Encoding
 * fills the places that are left over with spaces.
 */
export const groups = <T extends object>(
  layout: Layout<T>,
  count: number,
  isEmpty: (bytes: Uint8Array) => boolean = isBlank,
): FieldKind<readonly T[]> => ({
  decode(bytes) {
    const records: T[] = []
    for (let index = 0; index < count; index += 1) {
      const part = bytes.subarray(index * layout.length, (index + 1) * layout.length)
      if (isEmpty(part)) continue
      const record = parse(layout, part)
      if (record instanceof Unfit) return record.within(String(index + 1))
      records.push(record)
    }
    return records
  },
  encode(records, width) {
    if (records.length > count) return new Unfit()
    const bytes = new Uint8Array(width).fill(space)
    for (const [index, record] of records.entries()) {
      const part = write(layout, record)
      if (part instanceof Unfit) return part.within(String(index + 1))
      bytes.set(part, index * layout.length)
    }
    return bytes
  },
})
