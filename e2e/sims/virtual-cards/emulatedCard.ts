import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { EmulatedCard } from './virtualCard.ts'
import type { InsertedCard } from './vpcdCard.ts'

/** Debian's own: another Python first on the PATH does not have vicc's modules. */
const PYTHON = '/usr/bin/python3'
const VICC = fileURLToPath(new URL('../../../native/card-reader/testing/vicc.py', import.meta.url))

/** By then a vicc that cannot run has said so. */
const FIRST_WORD_MS = 1_500

/**
 * Puts a card of another issuer into a reader slot, as Debian's vicc emulates it in a process of its own. Throws where vicc does not
 * run, because a story about such a card would prove nothing with any other.
 */
export async function insertEmulatedCard(port: number, { type }: EmulatedCard): Promise<InsertedCard> {
  const card = spawn(PYTHON, [VICC, '--type', type, '--hostname', '127.0.0.1', '--port', String(port)], {
    stdio: 'ignore',
  })
  const ended = once(card, 'exit').catch((error: unknown) => [error])
  const isGone = await Promise.race([ended.then(() => true), delay(FIRST_WORD_MS, false)])
  if (isGone)
    throw new Error('vicc does not run (Debian: vsmartcard-vpicc, python3-virtualsmartcard, python3-pycryptodome)')
  return {
    pull: async () => {
      card.kill('SIGKILL')
      await ended
    },
  }
}
