import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Instant } from '../../preload/contract/words.ts'

/**
 * The store's key in its second wrapping: by the recovery code on paper. It lies beside the store and beside each backup, because
 * it is needed where the operating system's wrapping is gone.
 */
export const RecoveryEnvelopeSchema = z.strictObject({
  version: z.literal(1),
  madeAt: z.iso.datetime(),
  salt: z.base64().max(64),
  nonce: z.base64().max(64),
  /** AES-256-GCM: 32 bytes of key and 16 of its tag. */
  sealed: z.base64().max(256),
})
export type RecoveryEnvelope = z.infer<typeof RecoveryEnvelopeSchema>

const cipher = 'aes-256-gcm'
const tagBytes = 16

/** The code's secret is random and long, so that a key may be derived from it without a slow hash. */
const wrappingKey = (secret: Uint8Array, salt: Uint8Array): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, salt, 'clinic store recovery', 32))

const bound = (madeAt: string): Buffer => Buffer.from(`clinic store recovery 1 ${madeAt}`)

/** Wraps the store's key by a recovery secret. */
export const sealKey = (key: Uint8Array, secret: Uint8Array, madeAt: Instant): RecoveryEnvelope => {
  const salt = randomBytes(16)
  const nonce = randomBytes(12)
  const seal = createCipheriv(cipher, wrappingKey(secret, salt), nonce).setAAD(bound(madeAt))
  const sealed = Buffer.concat([seal.update(key), seal.final(), seal.getAuthTag()])
  const [saltText, nonceText, sealedText] = [salt, nonce, sealed].map((part) => part.toString('base64'))
  return { version: 1, madeAt, salt: saltText ?? '', nonce: nonceText ?? '', sealed: sealedText ?? '' }
}

/** The store's key; null when the secret is another one's, or the envelope was changed. */
export const openEnvelope = (envelope: RecoveryEnvelope, secret: Uint8Array): Uint8Array | null => {
  const sealed = Buffer.from(envelope.sealed, 'base64')
  if (sealed.byteLength <= tagBytes) return null
  const key = wrappingKey(secret, Buffer.from(envelope.salt, 'base64'))
  try {
    const open = createDecipheriv(cipher, key, Buffer.from(envelope.nonce, 'base64'), { authTagLength: tagBytes })
      .setAAD(bound(envelope.madeAt))
      .setAuthTag(sealed.subarray(-tagBytes))
    return new Uint8Array(Buffer.concat([open.update(sealed.subarray(0, -tagBytes)), open.final()]))
  } catch {
    return null
  }
}

/** Reads an envelope's text; null for anything that is none. */
export const parseEnvelope = (text: string): RecoveryEnvelope | null => {
  try {
    return RecoveryEnvelopeSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
