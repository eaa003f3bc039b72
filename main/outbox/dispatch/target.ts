import type { OutboxRow, SendOutcome } from '../../domain/upload/outboxRow.ts'

/**
 * What a try told about the end point, apart from the rows.
 *
 * - `answered`: it works (also when it refused a record).
 * - `failing`: it is there and doesn't work (5xx, nonsense, lost replies, control software away): counts for its breaker.
 * - `unreachable`: no connection could be made, so nothing has happened there: the link is asked about.
 * - `unasked`: it was not spoken to (every row was set aside before).
 */
export type EndpointReport = 'answered' | 'failing' | 'unreachable' | 'unasked'

export interface SendReport {
  /** One outcome for each row of the batch, by row id. */
  readonly outcomes: ReadonlyMap<string, SendOutcome>
  readonly endpoint: EndpointReport
  /** The end point asked to be left alone for so long (Retry-After), or refuses this clinic altogether for now. */
  readonly holdMs: number | null
}

/** A receiver of outbox rows. Never throws for what a network or a server does. */
export interface OutboxTarget {
  readonly name: OutboxRow['target']
  /** Most rows of one send. */
  readonly maxBatchRows: number
  /** Sends that may run at the same time. */
  readonly slots: number
  /** `lastCode` of rows that only the link has kept back; they go at once when it returns. */
  readonly linkCodes: readonly string[]
  /** `lastCode` of waiting rows that may have spoilt their whole batch, and are sent alone from then on. */
  readonly aloneCodes: readonly string[]
  /**
   * Groups due rows into sends, keeping their order. Each row is in exactly one group; a group may bring further rows along that
   * can only be judged together with them.
   */
  plan(rows: readonly OutboxRow[]): Promise<readonly (readonly OutboxRow[])[]>
  /**
   * Tries one group of `plan`. Ended through `signal` when the worker has to end, or when the link is back that it hangs in; what it came to is
   * not known then, and told as a retry.
   */
  send(batch: readonly OutboxRow[], signal: AbortSignal): Promise<SendReport>
}

/** `lastCode` of rows whose sending broke down unexpectedly: they are sent alone until it is known which of them is ill. */
export const sendFailedCode = 'SEND_FAILED'

/** The same outcome for a whole batch. */
export const sameOutcome = (rows: readonly OutboxRow[], outcome: SendOutcome): Map<string, SendOutcome> =>
  new Map(rows.map((row) => [row.id, outcome]))
