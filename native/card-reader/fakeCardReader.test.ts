import { expect, it } from 'vitest'
import { fail } from '../../preload/contract/result.ts'
import { createFakeCardReader, type FakeCard, usualAtr } from './fakeCardReader.ts'
import type { CardReaderEvent } from './port.ts'
import { type CardReaderHarness, describeCardReaderPort } from './portContract.ts'
import { syntheticProfile } from './testing/profileBytes.ts'

const reader = 'Fake Reader'

describeCardReaderPort('fake', async (): Promise<CardReaderHarness> => {
  const port = createFakeCardReader([reader])
  const cards: Record<Parameters<CardReaderHarness['insert']>[0], FakeCard> = {
    good: syntheticProfile,
    foreign: fail('CARD_FOREIGN', { details: { sw: '6A82' } }),
    damaged: fail('CARD_DATA_INVALID', { details: { reason: 'national-id' } }),
    'pulled-while-reading': syntheticProfile,
  }
  return {
    port: {
      ...port,
      readPublicProfile(name) {
        const reading = port.readPublicProfile(name)
        if (pullNext) {
          pullNext = false
          port.remove(reader)
          port.answerReadings()
        }
        return reading
      },
    },
    reader,
    atr: usualAtr,
    profile: syntheticProfile,
    insert(card) {
      if (card === 'pulled-while-reading') {
        pullNext = true
        port.holdReadings()
      }
      port.insert(reader, cards[card])
    },
    remove: () => port.remove(reader),
    close: () => port.dispose(),
  }
})
let pullNext = false

it('tells at start of what is there already', () => {
  const port = createFakeCardReader()
  const events: CardReaderEvent[] = []
  port.insert(reader, syntheticProfile)
  port.subscribe((event) => events.push(event))
  expect(events).toEqual([])
  port.start()
  expect(events.map((event) => event.type)).toEqual(['service', 'readers-changed', 'card-inserted'])
})

it('refuses to read while its service is down', async () => {
  const port = createFakeCardReader()
  port.start()
  port.insert(reader, syntheticProfile)
  port.setService('down')
  expect(await port.readPublicProfile(reader)).toMatchObject({ error: { code: 'READER_SERVICE_DOWN' } })
  port.setService('up')
  port.unplug(reader)
  expect(await port.readPublicProfile(reader)).toMatchObject({ error: { code: 'READER_NOT_FOUND' } })
})
