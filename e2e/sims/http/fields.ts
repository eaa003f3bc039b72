import { jsonOf } from './exchange.ts'

/** The members of a JSON object body; empty when the body is no object. */
export type Fields = Readonly<Record<string, unknown>>

export function fieldsOf(body: Buffer): Fields {
  return asFields(jsonOf(body))
}

export function asFields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
}

/** A string member no longer than `limit`, or undefined. */
export function textField(fields: Fields, name: string, limit = 4000): string | undefined {
  const value = fields[name]
  return typeof value === 'string' && value.length <= limit ? value : undefined
}

/** A member that is text or a number, as text; empty when missing or anything else. */
export function looseText(fields: Fields, name: string, limit = 4000): string {
  const value = fields[name]
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.length <= limit ? value : ''
}

/** The members of an array member; empty when it is no array. */
export function listField(fields: Fields, name: string): readonly unknown[] {
  const value = fields[name]
  return Array.isArray(value) ? value : []
}
