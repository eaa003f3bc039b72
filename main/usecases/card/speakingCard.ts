import type { CardIdentity, NhiControlPort } from '../../../native/nhi-control/port.ts'
import type { CardMedium } from '../../../preload/contract/card/cardMedium.ts'
import { wantsNewScan } from '../../../preload/contract/card/newScan.ts'
import type { ErrorCode } from '../../../preload/contract/errors.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import { causedBy } from './causedBy.ts'
import type { VirtualCardKeeper } from './virtualCardKeeper.ts'

/** The card that a verb is about. The two media of one person may have one number or two: both are possible at the NHI. */
export interface MeantCard extends CardIdentity {
  readonly medium: CardMedium
}

/**
 * Which card speaks at the way to the NHI, of which there is one at a time: the plastic one in the reader, or a virtual one that was
 * presented. Nobody is logged out before another card needs the session.
 */
export interface SpeakingCard {
  /** The way to the NHI, listened to: a virtual card whose session ended there does not speak any more. */
  readonly control: NhiControlPort
  /** Makes the meant card the one that speaks; its turn (`turn`) is not cut short by a card put in meanwhile. */
  bring(meant: MeantCard): Promise<Result<null>>
  /** Runs a verb whose virtual card, once brought, speaks until its end. Verbs come one after another (`createOneAtATime`). */
  turn<T>(verb: () => Promise<T>): Promise<T>
  /** Whether a virtual card is being worked with. */
  isHeld(): boolean
  /** Resolves when no virtual card is being worked with. */
  free(): Promise<void>
  /** Whether the plastic card in the reader would have to be authenticated anew: a virtual one has spoken since. */
  isPlasticStale(): boolean
  /** The plastic card in the reader has been authenticated. */
  heardPlastic(): void
  /** The session at the way to the NHI was begun anew. */
  nobody(): void
  /** Forgets a virtual card, and logs it out where it speaks. */
  end(card: CardIdentity): Promise<void>
}

export const isSameCard = (one: CardIdentity, other: CardIdentity): boolean =>
  one.cardNumber === other.cardNumber && one.nationalId === other.nationalId

/** A second presenting that ends so has shown that the token is worth nothing any more. */
const tokenIsSpent: readonly ErrorCode[] = [
  'VIRTUAL_CARD_USED',
  'VIRTUAL_CARD_VISIT_USED',
  'VIRTUAL_CARD_EXPIRED',
  'VIRTUAL_CARD_UNKNOWN',
  'VIRTUAL_CARD_INVALID',
  'VIRTUAL_CARD_LAPSED',
  'VIRTUAL_CARD_TOKEN_MISSING',
]
/** No card, or none that is authenticated, where a virtual one should speak: its session has ended there. */
const sessionIsGone: readonly ErrorCode[] = ['CARD_ABSENT', 'NOT_AUTHENTICATED']
/** Members that say nothing about the card that speaks. */
const unheard: ReadonlySet<PropertyKey> = new Set<keyof NhiControlPort>([
  'way',
  'status',
  'open',
  'probeServer',
  'serverOffsetMs',
  'readVirtualCard',
  'presentVirtualCard',
  'requestRemoteVisit',
  'remoteVisitToken',
  'uploadRecords',
  'uploadResult',
  'signWithSam',
  'signWithProfessionalCard',
  'dispose',
])
const endsSession: ReadonlySet<PropertyKey> = new Set<keyof NhiControlPort>(['logOutPatientCard', 'reopen'])

export const createSpeakingCard = (
  control: NhiControlPort,
  keeper: VirtualCardKeeper,
  oneAtATime: <T>(verb: () => Promise<T>) => Promise<T>,
): SpeakingCard => {
  let speaking: CardIdentity | null = null
  let isStale = false
  let isTurn = false
  let held: PromiseWithResolvers<void> | null = null

  const heard = (answer: Result<unknown>, spoke: CardIdentity): Result<unknown> => {
    if (answer.ok) return answer
    const { code } = answer.error
    const isGone = sessionIsGone.includes(code)
    if (wantsNewScan(code)) keeper.lapse(spoke)
    if (isGone || wantsNewScan(code) || code === 'CARD_CHANGED') speaking = null
    return isGone ? fail('VIRTUAL_CARD_LAPSED', { retryable: true, details: causedBy(answer.error) }) : answer
  }

  const observed = new Proxy(control, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name)
      if (typeof member !== 'function' || unheard.has(name)) return member
      return async (...parameters: readonly unknown[]) => {
        const spoke = speaking
        if (endsSession.has(name)) speaking = null
        const answer = (await Reflect.apply(member, target, parameters)) as Result<unknown>
        return spoke === null || endsSession.has(name) ? answer : heard(answer, spoke)
      }
    },
  })

  const bringVirtual = async (card: CardIdentity): Promise<Result<null>> => {
    const { cardNumber, nationalId } = card
    const kept = keeper.find(card)
    const token = keeper.tokenOf(card)
    if (kept === null || token === null) return fail('VIRTUAL_CARD_LAPSED')
    // A new token of the same card has not been presented yet.
    if (speaking !== null && isSameCard(speaking, card) && kept.presentedAt !== null) return ok(null)
    const loggedOut = await observed.logOutPatientCard()
    if (!loggedOut.ok) return loggedOut
    isStale = true
    const presented = await control.presentVirtualCard(token)
    if (presented.ok) {
      speaking = { cardNumber, nationalId }
      keeper.presented(card)
      return presented
    }
    if (!tokenIsSpent.includes(presented.error.code)) return presented
    const isAgain = kept.presentedAt !== null
    keeper.refused(card)
    return isAgain ? fail('VIRTUAL_CARD_LAPSED', { details: causedBy(presented.error) }) : presented
  }

  const bringPlastic = async (card: CardIdentity): Promise<Result<null>> => {
    if (!isStale && speaking === null) return ok(null)
    const loggedOut = await observed.logOutPatientCard()
    if (!loggedOut.ok) return loggedOut
    const person = await observed.registeredPerson()
    if (!person.ok) return person
    if (!isSameCard(person.value, card)) return fail('CARD_CHANGED', { retryable: true })
    isStale = false
    return ok(null)
  }

  const free = async (): Promise<void> => {
    while (held !== null) await held.promise
  }

  return {
    control: observed,
    bring(meant) {
      if (meant.medium === 'plastic') return bringPlastic(meant)
      if (isTurn) held ??= Promise.withResolvers()
      return bringVirtual(meant)
    },
    turn: (verb) =>
      oneAtATime(async () => {
        isTurn = true
        try {
          return await verb()
        } finally {
          isTurn = false
          held?.resolve()
          held = null
        }
      }),
    isHeld: () => held !== null,
    free,
    isPlasticStale: () => isStale || speaking !== null,
    heardPlastic() {
      isStale = false
    },
    nobody() {
      speaking = null
    },
    async end(card) {
      const spoke = speaking !== null && isSameCard(speaking, card)
      keeper.forget(card)
      // Whatever comes of it: the next card that is to speak logs out again.
      if (spoke) await observed.logOutPatientCard()
    },
  }
}
