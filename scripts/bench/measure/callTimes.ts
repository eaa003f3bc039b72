import { subscribe } from 'node:diagnostics_channel'

/** One HTTP call, from its first byte to the last byte of its answer, in `performance.now` ms. */
interface Span {
  readonly from: number
  to: number
  readonly path: string
}

/** Watches every HTTP call of this process, as undici tells of them. */
export interface CallTimes {
  /** How many calls there were in a time, and how long at least one of them was under way: calls that overlap count once. */
  within(from: number, to: number): { readonly calls: number; readonly ms: number }
  /** How long calls of each path took in all, for a look at where the time goes. */
  byPath(): ReadonlyMap<string, { readonly calls: number; readonly ms: number }>
}

interface Message {
  readonly request: { readonly path: string }
}

export const watchCalls = (): CallTimes => {
  const spans: Span[] = []
  const underWay = new Map<object, Span>()
  // The head goes out when the connection is there: making one is this program's affair, not the call's.
  subscribe('undici:client:sendHeaders', (message) => {
    const { request } = message as Message
    const span = { from: performance.now(), to: Number.POSITIVE_INFINITY, path: request.path }
    spans.push(span)
    underWay.set(request, span)
  })
  const end = (message: unknown): void => {
    const span = underWay.get((message as Message).request)
    if (span !== undefined) span.to = performance.now()
  }
  subscribe('undici:request:trailers', end)
  subscribe('undici:request:error', end)

  return {
    within(from, to) {
      const inside = spans.filter((span) => span.from >= from && span.to <= to).toSorted((a, b) => a.from - b.from)
      let ms = 0
      let until = from
      for (const span of inside) {
        ms += Math.max(0, span.to - Math.max(span.from, until))
        until = Math.max(until, span.to)
      }
      return { calls: inside.length, ms }
    },
    byPath() {
      const paths = new Map<string, { calls: number; ms: number }>()
      for (const { path, from, to } of spans) {
        const { calls, ms } = paths.get(path) ?? { calls: 0, ms: 0 }
        paths.set(path, { calls: calls + 1, ms: ms + to - from })
      }
      return paths
    },
  }
}
