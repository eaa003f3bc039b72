import type { Result } from '../../preload/contract/result.ts'

/** A PC/SC reader as it stands. */
export interface ReaderState {
  /** PC/SC name, unique on this PC. */
  readonly name: string
  readonly cardPresent: boolean
  /** Answer to reset, upper-case hex; null without a card, and for one that gives none (put in the wrong way round). */
  readonly atr: string | null
  /** False for a reader beyond the most that the system can watch: it is there, and nothing is known of its card. */
  readonly watched: boolean
}

/**
 * The public profile of an NHI card as read from its 57 bytes and checked: every field is valid or there is no profile at all.
 * Source: contracts/nhi-interfaces.md §1.
 */
export interface PublicProfile {
  /** 健保卡號, 12 digits. */
  readonly cardNumber: string
  readonly name: string
  /** 身分證號 or 居留證號 with a right check digit. */
  readonly nationalId: string
  /** `YYYY-MM-DD`. */
  readonly birthDate: string
  readonly sex: 'M' | 'F'
  /** 發卡日期, `YYYY-MM-DD`. */
  readonly issueDate: string
}

/** What the card reader tells; `generation` counts insertions of one reader so that a late answer is known to be stale. */
export type CardReaderEvent =
  | { readonly type: 'readers-changed'; readonly readers: readonly ReaderState[] }
  /** The ATR is empty for a card that gives none. */
  | { readonly type: 'card-inserted'; readonly reader: string; readonly atr: string; readonly generation: number }
  | { readonly type: 'card-removed'; readonly reader: string; readonly generation: number }
  /** The smart-card service: `restarting` while the helper process is being replaced, `down` while the service is absent. */
  | { readonly type: 'service'; readonly state: 'up' | 'down' | 'restarting' }

/**
 * The readers of this PC at byte level: who is inserted, and the public profile. No serial, no signature.
 *
 * Cards are opened SHARED and released with LEAVE, one short transaction for each read, so that the official control software
 * can use the same card. No call ever blocks for longer than its deadline: a card call that hangs costs a helper process, which
 * is replaced, and never the app.
 */
export interface CardReaderPort {
  /** Begins to watch. Events follow for what is already there. */
  start(): void
  /** The readers as last seen. */
  readers(): readonly ReaderState[]
  subscribe(listener: (event: CardReaderEvent) => void): () => void
  /** Names, or beginnings of names, of the readers that are watched before others where there are more than can be watched. */
  watchFirst(names: readonly string[]): void
  /**
   * Selects the NHI applet and reads the public profile.
   *
   * Errors: `READER_SERVICE_DOWN`, `READER_NOT_FOUND` (details.unwatched for one that cannot be watched), `CARD_ABSENT`, `CARD_REMOVED` (during the read), `CARD_IN_USE` (held
   * exclusively by another program), `CARD_FOREIGN` (no NHI applet), `CARD_UNREADABLE` (status word in details.sw),
   * `CARD_DATA_INVALID` (details.reason: length, card-number, name, national-id, birth-date, sex, issue-date), `READER_TIMEOUT`.
   */
  readPublicProfile(reader: string): Promise<Result<PublicProfile>>
  /**
   * Sends a short script of commands (1 to 32) in one transaction; the responses are raw, status word included, whatever it says.
   * For test readings of a set-up and for measuring: what the commands do is not looked at.
   *
   * Errors as in `readPublicProfile`, without those about what a card holds.
   */
  exchange(reader: string, commands: readonly Uint8Array[]): Promise<Result<readonly Uint8Array[]>>
  dispose(): Promise<void>
}
