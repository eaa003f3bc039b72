import pcsc from 'pcsc-mini'

const { CardDisposition, CardMode, ReaderStatus } = pcsc

/** One talk with the card in a reader. */
export interface CardTalk {
  readonly atr: string
  transmit(apdu: Uint8Array): Promise<Uint8Array>
}

/** A reader this program watches. */
export interface PcscReader {
  readonly name: string
  /** A card is in, as far as the monitor has said. */
  isPresent(): boolean
  /** Counts insertions and removals. */
  generation(): number
  attach(reader: InstanceType<typeof pcsc.Reader>): void
  /** Nobody watches any more: whatever is in the reader has to be seen anew. */
  detach(): void
  /**
   * Shared mode, one transaction, card left as it is. Talks follow one another. Rejects when there is no card and
   * when the card goes; one that hangs in a dead reader ends with this process (isolatedCardAccess.ts).
   */
  talk<T>(work: (talk: CardTalk) => Promise<T>): Promise<T>
}

export function createPcscReader(name: string): PcscReader {
  let reader: InstanceType<typeof pcsc.Reader> | undefined
  let present = false
  let generation = 0
  let turn: Promise<unknown> = Promise.resolve()

  const notice = (next: boolean): void => {
    if (next === present) return
    present = next
    generation += 1
  }

  const converse = async <T>(work: (talk: CardTalk) => Promise<T>): Promise<T> => {
    if (!reader) throw new Error(`no reader ${name}`)
    const card = await reader.connect(CardMode.SHARED)
    try {
      const transaction = await card.transaction()
      try {
        // The ATR of the change event is not the card's (pcsc-mini 0.1.3), the one of the card's state is.
        const { atr } = await card.state()
        const talk = {
          atr: Buffer.from(atr).toString('hex').toUpperCase(),
          transmit: (apdu: Uint8Array) => card.transmit(apdu),
        }
        return await work(talk)
      } finally {
        await transaction.end(CardDisposition.LEAVE).catch(() => {})
      }
    } finally {
      await card.disconnect(CardDisposition.LEAVE).catch(() => {})
    }
  }

  const detach = (): void => {
    reader = undefined
    notice(false)
  }

  return {
    name,
    isPresent: () => present,
    generation: () => generation,
    attach(found) {
      reader = found
      found.on('change', (status) => {
        if (reader === found) notice(status.has(ReaderStatus.PRESENT) && !status.has(ReaderStatus.MUTE))
      })
      found.on('disconnect', () => {
        if (reader === found) detach()
      })
    },
    detach,
    talk(work) {
      const conversation = turn.then(() => converse(work))
      turn = conversation.catch(() => {})
      return conversation
    },
  }
}
