import iconv from 'iconv-lite'
import { encodeLayout, type Layout } from '../../../native/nhi-control/layouts/layout.ts'

/** The buffer that says this, as the JSON text that the SDK gives. A value without a place is a mistake of this simulator. */
export function bufferText<T extends object>(layout: Layout<T>, value: T): string {
  const bytes = encodeLayout(layout, value)
  if (!bytes.ok) throw new Error(`${layout.name}: ${JSON.stringify(bytes.error.details)}`)
  return iconv.decode(Buffer.from(bytes.value), 'cp950')
}

/** The bytes of a buffer that came as text. */
export function bufferBytes(text: string): Uint8Array {
  return iconv.encode(text, 'cp950')
}

/** A name as Big5 can write it; what it cannot becomes the full-width question mark that cards show. */
export function big5Name(name: string): string {
  return [...name]
    .map((character) => (iconv.decode(iconv.encode(character, 'cp950'), 'cp950') === character ? character : '？'))
    .join('')
}
