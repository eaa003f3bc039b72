import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createPcscCardReader } from './createPcscCardReader.ts'
import type { CardReaderEvent, CardReaderPort } from './port.ts'
import { type CardReaderHarness, describeCardReaderPort } from './portContract.ts'
import { forkNodeProcess } from './testing/forkNodeProcess.ts'
import { profileBytes, syntheticProfile } from './testing/profileBytes.ts'
import { type Chip, openVirtualReader, type VirtualReader, virtualReaderMissing } from './testing/virtualReader.ts'

const processFile = fileURLToPath(new URL('./process.ts', import.meta.url))
const profile = profileBytes(syntheticProfile)
const damaged = profileBytes({ ...syntheticProfile, nationalId: 'A123456788' })

const cardWith =
  (data: Buffer): Chip =>
  (command) =>
    command.startsWith('00A40400') ? '9000' : command.startsWith('00CA1100') ? `${data.toString('hex')}9000` : '6D00'
const chips: Record<Parameters<CardReaderHarness['insert']>[0], Chip> = {
  good: cardWith(profile),
  damaged: cardWith(damaged),
  foreign: () => '6A82',
  'pulled-while-reading': (command) => (command.startsWith('00A40400') ? '9000' : 'pull'),
}
const silent: Chip = () => 'silence'

const missing = await virtualReaderMissing()

describe.skipIf(missing !== null)(
  `PC/SC with a virtual reader${missing === null ? '' : ` (skipped: ${missing})`}`,
  () => {
    let virtual: VirtualReader
    const open: CardReaderPort[] = []

    beforeAll(async () => {
      virtual = await openVirtualReader()
    })
    afterEach(async () => {
      virtual.pull()
      await Promise.all(open.splice(0).map((port) => port.dispose()))
    })
    afterAll(() => virtual.close())

    const newPort = (): CardReaderPort => {
      const port = createPcscCardReader({ processFile, fork: (file) => forkNodeProcess(file, virtual.env) })
      open.push(port)
      return port
    }
    const until = async (isSo: () => boolean): Promise<void> => {
      while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5))
    }
    const watched = (): { port: CardReaderPort; events: CardReaderEvent[] } => {
      const port = newPort()
      const events: CardReaderEvent[] = []
      port.subscribe((event) => events.push(event))
      port.start()
      return { port, events }
    }
    const has = (events: readonly CardReaderEvent[], type: CardReaderEvent['type']): boolean =>
      events.some((event) => event.type === type)

    describeCardReaderPort('pcsc-mini in a helper process', async () => {
      const port = newPort()
      return {
        port,
        reader: virtual.name,
        atr: virtual.atr,
        profile: syntheticProfile,
        insert: (card) => virtual.insert(chips[card]),
        remove: () => virtual.pull(),
        close: async () => {
          virtual.pull()
          await port.dispose()
        },
      }
    })

    it('tells of a card that is in before it begins', async () => {
      virtual.insert(chips.good)
      const { port, events } = watched()
      await until(() => has(events, 'card-inserted'))
      expect(await port.readPublicProfile(virtual.name)).toEqual({ ok: true, value: syntheticProfile })
    })

    it('replaces a helper that hangs in a card call, and reads the next card', async () => {
      const { port, events } = watched()
      await until(() => port.readers().length > 0)
      virtual.insert(silent)
      await until(() => has(events, 'card-inserted'))
      expect(await port.readPublicProfile(virtual.name)).toMatchObject({ error: { code: 'READER_TIMEOUT' } })
      events.length = 0
      virtual.pull()
      await until(() => has(events, 'card-removed'))
      virtual.insert(chips.good)
      await until(() => has(events, 'card-inserted'))
      expect(await port.readPublicProfile(virtual.name)).toEqual({ ok: true, value: syntheticProfile })
    })

    it('comes back by itself when the service was stopped', async () => {
      const { port, events } = watched()
      await until(() => port.readers().length > 0)
      await virtual.stopService()
      await until(() => events.some((event) => event.type === 'service' && event.state === 'down'))
      expect(port.readers()).toEqual([])
      expect(await port.readPublicProfile(virtual.name)).toMatchObject({ error: { code: 'READER_SERVICE_DOWN' } })
      await virtual.startService()
      virtual.insert(chips.good)
      await until(() => has(events, 'card-inserted'))
      // The first connection after a restart may still meet a service that is not quite up: retryable, and then it reads.
      await expect
        .poll(() => port.readPublicProfile(virtual.name), { timeout: 10_000, interval: 200 })
        .toEqual({ ok: true, value: syntheticProfile })
    })
  },
)
