import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createPcscCardReader } from './createPcscCardReader.ts'
import type { CardReaderEvent, CardReaderPort } from './port.ts'
import { forkNodeProcess } from './testing/forkNodeProcess.ts'
import { openVirtualReader, type VirtualReader, virtualReaderMissing } from './testing/virtualReader.ts'

// Cards of other issuers as Debian's vicc emulates them, through the real service. They are no NHI cards, each in its own way.
/** Debian's own: another Python first on the PATH does not have vicc's modules. */
const python = '/usr/bin/python3'
const vicc = fileURLToPath(new URL('./testing/vicc.py', import.meta.url))

/** Where there are virtual readers vicc has to run, too: a system that lost it would otherwise prove nothing in silence. */
const missing = await virtualReaderMissing()

const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5))
}

describe.skipIf(missing !== null)(`foreign cards${missing === null ? '' : ` (skipped: ${missing})`}`, () => {
  const processFile = fileURLToPath(new URL('./process.ts', import.meta.url))
  let virtual: VirtualReader
  let port: CardReaderPort
  let card: ChildProcess | null = null
  const events: CardReaderEvent[] = []

  beforeAll(async () => {
    virtual = await openVirtualReader()
    port = createPcscCardReader({ processFile, fork: (file) => forkNodeProcess(file, virtual.env) })
    port.subscribe((event) => events.push(event))
    port.start()
    await until(() => port.readers().length === 2)
  })
  const present = (): boolean => port.readers().some(({ name, cardPresent }) => name === virtual.name && cardPresent)
  afterEach(async () => {
    card?.kill('SIGKILL')
    await until(() => !present())
  })
  afterAll(async () => {
    await port.dispose()
    await virtual.close()
  })

  it.each(['iso7816', 'ePass', 'cryptoflex'])(
    '%s is none of ours, with the reason, and the helper lives on',
    async (type) => {
      const at = ['--hostname', '127.0.0.1', '--port', String(virtual.port())]
      card = spawn(python, [vicc, '--type', type, ...at], { stdio: 'ignore' })
      const ended = once(card, 'exit').then(([code]) => {
        throw new Error(`vicc ended with ${code} (vsmartcard-vpicc, python3-virtualsmartcard, python3-pycryptodome)`)
      })
      ended.catch(() => undefined)
      await Promise.race([until(present), ended])
      const result = await port.readPublicProfile(virtual.name)
      if (result.ok) throw new Error('a foreign card gave a profile')
      expect(['CARD_FOREIGN', 'CARD_UNREADABLE']).toContain(result.error.code)
      const { details } = result.error
      expect(`${details?.sw ?? details?.pcsc ?? ''}`).toMatch(/^([0-9A-F]{4}|[A-Z][A-Za-z]+)$/)
      const restarts = events.filter((event) => event.type === 'service' && event.state !== 'up')
      expect(restarts).toEqual([])
    },
  )
})
