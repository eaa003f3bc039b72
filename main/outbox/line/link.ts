import { outboxPolicy } from '../../domain/upload/outboxPolicy.ts'
import type { Scheduler } from '../dispatch/scheduler.ts'
import type { LinkState } from '../process/messages.ts'

/** What one probe found. */
export interface ProbeAnswer {
  readonly up: boolean
  /** Index of the data centre that answered; null when none did. */
  readonly dataCentre: number | null
}

export interface LinkOptions {
  /** Asks the end point itself: an operating system says 'online' while the VPN is down. Never throws. */
  readonly probe: () => Promise<ProbeAnswer>
  readonly scheduler: Scheduler
  /** 0 ≤ x < 1. */
  readonly random: () => number
  readonly probeUpMs: number
  readonly probeDownMs: number
  /** Once it has been down for half an hour; 10 s when left out. */
  readonly probeLongDownMs?: number
  /** State or data centre has changed, or a suspicion has ended. */
  readonly onChange: () => void
}

/** The way to one end point, judged by probes and by what sends have met. */
export interface Link {
  state(): LinkState
  dataCentre(): number | null
  /** `scheduler.monotonic()` of the last change of state. */
  since(): number
  /** How long it was down before it last came up; 0 before that, and after a first start. */
  lastOutageMs(): number
  /** Up, and nothing speaks against it at the moment. */
  usable(): boolean
  /** A send found no connection: asks at once, and is not usable until that is answered. */
  suspect(): void
  /** A send got an answer, which is better proof than any probe. */
  proven(): void
  probeNow(): void
  start(): void
  stop(): void
}

/** A probe that hangs in a dead tunnel must not keep the next one from finding the tunnel alive again; so many may hang. */
const mostHanging = 8
/** Second look after a first failure: one lost packet is no outage. */
const secondLookMs = 300
const usualLongDownMs = 10_000

/**
 * Watches one end point. Up with the first answer, so that waiting rows go at once; down only with the second failure in a row,
 * so that a single lost packet shows nowhere.
 */
export const createLink = (options: LinkOptions): Link => {
  const { scheduler } = options
  let state: LinkState = 'unknown'
  let dataCentre: number | null = null
  let since = scheduler.monotonic()
  let lastOutageMs = 0
  let failures = 0
  let suspected = false
  let running = false
  let hanging = 0
  let lastGoodAt = Number.NEGATIVE_INFINITY
  let cancel: () => void = () => undefined

  const become = (next: LinkState, nextDataCentre: number | null): void => {
    const cleared = suspected
    suspected = false
    if (next === state && nextDataCentre === dataCentre && !cleared) return
    if (next !== state) {
      lastOutageMs = state === 'down' && next === 'up' ? scheduler.monotonic() - since : 0
      since = scheduler.monotonic()
    }
    state = next
    dataCentre = nextDataCentre
    options.onChange()
  }

  const schedule = (ms: number): void => {
    cancel()
    if (running) cancel = scheduler.after(ms, probe)
  }
  /** What is away for long is away for many, and its return is spread over minutes anyway. */
  const downMs = (): number =>
    state === 'down' && scheduler.monotonic() - since >= outboxPolicy.longOutageMs
      ? Math.max(options.probeDownMs, options.probeLongDownMs ?? usualLongDownMs)
      : options.probeDownMs
  /** Spread over the last fifth of the interval, so that the clinics of a district don't ask in step. */
  const interval = (): number => {
    const ms = state === 'up' ? (failures > 0 ? secondLookMs : options.probeUpMs) : downMs()
    return ms * (0.8 + 0.2 * options.random())
  }

  const good = (answered: number | null): void => {
    failures = 0
    lastGoodAt = scheduler.monotonic()
    become('up', answered)
  }
  const bad = (startedAt: number): void => {
    // A probe that hung since before the last answer tells of a time that is over.
    if (startedAt < lastGoodAt) return
    failures += 1
    if (state !== 'up' || failures >= 2) become('down', null)
  }

  const probe = (): void => {
    schedule(interval())
    if (hanging >= mostHanging) return
    hanging += 1
    const startedAt = scheduler.monotonic()
    const ended = (answer: ProbeAnswer): void => {
      hanging -= 1
      if (!running) return
      if (answer.up) good(answer.dataCentre)
      else bad(startedAt)
      // A look that has waited for its answer has waited already: the next one comes an interval behind its start.
      schedule(answer.up ? interval() : Math.max(0, interval() - (scheduler.monotonic() - startedAt)))
    }
    options.probe().then(ended, () => ended({ up: false, dataCentre: null }))
  }

  return {
    state: () => state,
    dataCentre: () => dataCentre,
    since: () => since,
    lastOutageMs: () => lastOutageMs,
    usable: () => state === 'up' && !suspected,
    suspect: () => {
      if (state !== 'up' || suspected) return
      suspected = true
      failures = Math.max(failures, 1)
      probe()
    },
    proven: () => {
      if (running) good(dataCentre)
    },
    probeNow: () => {
      if (running) probe()
    },
    start: () => {
      running = true
      probe()
    },
    stop: () => {
      running = false
      cancel()
    },
  }
}
