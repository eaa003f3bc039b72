import { CardDisposition, CardMode, Client, type Reader, ReaderStatus } from 'pcsc-mini'
import type { CardConnection } from './cardRead.ts'
import { pcscCodeOf } from './pcscErrors.ts'

/** A reader as PC/SC reports it. */
export interface ReaderReport {
  readonly name: string
  readonly present: boolean
  /** PC/SC's own count of insertions and removals of this reader: another value means another stay of a card. */
  readonly stay: number
}

export interface PcscListener {
  onReader(report: ReaderReport): void
  onGone(name: string): void
  /** Watching has ended: PC/SC's name of the reason. */
  onFailure(pcsc: string): void
}

/** The PC/SC service of this PC, watched by one listener at a time. */
export interface Pcsc {
  /** Begins to watch; throws an error whose `code` is PC/SC's name when the service is not there. */
  start(listener: PcscListener): void
  /** Ends watching; the listener hears nothing more. */
  stop(): void
  /** Opens the reader's card, SHARED. */
  connect(name: string): Promise<CardConnection>
}

const named = (pcsc: string): Error => Object.assign(new Error(pcsc), { code: pcsc })

const openCard = async (reader: Reader): Promise<CardConnection> => {
  const card = await reader.connect(CardMode.SHARED)
  return {
    async begin() {
      const transaction = await card.transaction()
      return { end: () => transaction.end(CardDisposition.LEAVE) }
    },
    transmit: (command) => card.transmit(command),
    atr: async () =>
      Buffer.from((await card.state()).atr)
        .toString('hex')
        .toUpperCase(),
    release: () => card.disconnect(CardDisposition.LEAVE),
  }
}

/** The only place that knows pcsc-mini (facts/anchors.md §2.1). */
export const createPcsc = (): Pcsc => {
  let client: Client | null = null

  const watch = (reader: Reader, listener: PcscListener, isCurrent: () => boolean): void => {
    const name = reader.name()
    // The ATR that comes with the event is not the card's (pcsc-mini 0.1.3 on Linux gives other bytes of the right length): it is
    // asked for over a connection instead.
    reader.on('change', (status) => {
      if (!isCurrent()) return
      listener.onReader({ name, present: status.has(ReaderStatus.PRESENT), stay: status.raw >>> 16 })
    })
    reader.on('disconnect', () => {
      if (isCurrent()) listener.onGone(name)
    })
  }

  return {
    start(listener) {
      // A client whose watching has ended is not used again.
      const started = new Client()
      const isCurrent = (): boolean => client === started
      client = started
      started.on('reader', (reader) => watch(reader, listener, isCurrent))
      started.on('error', (error) => {
        if (isCurrent()) listener.onFailure(pcscCodeOf(error))
      })
      try {
        started.start()
      } catch (error) {
        client = null
        throw error
      }
    },
    stop() {
      const stopping = client
      client = null
      try {
        stopping?.stop()
      } catch {
        // Its watching has ended already, which is all that is wanted.
      }
    },
    async connect(name) {
      if (client === null) throw named('NoService')
      const reader = client.reader(name)
      if (reader === undefined) throw named('UnknownReader')
      return openCard(reader)
    },
  }
}
