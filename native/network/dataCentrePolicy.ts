import type { NetworkFailure } from './answer.ts'
import type { DataCentreRequest } from './dataCentreOptions.ts'

/** What an attempt says about a data centre: `neutral` says nothing (the caller gave up). */
export type CentreOutcome = 'well' | 'unreachable' | 'failing' | 'neutral'

interface Centre {
  /** Consecutive failures after sending. */
  readonly failures: number
  /** Consecutive good probes while another one is in use. */
  readonly goodProbes: number
  /** When it may be probed next, monotonic ms. */
  readonly probeAt: number
  /** Waiting time after it was left or a probe failed; doubles while it keeps failing. */
  readonly penaltyMs: number
  /** Since when it has been the one in use, monotonic ms. */
  readonly activeSince: number
}

/** Which data centre is in use, and what is known of the others. */
export interface DataCentreState {
  readonly active: number
  readonly centres: readonly Centre[]
}

/** Failures in a row, after sending, that move the calls away; a refused connection moves them at once. */
export const failuresToLeave = 2
/** Good probes in a row before calls go back to a preferred data centre. */
export const probesToReturn = 3
export const probeIntervalMs = 20_000
export const firstPenaltyMs = 30_000
export const longestPenaltyMs = 600_000
/** In use this long without being left, a data centre is calm and its penalty starts anew. */
export const calmAfterMs = 600_000

export const initialState = (count: number, startWith: number, now: number): DataCentreState => ({
  active: Number.isInteger(startWith) && startWith >= 0 && startWith < count ? startWith : 0,
  centres: Array.from({ length: count }, () => ({
    failures: 0,
    goodProbes: 0,
    probeAt: now + probeIntervalMs,
    penaltyMs: firstPenaltyMs,
    activeSince: now,
  })),
})

const change = (state: DataCentreState, index: number, next: (centre: Centre) => Partial<Centre>): DataCentreState => ({
  ...state,
  centres: state.centres.map((centre, at) => (at === index ? { ...centre, ...next(centre) } : centre)),
})

/** The one in use first, then the others in order of preference. */
export const tryOrder = (state: DataCentreState): readonly number[] => [
  state.active,
  ...state.centres.map((_centre, index) => index).filter((index) => index !== state.active),
]

/** What the failure of one attempt says about the data centre; null is an answer that was understood. */
export const outcomeOf = (failure: NetworkFailure | null): CentreOutcome => {
  switch (failure?.kind) {
    case undefined:
      return 'well'
    case 'no-connection':
      return failure.reason === 'ABORTED' ? 'neutral' : 'unreachable'
    case 'certificate':
      return 'unreachable'
    case 'reply-lost':
      return failure.reason === 'aborted' ? 'neutral' : 'failing'
    case 'http':
      return failure.status >= 500 ? 'failing' : 'well'
    case 'bad-reply':
      return 'failing'
  }
}

/**
 * Whether the same request may now go to the next data centre. Nothing has happened without a connection; after that only a
 * repeatable request may go on, and not after a time-out, because the caller has waited long enough.
 */
export const mayTryNext = (failure: NetworkFailure, safety: DataCentreRequest['safety']): boolean => {
  if (failure.kind === 'no-connection') return failure.reason !== 'ABORTED'
  if (failure.kind === 'certificate') return true
  if (safety === 'once') return false
  return (
    (failure.kind === 'http' && failure.status >= 500) ||
    (failure.kind === 'reply-lost' &&
      (failure.reason === 'cut' || (safety === 'probe' && failure.reason === 'time-out')))
  )
}

const moveTo = (state: DataCentreState, index: number, now: number): DataCentreState => {
  if (index === state.active) return state
  const left = change(state, state.active, (centre) => {
    const calm = now - centre.activeSince >= calmAfterMs
    const penaltyMs = calm ? firstPenaltyMs : centre.penaltyMs
    return {
      failures: 0,
      goodProbes: 0,
      probeAt: now + penaltyMs,
      penaltyMs: Math.min(penaltyMs * 2, longestPenaltyMs),
    }
  })
  return { ...change(left, index, () => ({ failures: 0, goodProbes: 0, activeSince: now })), active: index }
}

/** The state after one attempt at one data centre. */
export const afterAttempt = (
  state: DataCentreState,
  index: number,
  outcome: CentreOutcome,
  now: number,
): DataCentreState => {
  if (outcome === 'neutral') return state
  if (outcome === 'well') return change(moveTo(state, index, now), index, () => ({ failures: 0 }))
  // Unreachable moves nothing by itself: the calls follow the first data centre that answers, and stay when none does.
  if (outcome === 'unreachable') return state
  const counted = change(state, index, (centre) => ({ failures: centre.failures + 1 }))
  const failures = counted.centres[index]?.failures ?? 0
  return index === state.active && failures >= failuresToLeave
    ? moveTo(counted, (index + 1) % state.centres.length, now)
    : counted
}

/** Preferred data centres that are not in use, with the time of their next probe; the earliest one, or null. */
export const nextProbe = (state: DataCentreState): { readonly index: number; readonly at: number } | null =>
  state.centres
    .slice(0, state.active)
    .map((centre, index) => ({ index, at: centre.probeAt }))
    .reduce<{ index: number; at: number } | null>(
      (best, candidate) => (best === null || candidate.at < best.at ? candidate : best),
      null,
    )

/** The state after a probe: back to a preferred data centre only after several good ones in a row, later and later if they fail. */
export const afterProbe = (state: DataCentreState, index: number, good: boolean, now: number): DataCentreState => {
  if (index >= state.active) return state
  const probed = change(state, index, (centre) =>
    good
      ? { goodProbes: centre.goodProbes + 1, probeAt: now + probeIntervalMs }
      : {
          goodProbes: 0,
          probeAt: now + centre.penaltyMs,
          penaltyMs: Math.min(centre.penaltyMs * 2, longestPenaltyMs),
        },
  )
  return (probed.centres[index]?.goodProbes ?? 0) >= probesToReturn ? moveTo(probed, index, now) : probed
}
