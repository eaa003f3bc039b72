import type { Link } from '../line/link.ts'
import type { EndpointReport } from './target.ts'

export interface GateOptions {
  readonly link: Pick<Link, 'state' | 'since' | 'usable' | 'suspect' | 'proven'> & Partial<Pick<Link, 'probeNow'>>
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
  /** A send has had no answer for longer than usual: the way is looked at, and what answers sooner takes over. */
  slow(): void
  report(endpoint: EndpointReport, holdMs: number | null): void
  /** Leaves the end point alone for so long. */
  hold(ms: number): void
  /**
   * The link has returned: what failed before says nothing any more, and one send is tried, after the given share of the country's return.
   * False where that is not waited for, because it was asked for while the link was down.
   */
  linkReturned(spreadMs: number): boolean
  /** A deadline is too near for the spread; a Retry-After stays. */
  endSpread(): void
  /** A person asks for it now, or the PC has slept: nothing is waited for, a Retry-After neither, nor the link's return that may be near. */
  release(): void
}

/** Who asked so long before the link's return still waits for it; who asked earlier must not bring a whole country back at once. */
const askedForMs = 600_000

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
  let spreadUntil = Number.NEGATIVE_INFINITY
  let askedWhileDownAt = Number.NEGATIVE_INFINITY
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
      if (now < Math.max(holdUntil, spreadUntil)) return 0
      if (!link.usable()) return link.state() !== 'up' && now >= trialAt() ? 1 : 0
      if (coolUntil === null) return all
      return now < coolUntil ? 0 : 1
    },
    opensInMs: () => {
      const waits = [holdUntil, spreadUntil, link.usable() ? (coolUntil ?? 0) : trialAt()]
      return Math.max(0, Math.max(...waits) - monotonic())
    },
    began: () => {
      if (!link.usable()) lastTrialAt = monotonic()
    },
    slow: () => {
      if (link.usable()) link.probeNow?.()
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
    linkReturned: (spreadMs) => {
      endCoolDown()
      const isAskedFor = monotonic() - askedWhileDownAt <= askedForMs
      askedWhileDownAt = Number.NEGATIVE_INFINITY
      if (isAskedFor || spreadMs <= 0) return false
      spreadUntil = monotonic() + spreadMs
      return true
    },
    endSpread: () => {
      spreadUntil = Number.NEGATIVE_INFINITY
    },
    release: () => {
      holdUntil = Number.NEGATIVE_INFINITY
      spreadUntil = Number.NEGATIVE_INFINITY
      if (!link.usable()) askedWhileDownAt = monotonic()
      endCoolDown()
    },
  }
}
