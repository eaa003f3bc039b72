import type { CardConnection } from './cardRead.ts'

/** A reader as PC/SC reports it. */
export interface ReaderReport {
  readonly name: string
  readonly present: boolean
  /** Answer to reset, upper-case hex; null without a card, and for a card that doesn't answer (put in the wrong way round). */
  readonly atr: string | null
  /** PC/SC's own count of insertions and removals of this reader: another value means another stay of a card. */
  readonly stay: number
  /** False for a reader beyond the most that can be watched: it is there, and nothing is known of its card. */
  readonly watched: boolean
}

export interface PcscListener {
  onReader(report: ReaderReport): void
  onGone(name: string): void
  /** The service answers; told each time it was asked what there is, at least every two seconds. */
  onBeat(): void
  /** Watching has ended: PC/SC's name of the reason. */
  onFailure(pcsc: string): void
}

/** The PC/SC service of this PC, watched by one listener at a time. */
export interface Pcsc {
  /** Begins to watch; throws an error whose `code` is PC/SC's name when the service is not there. */
  start(listener: PcscListener): void
  /** Ends watching; the listener hears nothing more. */
  stop(): void
  /** Names, or beginnings of names, of the readers to watch first where there are more than can be watched. */
  watchFirst(names: readonly string[]): void
  /** Opens the reader's card, SHARED. Every error has PC/SC's name as its `code`. */
  connect(name: string): Promise<CardConnection>
}
