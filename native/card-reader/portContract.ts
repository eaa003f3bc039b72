import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CardReaderEvent, CardReaderPort, PublicProfile } from './port.ts'

/** What the suite needs of an implementation: its port, one reader of it, and a hand to put cards in. */
export interface CardReaderHarness {
  readonly port: CardReaderPort
  /** Name of a reader that is there and empty. */
  readonly reader: string
  /** Answer to reset of a good card. */
  readonly atr: string
  /** What a good card holds. */
  readonly profile: PublicProfile
  insert(card: 'good' | 'foreign' | 'damaged' | 'pulled-while-reading'): void
  remove(): void
  close(): Promise<void>
}

/** Everything that stands on the card reader relies on: every adapter and every fake passes it. */
export const describeCardReaderPort = (name: string, open: () => Promise<CardReaderHarness>): void => {
  describe(`CardReaderPort: ${name}`, () => {
    let harness: CardReaderHarness
    let events: CardReaderEvent[]

    beforeEach(async () => {
      harness = await open()
      events = []
      harness.port.subscribe((event) => events.push(event))
      harness.port.start()
      await until(() => harness.port.readers().some((reader) => reader.name === harness.reader))
    })
    afterEach(() => harness.close())

    const until = async (isSo: () => boolean): Promise<void> => {
      while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5))
    }
    const count = (type: CardReaderEvent['type']): number => events.filter((event) => event.type === type).length
    const inserted = async (card: Parameters<CardReaderHarness['insert']>[0]): Promise<void> => {
      const before = count('card-inserted')
      harness.insert(card)
      await until(() => count('card-inserted') > before)
    }
    const removed = async (): Promise<void> => {
      const before = count('card-removed')
      harness.remove()
      await until(() => count('card-removed') > before)
    }
    const read = () => harness.port.readPublicProfile(harness.reader)

    it('says that the service is up, and which readers there are', async () => {
      await until(() => events.some((event) => event.type === 'service' && event.state === 'up'))
      expect(harness.port.readers()).toContainEqual({
        name: harness.reader,
        cardPresent: false,
        atr: null,
        watched: true,
      })
    })

    it('reads the profile of a card as soon as it is in', async () => {
      await inserted('good')
      expect(await read()).toEqual({ ok: true, value: harness.profile })
    })

    it('knows the ATR of a card', async () => {
      await inserted('good')
      const state = () => harness.port.readers().find((reader) => reader.name === harness.reader)
      await until(() => state()?.atr !== null)
      expect(state()).toEqual({ name: harness.reader, cardPresent: true, atr: harness.atr, watched: true })
    })

    it('answers several readings of one card', async () => {
      await inserted('good')
      const answers = await Promise.all([read(), read(), read()])
      expect(answers).toEqual(answers.map(() => ({ ok: true, value: harness.profile })))
    })

    it('counts the stays of a card, and reading is no stay', async () => {
      await inserted('good')
      await read()
      await removed()
      await inserted('good')
      await read()
      await removed()
      const stays = events.filter((event) => event.type === 'card-inserted' || event.type === 'card-removed')
      expect(stays.map((event) => [event.type, event.generation])).toEqual([
        ['card-inserted', 1],
        ['card-removed', 1],
        ['card-inserted', 2],
        ['card-removed', 2],
      ])
    })

    it('tells why a card cannot be read', async () => {
      expect(await read()).toMatchObject({ ok: false, error: { code: 'CARD_ABSENT' } })
      await inserted('foreign')
      expect(await read()).toMatchObject({ ok: false, error: { code: 'CARD_FOREIGN' } })
      await removed()
      await inserted('damaged')
      expect(await read()).toMatchObject({
        ok: false,
        error: { code: 'CARD_DATA_INVALID', details: { reason: 'national-id' } },
      })
      await removed()
      expect(await harness.port.readPublicProfile('No such reader')).toMatchObject({
        ok: false,
        error: { code: 'READER_NOT_FOUND' },
      })
    })

    it('a card that is pulled while it is read gives no profile, and the next one is read', async () => {
      await inserted('pulled-while-reading')
      expect(await read()).toMatchObject({ ok: false, error: { code: 'CARD_REMOVED' } })
      await until(() => count('card-removed') === 1)
      await inserted('good')
      expect(await read()).toEqual({ ok: true, value: harness.profile })
    })

    it('sends a script to a card and gives the responses as they came', async () => {
      await inserted('good')
      const script = [Uint8Array.from(Buffer.from('00A4040010D1580000010000000000000000000011', 'hex'))]
      expect(await harness.port.exchange(harness.reader, script)).toEqual({ ok: true, value: [Uint8Array.of(0x90, 0)] })
      const [exchanged, profile] = await Promise.all([
        harness.port.exchange(harness.reader, [...script, ...script]),
        read(),
      ])
      expect(exchanged).toEqual({ ok: true, value: [Uint8Array.of(0x90, 0), Uint8Array.of(0x90, 0)] })
      expect(profile).toEqual({ ok: true, value: harness.profile })
      await removed()
      const absent = await harness.port.exchange(harness.reader, script)
      expect(absent).toMatchObject({ ok: false, error: { code: 'CARD_ABSENT' } })
    })

    it('tells nothing to whoever has unsubscribed', async () => {
      const late: CardReaderEvent[] = []
      const unsubscribe = harness.port.subscribe((event) => late.push(event))
      await inserted('good')
      const heard = late.length
      unsubscribe()
      await removed()
      expect(late).toHaveLength(heard)
    })

    it('reads nothing after its end', async () => {
      await inserted('good')
      await harness.port.dispose()
      expect(await read()).toMatchObject({ ok: false, error: { code: 'READER_SERVICE_DOWN' } })
    })
  })
}
