import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { CallQueue } from '../control6/callQueue.ts'
import { type BasicData, decodeBasicData, decodeRegisterBasic } from '../layouts/personLayouts.ts'
import type { CardIdentity, RegisteredPerson } from '../port.ts'
import type { HeldCard } from './heldCard.ts'
import type { SdkCall } from './sdkCalls.ts'
import type { SdkProgram } from './sdkProgram.ts'
import { sdkPaths } from './wire.ts'

/** A call on the card that is presented, in its turn. `CARD_CHANGED`, with nothing sent, when it isn't the one that is meant. */
export type OnCard = <T>(
  expected: CardIdentity | undefined,
  call: (holder: BasicData) => Promise<Result<T>>,
) => Promise<Result<T>>

/** Asks about one holder's card. */
type Look<T> = (holder: BasicData, signal?: AbortSignal) => Promise<Result<T>>

export interface SdkCard {
  /** Gives the SDK the QR unless it has it, and finds out whose card it is. */
  load(token: string): Promise<Result<BasicData>>
  /** What the SDK says about its card, which must be this holder's: else `CARD_CHANGED`, and nothing is presented any more. */
  readonly register: Look<RegisteredPerson>
  readonly basic: Look<BasicData>
  readonly onCard: OnCard
  /** As `onCard`, after another look at whose card it is: for calls that don't name the person to the SDK. */
  readonly onSameCard: OnCard
  /** A read of the card that is presented, given up when another one comes. */
  question<T>(look: Look<T>, expected?: CardIdentity): Promise<Result<T>>
}

const isSame = (one: CardIdentity, other: CardIdentity): boolean =>
  one.cardNumber === other.cardNumber && one.nationalId === other.nationalId

const changed = (): ReturnType<typeof fail> => fail('CARD_CHANGED', { retryable: true })

export const createSdkCard = (program: SdkProgram, card: HeldCard, queue: CallQueue): SdkCard => {
  const read = <T>(path: SdkCall<T>['path'], decode: SdkCall<T>['read'], signal?: AbortSignal): Promise<Result<T>> =>
    program.ask({
      path,
      body: {},
      safety: 'repeatable',
      answerer: 'server',
      read: decode,
      ...(signal === undefined ? {} : { signal }),
    })

  const ofHolder = <T extends CardIdentity>(holder: BasicData, said: Result<T>): Result<T> => {
    if (!said.ok || isSame(said.value, holder)) return said
    card.drop()
    return changed()
  }

  const basic: SdkCard['basic'] = async (holder, signal) =>
    ofHolder(holder, await read(sdkPaths.basicData, decodeBasicData, signal))

  const meant = (expected: CardIdentity | undefined): Result<BasicData> => {
    const holder = card.presented()
    return holder.ok && expected !== undefined && !isSame(holder.value, expected) ? changed() : holder
  }

  const onCard: OnCard = (expected, call) =>
    queue.run(async () => {
      const holder = meant(expected)
      return holder.ok ? call(holder.value) : holder
    })

  return {
    async load(token) {
      if (!card.isLoaded(token)) {
        card.drop()
        const uploaded = await program.upload(token)
        if (!uploaded.ok) return uploaded
        card.loaded(token)
      }
      const known = card.holder()
      if (known !== null) return ok(known)
      const holder = await read(sdkPaths.basicData, decodeBasicData)
      if (holder.ok) card.read(holder.value)
      return holder
    },
    register: async (holder, signal) =>
      ofHolder(holder, await read(sdkPaths.registerBasic, decodeRegisterBasic, signal)),
    basic,
    onCard,
    onSameCard: (expected, call) =>
      onCard(expected, async (holder) => {
        const now = await basic(holder)
        return now.ok ? call(now.value) : now
      }),
    question: (look, expected) =>
      // The SDK is asked one thing at a time.
      queue.question(({ alone }) =>
        alone(async (signal) => {
          const holder = meant(expected)
          return holder.ok ? look(holder.value, signal) : holder
        }),
      ),
  }
}
