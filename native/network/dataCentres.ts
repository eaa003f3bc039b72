import type { z } from 'zod'
import type { JsonClient } from './answer.ts'
import type { DataCentreAnswer, DataCentreRequest, DataCentres, DataCentresOptions } from './dataCentreOptions.ts'
import {
  afterAttempt,
  afterProbe,
  type DataCentreState,
  initialState,
  mayTryNext,
  nextProbe,
  outcomeOf,
  tryOrder,
} from './dataCentrePolicy.ts'

/** Whether a failure leaves open that the request was carried out. */
const mayHaveHappened = (answer: DataCentreAnswer<unknown>): boolean =>
  !answer.ok && answer.failure.kind !== 'no-connection' && answer.failure.kind !== 'certificate'

/**
 * Keeps several clients of one service as one: stays with the data centre that works, goes on to the next where that is safe, and
 * comes back to a preferred one only after several good probes. All decisions are in dataCentrePolicy.ts.
 */
export const createDataCentres = (options: DataCentresOptions): DataCentres => {
  const now = options.monotonicNow ?? (() => performance.now())
  const clients: readonly JsonClient[] = options.baseUrls.map(options.clientFor)
  let state = initialState(clients.length, options.startWith ?? 0, now())
  let newestOffsetMs: number | null = null
  let timer: NodeJS.Timeout | undefined
  let probing = false
  let closed = false

  const become = (next: DataCentreState): void => {
    const before = state.active
    state = next
    schedule()
    if (before !== next.active) options.onActiveChange?.(next.active)
  }

  const probe = async (index: number): Promise<void> => {
    const client = clients[index]
    if (client === undefined) return
    probing = true
    const good = await options.probe(client).catch(() => false)
    probing = false
    if (!closed) become(afterProbe(state, index, good, now()))
  }

  const schedule = (): void => {
    clearTimeout(timer)
    const next = nextProbe(state)
    if (closed || probing || next === null) return
    timer = setTimeout(() => void probe(next.index), Math.max(0, next.at - now()))
    // Probing alone keeps no process alive.
    timer.unref()
  }
  schedule()

  return {
    async request<S extends z.ZodType>(request: DataCentreRequest, schema: S): Promise<DataCentreAnswer<z.output<S>>> {
      const { safety, ...plain } = request
      let told: DataCentreAnswer<z.output<S>> | null = null
      for (const dataCentre of tryOrder(state)) {
        const client = clients[dataCentre]
        if (client === undefined) continue
        const answer = { ...(await client.request(plain, schema)), dataCentre }
        newestOffsetMs = answer.serverOffsetMs ?? newestOffsetMs
        become(afterAttempt(state, dataCentre, outcomeOf(answer.ok ? null : answer.failure), now()))
        if (answer.ok) return answer
        // A later 'no connection' must not hide that an earlier data centre may have carried the request out.
        if (told === null || !mayHaveHappened(told)) told = answer
        if (!mayTryNext(answer.failure, safety)) break
      }
      return (
        told ?? {
          ok: false,
          failure: { kind: 'no-connection', reason: 'NO_DATA_CENTRE' },
          serverOffsetMs: null,
          dataCentre: 0,
        }
      )
    },
    active: () => state.active,
    serverOffsetMs: () => newestOffsetMs,
    async close() {
      closed = true
      clearTimeout(timer)
      await Promise.all(clients.map((client) => client.close()))
    },
  }
}
