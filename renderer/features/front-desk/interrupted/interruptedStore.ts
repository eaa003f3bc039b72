import { create } from 'zustand'
import type { CardSession } from '../../../../preload/contract/card/card.ts'
import type { ChannelInput } from '../../../../preload/contract/index.ts'
import type { AppError } from '../../../../preload/contract/result.ts'
import { isStoppedByCard } from '../../../bridge/cardReturn.ts'

type Input = ChannelInput<'registration:register'>

/** A registration that stopped because its card was no longer in the reader; it goes on when that card is back. */
export interface Interrupted {
  readonly holder: NonNullable<CardSession['holder']>
  readonly input: Input
  readonly error: AppError
  /** Epoch ms; after a while nobody expects it to go on by itself any more. */
  readonly at: number
}

const goesOnWithinMs = 120_000

interface Store {
  readonly stopped: Interrupted | null
  /** Whose registration was sent last. */
  readonly sent: Pick<Interrupted, 'holder' | 'input'> | null
}

export const useInterrupted = create<Store>(() => ({ stopped: null, sent: null }))

/** Remembers whose card a registration is sent for; whatever stopped before is given up. */
export const beginRegistration = (holder: Interrupted['holder'] | null, input: Input): void =>
  useInterrupted.setState({ stopped: null, sent: holder === null ? null : { holder, input } })

/** A registration has failed: where that is because its card is gone, it waits for it, whoever is in the reader by now. */
export const registrationFailed = (error: AppError, input: Input): void =>
  useInterrupted.setState(({ sent, stopped }) =>
    sent?.input === input && isStoppedByCard(error) ? { stopped: { ...sent, error, at: Date.now() } } : { stopped },
  )

export const giveUpInterrupted = (): void => useInterrupted.setState({ stopped: null })

/** What to register now: the interrupted registration, if this is its holder's card, just put in and authenticated. */
export const resumed = (stopped: Interrupted | null, session: CardSession | null, now: number): Input | null => {
  if (stopped === null || session?.phase !== 'authenticated' || session.holder === null) return null
  const { holder, input, at } = stopped
  const isSame =
    holder.name === session.holder.name &&
    holder.nationalIdMasked === session.holder.nationalIdMasked &&
    holder.birthDate === session.holder.birthDate &&
    holder.cardNumberTail === session.holder.cardNumberTail
  const isAnotherStay = session.sessionId !== input.cardSessionId
  return isSame && isAnotherStay && now - at < goesOnWithinMs ? { ...input, cardSessionId: session.sessionId } : null
}
