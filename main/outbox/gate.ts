import type { Link } from './link.ts'
import type { EndpointReport } from './target.ts'

export interface GateOptions {
  readonly link: Pick<Link, 'state' | 'since' | 'usable' | 'suspect' | 'proven'>
  /** Milliseconds that only grow. */
  readonly monotonic: () => number
  /** 0 ≤ x < 1. */
  readonly random: () => number
  /** Failures in a row that open the breaker. */
  readonly threshold?: number
  readonly shortestCoolDownMs?: number
  readonly longestCoolDownMs?: number
  /** While probes fail, a real send is still tried so often: the probe is a hint, the send is the proof. */
  readonly trialMs?: number
}

/** Whether, and how wide, the way to one end point is open: its link, its circuit breaker and its Retry-After in one place. */
export interface Gate {
  /** Sends that may run now: none, one on trial, or all. */
  slots(all: number): number
  /** In how many ms it is worth asking again, as long as the link does not change. */
  opensInMs(): number
  /** A send has begun. */
  began(): void
  report(endpoint: EndpointReport, holdMs: number | null): void
  /** Leaves the end point alone for so long. */
  hold(ms: number): void
  /** The link has returned: what failed before says nothing any more, and one send is tried. */
  linkReturned(): void
  /** A person asks for it now: the same, and Retry-After ends too. */
  release(): void
}

/** One gate for each end point, never one for all (facts/anchors.md §3.1). */
export const createGate = (options: GateOptions): Gate => {
  const threshold = options.threshold ?? 5
  const shortest = options.shortestCoolDownMs ?? 1_000
  const longest = options.longestCoolDownMs ?? 60_000
  const trialMs = options.trialMs ?? 300_000
  const { link, monotonic } = options
  let failures = 0
  /** Null while the breaker is closed; past: half open. */
  let coolUntil: number | null = null
  let holdUntil = Number.NEGATIVE_INFINITY
  let lastTrialAt = Number.NEGATIVE_INFINITY

  const trialAt = (): number => Math.max(lastTrialAt, link.since()) + trialMs
  const hold = (ms: number): void => {
    holdUntil = Math.max(holdUntil, monotonic() + ms)
  }

  const endCoolDown = (): void => {
    if (coolUntil !== null) coolUntil = monotonic()
  }

  const failed = (): void => {
    // Sends that were under way when the breaker opened tell nothing new.
    if (coolUntil !== null && monotonic() < coolUntil) return
    failures += 1
    if (failures < threshold) return
    const bound = Math.min(longest, shortest * 2 ** (failures - threshold))
    // Half of it is certain, half is chance: a cool-down of nothing would be none.
    coolUntil = monotonic() + bound * (0.5 + 0.5 * options.random())
  }

  return {
    slots: (all) => {
      const now = monotonic()
      if (now < holdUntil) return 0
      if (!link.usable()) return link.state() !== 'up' && now >= trialAt() ? 1 : 0
      if (coolUntil === null) return all
      return now < coolUntil ? 0 : 1
    },
    opensInMs: () => {
      const waits = [holdUntil, link.usable() ? (coolUntil ?? 0) : trialAt()]
      return Math.max(0, Math.max(...waits) - monotonic())
    },
    began: () => {
      if (!link.usable()) lastTrialAt = monotonic()
    },
    report: (endpoint, holdMs) => {
      if (holdMs !== null) hold(holdMs)
      if (endpoint === 'unreachable') link.suspect()
      else if (endpoint === 'failing') failed()
      else if (endpoint === 'answered') {
        failures = 0
        coolUntil = null
        link.proven()
      }
    },
    hold,
    linkReturned: endCoolDown,
    release: () => {
      holdUntil = Number.NEGATIVE_INFINITY
      endCoolDown()
    },
  }
}
