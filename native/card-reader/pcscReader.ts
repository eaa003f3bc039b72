import { CardDisposition, CardMode } from 'pcsc-mini'
import type { Card } from 'pcsc-mini/build/addon.node.js'
import addon from 'pcsc-mini/build/addon.node.js'
import { createCardClients } from './cardClients.ts'
import type { CardConnection } from './cardRead.ts'
import type { Pcsc } from './pcsc.ts'
import { createReaderWatch } from './readerWatch.ts'
import { openService } from './winscard.ts'

const connectionOf = (card: Card): CardConnection => ({
  async begin() {
    const transaction = await card.transaction()
    return { end: () => transaction.end(CardDisposition.LEAVE) }
  },
  transmit: (command) => card.transmit(undefined, command),
  atr: async () =>
    Buffer.from((await card.state()).atr)
      .toString('hex')
      .toUpperCase(),
  release: () => card.disconnect(CardDisposition.LEAVE),
})

/**
 * PC/SC of this PC. The only place that knows pcsc-mini (facts/anchors.md §2.1), of which it takes the cards: its own watching
 * ends at four readers and drops events when they come too fast, so that readers are watched by `readerWatch`.
 */
export const createPcsc = (): Pcsc => {
  const watch = createReaderWatch(openService)
  const open = createCardClients(addon.newClient, (client, reader) => client.connect(reader, CardMode.SHARED))
  return { ...watch, connect: async (name) => connectionOf(await open(name)) }
}
