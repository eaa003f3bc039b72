import { damagePages } from '../damagePages.fixture.ts'

/** Turns a bit over in the middle of one payload of several pages, in the file of a store that nobody has open. */
export const damageOnePayload = (file: string, key: Uint8Array): void =>
  damagePages(file, key, { table: 'outbox_payload', type: 'overflow', most: 1 })
