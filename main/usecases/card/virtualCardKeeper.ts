import { createHash } from 'node:crypto'
import type { CardIdentity } from '../../../native/nhi-control/port.ts'
import type { Result } from '../../../preload/contract/result.ts'
import { isHourOver, usableUntil } from '../../domain/card/virtualCardTime.ts'
import { createRedeeming, type IsGivenUp } from './redeeming.ts'

/** A virtual card whose code was read here, without the token that it stands on. */
export interface KeptVirtualCard {
  readonly card: CardIdentity
  /** Server time, epoch ms. */
  readonly scannedAt: number
  /** Null until the NHI has taken the token kept last as the patient's card. */
  readonly presentedAt: number | null
}

/** What is known of a scanned text. */
export type SeenText =
  /** Never read here. */
  | { readonly kind: 'new' }
  /** Its card is kept. */
  | { readonly kind: 'kept'; readonly card: CardIdentity }
  /** It was presented here, and its card has lapsed or been put away since. */
  | { readonly kind: 'over' }

/**
 * The tokens of virtual cards, by card. They are here and nowhere else: never stored, logged, or handed to a screen, and gone when
 * their hour is over by the server's time, when they are put away, and when their visit has ended.
 */
export interface VirtualCardKeeper {
  /** Keeps a token, in place of an earlier one of the same card; one that serves goes on serving until the new one is presented. */
  keep(card: CardIdentity, token: string, scannedAt: number): void
  find(card: CardIdentity): KeptVirtualCard | null
  /** For handing it to the way to the NHI, and for nothing else; null when it is gone. */
  tokenOf(card: CardIdentity): string | null
  /** The NHI has taken it: its hour runs from here. A second time changes nothing. */
  presented(card: CardIdentity): void
  /** Until when the card serves, epoch ms of server time; null when it has not been presented, or is gone. */
  until(card: CardIdentity): number | null
  /** What became of this text, by its digest. */
  seen(text: string): SeenText
  /** A code that was only read, and never presented, is not used up: it counts as never read then. */
  forget(card: CardIdentity): void
  /** The NHI did not take the token that it was handed: the one it was to take the place of serves on, or else the card has lapsed. */
  refused(card: CardIdentity): void
  /** The NHI says that it cannot be used any more. */
  lapse(card: CardIdentity): void
  /** A server has put the clock right by so many ms: what counts from a moment read before it moves along. Gives the cards kept. */
  clockCorrected(byMs: number): readonly CardIdentity[]
  /** Lets go of every card whose hour is over. */
  sweep(): void
  /** Redeems one text at a time; see `Redeeming`. */
  redeem<T>(text: string, work: (isGivenUp: IsGivenUp) => Promise<Result<T>>): Promise<Result<T>>
  /** Nobody waits any more for the text that is being redeemed. */
  giveUp(): void
}

interface Entry extends KeptVirtualCard {
  readonly digest: string
  /** A function, so that nothing that prints or copies an entry shows the token. */
  readonly token: () => string
  /** The one before it, which was presented and serves until this one is presented, too. */
  readonly replaced: Entry | null
}

/** Texts are remembered by their digests for so long; the NHI refuses them after five minutes. */
const digestsForMs = 24 * 3_600_000

const keyOf = ({ cardNumber, nationalId }: CardIdentity): string => `${cardNumber} ${nationalId}`
const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64')

export const createVirtualCardKeeper = (options: {
  /** Epoch ms, server time. */
  readonly now: () => number
  /** A card cannot be used any more without a new scan. */
  readonly onLapsed: (card: CardIdentity) => void
}): VirtualCardKeeper => {
  const { now, onLapsed } = options
  const entries = new Map<string, Entry>()
  const digests = new Map<string, { readonly key: string; readonly at: number }>()
  const redeeming = createRedeeming()

  /** Whether there was anything to let go of. */
  const drop = (card: CardIdentity): boolean => {
    const entry = entries.get(keyOf(card))
    if (entry?.presentedAt === null) digests.delete(entry.digest)
    return entries.delete(keyOf(card))
  }
  const lapse = (card: CardIdentity): void => {
    if (drop(card)) onLapsed(card)
  }
  const isOver = ({ presentedAt, scannedAt }: Entry): boolean => isHourOver(presentedAt ?? scannedAt, now())
  const find = (card: CardIdentity): Entry | null => {
    const entry = entries.get(keyOf(card))
    if (entry === undefined) return null
    if (!isOver(entry)) return entry
    lapse(card)
    return null
  }

  /** The entry that was presented and serves. */
  const serving = (entry: Entry | null): Entry | null =>
    entry === null || isOver(entry) ? null : entry.presentedAt === null ? serving(entry.replaced) : entry
  const moved = (entry: Entry, byMs: number): Entry => ({
    ...entry,
    scannedAt: entry.scannedAt + byMs,
    presentedAt: entry.presentedAt === null ? null : entry.presentedAt + byMs,
    replaced: entry.replaced === null ? null : moved(entry.replaced, byMs),
  })

  return {
    keep(card, token, scannedAt) {
      const digest = digestOf(token)
      const { cardNumber, nationalId } = card
      const before = find(card)
      const older = serving(before)
      // The code it takes the place of is nobody's any more; if it was never presented, it may come again.
      if (before?.digest !== digest) drop(card)
      entries.set(keyOf(card), {
        card: { cardNumber, nationalId },
        scannedAt,
        presentedAt: null,
        digest,
        token: () => token,
        replaced: older?.digest === digest ? null : older,
      })
      digests.set(digest, { key: keyOf(card), at: now() })
    },
    find,
    tokenOf: (card) => find(card)?.token() ?? null,
    presented(card) {
      const entry = find(card)
      if (entry !== null && entry.presentedAt === null) {
        entries.set(keyOf(card), { ...entry, presentedAt: now(), replaced: null })
      }
    },
    until(card) {
      const presentedAt = serving(find(card))?.presentedAt ?? null
      return presentedAt === null ? null : usableUntil(presentedAt)
    },
    seen(text) {
      const digest = digestOf(text)
      const known = digests.get(digest)
      if (known === undefined) return { kind: 'new' }
      const entry = entries.get(known.key)
      return entry !== undefined && entry.digest === digest && find(entry.card) !== null
        ? { kind: 'kept', card: entry.card }
        : { kind: 'over' }
    },
    redeem: (text, work) => redeeming.run(digestOf(text), work),
    giveUp: redeeming.giveUp,
    forget: (card) => void drop(card),
    refused(card) {
      const entry = find(card)
      const older = serving(entry)
      if (older === null || older === entry) return lapse(card)
      drop(card)
      entries.set(keyOf(card), older)
    },
    lapse,
    clockCorrected(byMs) {
      for (const [key, entry] of entries) entries.set(key, moved(entry, byMs))
      for (const [digest, { key, at }] of digests) digests.set(digest, { key, at: at + byMs })
      return [...entries.values()].map(({ card }) => card)
    },
    sweep() {
      for (const { card } of [...entries.values()]) find(card)
      for (const [digest, { at }] of [...digests]) if (now() - at >= digestsForMs) digests.delete(digest)
    },
  }
}
