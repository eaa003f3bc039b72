import { randomBytes } from 'node:crypto'
import { mkdir, readFile, stat } from 'node:fs/promises'
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

/** The key in its wrappings. A second wrapping, by the clinic's printed recovery code, will stand beside this one. */
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

const makeKey = async (keyFile: string, protector: KeyProtector): Promise<Result<OpenedKey>> => {
  const protection = protector.os !== null ? 'os' : 'development'
  const wrapping = protector[protection]
  if (wrapping === null) return fail('NOT_CONFIGURED', { details: { problem: 'no-protection' } })
  const key = new Uint8Array(randomBytes(keyBytes))
  const wrapped = Buffer.from(wrapping.wrap(key)).toString('base64')
  await mkdir(dirname(keyFile), { recursive: true })
  await writeFileAtomically(keyFile, `${JSON.stringify({ version: 1, protection, wrapped })}\n`)
  return ok({ key, protection })
}

const hasContent = async (file: string): Promise<boolean> => {
  try {
    return (await stat(file)).size > 0
  } catch (error) {
    if (fileErrorCode(error) === 'ENOENT') return false
    throw error
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
    if (isOutOfSpace(error)) return fail('STORE_FULL', { retryable: true })
    const code = fileErrorCode(error)
    if (code === null) throw error
    return fail('STORE_LOCATION', { details: { problem: 'inaccessible', code } })
  }
}
