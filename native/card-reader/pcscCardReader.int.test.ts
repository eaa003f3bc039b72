import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createPcscCardReader } from './createPcscCardReader.ts'
import type { CardReaderEvent, CardReaderPort } from './port.ts'
import { type CardReaderHarness, describeCardReaderPort } from './portContract.ts'
import { forkNodeProcess } from './testing/forkNodeProcess.ts'
import { openOtherClient } from './testing/otherClient.ts'
import { profileBytes, syntheticProfile } from './testing/profileBytes.ts'
import {
  type Chip,
  openVirtualReader,
  slotOf,
  type VirtualReader,
  virtualReaderMissing,
} from './testing/virtualReader.ts'

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
const selectOfOther = '00A4040010D1580000010000000000000000000011'
const readOfOther = '00CA1100020000'

const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5))
}

const missing = await virtualReaderMissing()

describe.skipIf(missing !== null)(
  `PC/SC with a virtual reader${missing === null ? '' : ` (skipped: ${missing})`}`,
  () => {
    let virtual: VirtualReader
    const open: CardReaderPort[] = []

    beforeAll(async () => {
      virtual = await openVirtualReader()
    })
    /** pcscd looks for a removal only every 0.4 s: the next test must not meet this one's card. */
    const pullAll = async (): Promise<void> => {
      virtual.pull()
      await new Promise((resolve) => setTimeout(resolve, 600))
    }
    afterEach(async () => {
      await pullAll()
      await Promise.all(open.splice(0).map((port) => port.dispose()))
    })
    afterAll(() => virtual.close())

    const newPort = (): CardReaderPort => {
      const port = createPcscCardReader({ processFile, fork: (file) => forkNodeProcess(file, virtual.env) })
      open.push(port)
      return port
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
        close: pullAll,
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

    it('reads on in a service that was restarted after it had read before', async () => {
      const { port, events } = watched()
      virtual.insert(chips.good)
      await until(() => has(events, 'card-inserted'))
      expect(await port.readPublicProfile(virtual.name)).toEqual({ ok: true, value: syntheticProfile })
      await virtual.stopService()
      await until(() => events.some((event) => event.type === 'service' && event.state === 'down'))
      events.length = 0
      await virtual.startService()
      virtual.insert(chips.good)
      await until(() => has(events, 'card-inserted'))
      await expect
        .poll(() => port.readPublicProfile(virtual.name), { timeout: 10_000, interval: 200 })
        .toEqual({ ok: true, value: syntheticProfile })
      // The helper itself has lasted: it was not replaced to come to that.
      expect(events.some((event) => event.type === 'service' && event.state === 'restarting')).toBe(false)
    })

    it('finds a service that neither ends nor answers, replaces its helper, and goes on with the same card', async () => {
      const { port, events } = watched()
      virtual.insert(chips.good)
      await until(() => has(events, 'card-inserted'))
      events.length = 0
      virtual.freezeService(true)
      await until(() => events.some((event) => event.type === 'service' && event.state === 'down'))
      expect(await port.readPublicProfile(virtual.name)).toMatchObject({ error: { code: 'READER_SERVICE_DOWN' } })
      virtual.freezeService(false)
      await until(() => events.some((event) => event.type === 'service' && event.state === 'up'))
      await expect
        .poll(() => port.readPublicProfile(virtual.name), { timeout: 10_000, interval: 100 })
        .toEqual({ ok: true, value: syntheticProfile })
      expect(has(events, 'card-removed')).toBe(false)
    })

    it('leaves another program’s session with the same card as it was: shared, and not reset', async () => {
      virtual.insert(chips.good)
      const { port, events } = watched()
      await until(() => has(events, 'card-inserted'))
      const other = await openOtherClient(virtual)
      expect(await other.transmit(selectOfOther)).toBe('9000')
      expect(await port.readPublicProfile(virtual.name)).toEqual({ ok: true, value: syntheticProfile })
      // A card that was reset, or held by us alone, refuses this with PC/SC's word for it.
      expect(await other.transmit(readOfOther)).toBe(`${profile.toString('hex').toUpperCase()}9000`)
      await other.close()
    })

    describe('more than one reader', () => {
      const patient = 'NHI Reader Patient'
      const professional = 'NHI Reader Professional'
      const others = ['Reader C', 'Reader D', 'Reader E']
      const presence = (port: CardReaderPort, reader: string): boolean | undefined =>
        port.readers().find(({ name }) => name === reader)?.cardPresent

      const withReaders = async (readers: readonly string[]): Promise<void> => {
        virtual.pull()
        await virtual.stopService()
        await virtual.startService(readers)
      }
      afterAll(() => withReaders(['Test Reader']))

      it('a card that hangs in one does not look removed from the other, which is read again at once', async () => {
        const readers = [patient, professional]
        const [hanging, other] = [slotOf(patient), slotOf(professional)]
        await withReaders(readers)
        const { port, events } = watched()
        await until(() => port.readers().length === 4)
        virtual.insert(silent, hanging)
        virtual.insert(chips.good, other)
        await until(() => presence(port, hanging) === true && presence(port, other) === true)
        const begun = performance.now()
        const hung = await port.readPublicProfile(hanging)
        expect(hung).toMatchObject({ error: { code: 'READER_TIMEOUT' } })
        expect(performance.now() - begun).toBeLessThan(3_500)
        await until(() => events.some((event) => event.type === 'service' && event.state === 'up'))
        await expect
          .poll(() => port.readPublicProfile(other), { timeout: 2_000, interval: 20 })
          .toEqual({ ok: true, value: syntheticProfile })
        expect(has(events, 'card-removed')).toBe(false)
        expect(events.filter(({ type }) => type === 'card-inserted')).toHaveLength(2)
      })

      it('sees readers and cards that come in another order, before and after the start', async () => {
        await withReaders([professional])
        virtual.insert(chips.foreign, slotOf(professional))
        const { port, events } = watched()
        await until(() => has(events, 'card-inserted'))
        expect(presence(port, slotOf(patient))).toBeUndefined()
        await withReaders([patient, professional])
        virtual.insert(chips.good, slotOf(patient))
        await until(() => presence(port, slotOf(patient)) === true)
        expect(presence(port, slotOf(professional))).toBe(false)
        await expect
          .poll(() => port.readPublicProfile(slotOf(patient)), { timeout: 10_000, interval: 100 })
          .toEqual({ ok: true, value: syntheticProfile })
        virtual.insert(chips.foreign, slotOf(professional))
        await until(() => presence(port, slotOf(professional)) === true)
      })

      it('beyond the most that can be watched: the wanted ones are, and the rest is named', async () => {
        const readers = [...others, professional, patient]
        await withReaders(readers)
        const port = newPort()
        port.watchFirst([patient, slotOf(professional)])
        port.start()
        await until(() => port.readers().length === 10)
        expect(port.readers().filter((reader) => !reader.watched)).toHaveLength(1)
        for (const reader of [patient, professional]) {
          const name = slotOf(reader)
          virtual.insert(chips.good, name)
          await until(() => presence(port, name) === true)
          expect(await port.readPublicProfile(name)).toEqual({ ok: true, value: syntheticProfile })
        }
        const [unwatched] = port.readers().filter((reader) => !reader.watched)
        expect(await port.readPublicProfile(unwatched?.name ?? '')).toMatchObject({
          error: { code: 'READER_NOT_FOUND', details: { unwatched: true } },
        })
      })
    })
  },
)
