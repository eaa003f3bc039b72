import { type KeyLike, sign, verify } from 'node:crypto'

/** Which cards speak in a signature: the SAM alone, two cards (HC), three cards (HPC and HC), or HPC with the SAM. */
export type SignatureKind = 'sam' | 'hc' | 'hpc-hc' | 'hpc'

/** The fields a signature covers. HC and HPC fields are empty where the kind has none. */
export interface SignedFields {
  readonly clientRandom: string
  readonly samId: string
  readonly hospitalId: string
  readonly hcId: string
  readonly hcIdNo: string
  readonly hpcId: string
  readonly hpcIdNo: string
}

/** What a signature itself says, once it is verified. */
export interface SignatureClaims {
  readonly kind: SignatureKind
  /** 01 read, 02 write, 03 serial and identifier, 04 card update, 06 test card, 30 upload, 91 decision support. */
  readonly serviceType: string
  /** Milliseconds since the epoch on the clock of the PC. */
  readonly signedAt: number
  /** The HC part comes from a virtual card. */
  readonly virtual: boolean
}

const VERSION = 1
const KINDS: readonly SignatureKind[] = ['sam', 'hc', 'hpc-hc', 'hpc']
const HEAD_BYTES = 13
const ED25519_BYTES = 64

/** Signs as the simulated control software does: base64 of version, kind, service type, flags, time and an Ed25519 signature. */
export function signCards(privateKey: KeyLike, claims: SignatureClaims, fields: SignedFields): string {
  const head = Buffer.alloc(HEAD_BYTES)
  head.writeUInt8(VERSION, 0)
  head.writeUInt8(KINDS.indexOf(claims.kind), 1)
  head.write(claims.serviceType, 2, 'latin1')
  head.writeUInt8(claims.virtual ? 1 : 0, 4)
  head.writeBigUInt64BE(BigInt(claims.signedAt), 5)
  return Buffer.concat([head, sign(null, messageOf(head, fields), privateKey)]).toString('base64')
}

/** The claims of a genuine signature over these fields, or undefined. */
export function verifyCards(publicKey: KeyLike, signature: string, fields: SignedFields): SignatureClaims | undefined {
  const bytes = Buffer.from(signature, 'base64')
  if (bytes.length !== HEAD_BYTES + ED25519_BYTES || bytes[0] !== VERSION) return undefined
  const head = bytes.subarray(0, HEAD_BYTES)
  const kind = KINDS[head.readUInt8(1)]
  if (!kind || !verify(null, messageOf(head, fields), publicKey, bytes.subarray(HEAD_BYTES))) return undefined
  return {
    kind,
    serviceType: head.toString('latin1', 2, 4),
    signedAt: Number(head.readBigUInt64BE(5)),
    virtual: head.readUInt8(4) === 1,
  }
}

function messageOf(head: Buffer, fields: SignedFields): Buffer {
  const { clientRandom, samId, hospitalId, hcId, hcIdNo, hpcId, hpcIdNo } = fields
  return Buffer.concat([
    head,
    Buffer.from(JSON.stringify([clientRandom, samId, hospitalId, hcId, hcIdNo, hpcId, hpcIdNo])),
  ])
}
