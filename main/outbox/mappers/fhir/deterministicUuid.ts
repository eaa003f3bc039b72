import { hash } from 'node:crypto'

/**
 * UUIDv5 (RFC 9562): the same name in the same namespace always gives the same id, so that a visit mapped twice gives the same
 * bytes. `namespace` is a UUID itself.
 */
export const uuidV5 = (namespace: string, name: string): string => {
  const named = Buffer.concat([Buffer.from(namespace.replaceAll('-', ''), 'hex'), Buffer.from(name, 'utf8')])
  const bytes = hash('sha1', named, 'buffer')
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex', 0, 16)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
