import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { writeFileAtomically } from '../platform/atomicFile.ts'

const checkFile = (databaseFile: string): string => `${databaseFile}.keycheck`

const markOf = (key: Uint8Array, nonce: Uint8Array): Buffer =>
  createHmac('sha256', key).update('store key check').update(nonce).digest()

/**
 * Whether this is the key the database was made with. An encrypted file opened with the wrong key looks exactly like a damaged
 * one, and the two need different help; so a small file beside the database knows the key without giving it away.
 * `unknown`: that file is missing or unreadable.
 */
export const checkKey = async (databaseFile: string, key: Uint8Array): Promise<'right' | 'wrong' | 'unknown'> => {
  let text: string
  try {
    text = await readFile(checkFile(databaseFile), 'utf8')
  } catch {
    return 'unknown'
  }
  const parts = /^1 ([0-9a-f]{32}) ([0-9a-f]{64})\n$/.exec(text)
  if (parts === null) return 'unknown'
  const [, nonce = '', mark = ''] = parts
  return timingSafeEqual(markOf(key, Buffer.from(nonce, 'hex')), Buffer.from(mark, 'hex')) ? 'right' : 'wrong'
}

/** Writes the check for this key. Throws the file system's errors. */
export const keepKeyCheck = async (databaseFile: string, key: Uint8Array): Promise<void> => {
  const nonce = randomBytes(16)
  const text = `1 ${nonce.toString('hex')} ${markOf(key, nonce).toString('hex')}\n`
  await writeFileAtomically(checkFile(databaseFile), text)
}
