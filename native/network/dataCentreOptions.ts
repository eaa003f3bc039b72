import type { z } from 'zod'
import type { JsonAnswer, JsonClient, JsonRequest } from './answer.ts'

/**
 * Whether the same request may be sent to a second data centre after the first may have carried it out.
 *
 * - `once`: only where no connection was made (SequelNumber/Next).
 * - `repeatable`: also after a 5xx or a cut reply (reads, and writes that are idempotent by a key).
 */
export type RequestSafety = 'once' | 'repeatable'

export interface DataCentreRequest extends JsonRequest {
  /** `probe`: a question of no consequence, which goes on to the next one also when no answer came in time. */
  readonly safety: RequestSafety | 'probe'
}

/** The answer, and the index of the data centre that gave it (of the last one tried when none did). */
export type DataCentreAnswer<T> = JsonAnswer<T> & { readonly dataCentre: number }

/** Several base URLs of one service, in order of preference. */
export interface DataCentres {
  /** Asks the data centre in use, and the next ones where that is safe. */
  request<S extends z.ZodType>(request: DataCentreRequest, schema: S): Promise<DataCentreAnswer<z.output<S>>>
  /** Index of the data centre in use. */
  active(): number
  /** Server time minus this PC's time in ms by the newest answer of any of them; null before the first. */
  serverOffsetMs(): number | null
  /** Stops probing and closes every client. */
  close(): Promise<void>
}

export interface DataCentresOptions {
  /** In order of preference, at least one. */
  readonly baseUrls: readonly string[]
  readonly clientFor: (baseUrl: string) => JsonClient
  /** Whether a data centre is well; asked only while a less preferred one is in use. */
  readonly probe: (client: JsonClient) => Promise<boolean>
  /** Index remembered from an earlier run; 0 when left out. */
  readonly startWith?: number
  /** The data centre in use has changed (to be remembered or shown). */
  readonly onActiveChange?: (index: number) => void
  /** Monotonic milliseconds; `performance.now` when left out. */
  readonly monotonicNow?: () => number
}
