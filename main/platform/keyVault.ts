import { randomBytes } from 'node:crypto'
import { copyFile, mkdir, readFile, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { fail, ok, type Result } from '../../preload/contract/result.ts'
import { writeFileAtomically } from './atomicFile.ts'
import { fileErrorCode, isOutOfSpace } from './fileErrors.ts'

/** One way to wrap a secret; both may throw. */
export interface KeyWrapping {
  wrap(secret: Uint8Array): Uint8Array
  unwrap(wrapped: Uint8Array): Uint8Array
}

/** The ways to wrap a key on this PC; null where there is none. */
export interface KeyProtector {
  readonly os: KeyWrapping | null
  /** Plain text, for development only. */
  readonly development: KeyWrapping | null
}

export type KeyProtection = keyof KeyProtector

export interface OpenedKey {
  /** 32 bytes. */
  readonly key: Uint8Array
  readonly protection: KeyProtection
}

const keyBytes = 32

/** The key in this PC's wrapping. The second one, by the printed recovery code, lies beside the store (care/recoveryFile.ts). */
const KeyFileSchema = z.strictObject({
  version: z.literal(1),
  protection: z.enum(['os', 'development']),
  wrapped: z.base64().max(4096),
})

const lost = (problem: string): Result<never> => fail('STORE_KEY_LOST', { details: { problem } })

const unwrapKey = (text: string, protector: KeyProtector): Result<OpenedKey> => {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return lost('key-file-unreadable')
  }
  const parsed = KeyFileSchema.safeParse(json)
  if (!parsed.success) return lost('key-file-unreadable')
  const { protection, wrapped } = parsed.data
  const wrapping = protector[protection]
  if (wrapping === null) return lost(protection === 'os' ? 'no-protection' : 'development-key')
  try {
    const key = new Uint8Array(wrapping.unwrap(Buffer.from(wrapped, 'base64')))
    return key.byteLength === keyBytes ? ok({ key, protection }) : lost('key-file-unreadable')
  } catch {
    return lost('not-unwrapped')
  }
}

const protectionOf = (protector: KeyProtector): KeyProtection => (protector.os !== null ? 'os' : 'development')

/** What a key file says of a key; null where this PC has no way to wrap it. */
const wrappedText = (key: Uint8Array, protector: KeyProtector): string | null => {
  const protection = protectionOf(protector)
  const wrapping = protector[protection]
  if (wrapping === null) return null
  return `${JSON.stringify({ version: 1, protection, wrapped: Buffer.from(wrapping.wrap(key)).toString('base64') })}\n`
}

const makeKey = async (keyFile: string, protector: KeyProtector): Promise<Result<OpenedKey>> => {
  const key = new Uint8Array(randomBytes(keyBytes))
  const text = wrappedText(key, protector)
  if (text === null) return fail('NOT_CONFIGURED', { details: { problem: 'no-protection' } })
  await mkdir(dirname(keyFile), { recursive: true })
  await writeFileAtomically(keyFile, text)
  return ok({ key, protection: protectionOf(protector) })
}

const hasContent = async (file: string): Promise<boolean> => {
  try {
    return (await stat(file)).size > 0
  } catch (error) {
    if (fileErrorCode(error) === 'ENOENT') return false
    throw error
  }
}

const fileFailure = (error: unknown): Result<never> => {
  if (isOutOfSpace(error)) return fail('STORE_FULL', { retryable: true })
  const code = fileErrorCode(error)
  if (code === null) throw error
  return fail('STORE_LOCATION', { details: { problem: 'inaccessible', code } })
}

/**
 * Wraps a key that came by the recovery code for this PC and its present user. A key file that stood there is kept as
 * `<name>.replaced`: it may still be some other user's. `NOT_CONFIGURED` (no protection), `STORE_FULL`, `STORE_LOCATION`.
 */
export const keepKey = async (options: {
  readonly keyFile: string
  readonly key: Uint8Array
  readonly protector: KeyProtector
}): Promise<Result<null>> => {
  const text = wrappedText(options.key, options.protector)
  if (text === null) return fail('NOT_CONFIGURED', { details: { problem: 'no-protection' } })
  try {
    if (await hasContent(options.keyFile)) await copyFile(options.keyFile, `${options.keyFile}.replaced`)
    await writeFileAtomically(options.keyFile, text)
    return ok(null)
  } catch (error) {
    return fileFailure(error)
  }
}

/**
 * The key of the store, made at the first start and kept wrapped. A new key is never made while a database exists: it could not
 * open it, and the old key might still be found.
 *
 * Errors: `STORE_KEY_LOST` (details.problem: `key-file-missing`, `key-file-unreadable`, `not-unwrapped` (made by another user or
 * on another PC), `no-protection`, `development-key` (a plain key without leave)), `NOT_CONFIGURED` (first start without any
 * protection), `STORE_FULL`, `STORE_LOCATION` (the folder can't be written to).
 */
export const openKeyVault = async (options: {
  readonly keyFile: string
  readonly databaseFile: string
  readonly protector: KeyProtector
}): Promise<Result<OpenedKey>> => {
  try {
    if (await hasContent(options.keyFile)) {
      return unwrapKey(await readFile(options.keyFile, 'utf8'), options.protector)
    }
    if (await hasContent(options.databaseFile)) return lost('key-file-missing')
    return await makeKey(options.keyFile, options.protector)
  } catch (error) {
    return fileFailure(error)
  }
}
