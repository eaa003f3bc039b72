import type { QueueMove, QueueState } from '../../../preload/contract/visit/queue.ts'

/** A visit in the queue, as much as its order needs. */
export interface Queued {
  /** Clinic day, `YYYY-MM-DD`; numbers are those of one day. */
  readonly day: string
  readonly queueNumber: number
  readonly state: QueueState
  readonly isPriority: boolean
  /** Where it was put back after it was skipped or held: behind this number, before the next; null where its own number counts. */
  readonly behindNumber: number | null
}

/** How many who wait go first when somebody who was skipped reports again: the usage of most clinics, not a rule of the NHI. */
export const requeuedBehind = 3

const place = ({ queueNumber, behindNumber }: Queued): readonly [number, number] =>
  behindNumber === null ? [queueNumber, -1] : [behindNumber, queueNumber]

const isInTurn = ({ state }: Queued): boolean => state === 'waiting' || state === 'called'

/**
 * Those who wait, in the order of their turns: who was called and is on the way, then priority, then the earlier day's, then numbers.
 * Skipped and held ones have no turn.
 */
export const inOrder = <Visit extends Queued>(visits: readonly Visit[]): readonly Visit[] =>
  visits.filter(isInTurn).toSorted((one, other) => {
    if (one.state !== other.state) return one.state === 'called' ? -1 : 1
    if (one.isPriority !== other.isPriority) return one.isPriority ? -1 : 1
    if (one.day !== other.day) return one.day < other.day ? -1 : 1
    const [a, b] = [place(one), place(other)]
    return a[0] - b[0] || a[1] - b[1]
  })

/** Behind whose number somebody is put who comes back: after three of the same day who wait, or at their end; null where nobody waits. */
export const behindOnReturn = (others: readonly Queued[]): number | null => {
  const waiting = inOrder(others).filter(({ state, isPriority }) => state === 'waiting' && !isPriority)
  const last = waiting[Math.min(requeuedBehind, waiting.length) - 1]
  return last === undefined ? null : place(last)[0]
}

/** What a move makes of a state; null where it makes no sense. */
export const movedState = (state: QueueState, move: QueueMove): QueueState | null => {
  switch (move) {
    case 'call':
      // Somebody who was skipped or held may be called by name at any time.
      return 'called'
    case 'skip':
      return state === 'called' || state === 'waiting' ? 'skipped' : null
    case 'hold':
      return state === 'on-hold' ? null : 'on-hold'
    case 'requeue':
      return state === 'waiting' ? null : 'waiting'
    case 'prioritise':
    case 'unprioritise':
      return state
  }
}

/** Consultations of at least this many are needed before a pace is told, and so many of the newest make it. */
const pace = { atLeast: 2, newest: 6 }
const minuteMs = 60_000

/**
 * Minutes between two patients at a doctor, by the moments at which today's were taken in; null before there are enough of them. The
 * median, so that a break at noon counts once and not for half an hour each.
 */
export const minutesEach = (takenInAt: readonly number[]): number | null => {
  const moments = takenInAt.toSorted((a, b) => a - b).slice(-pace.newest - 1)
  const gaps = moments.slice(1).map((at, index) => at - (moments[index] ?? at))
  if (gaps.length < pace.atLeast) return null
  const middle = gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0
  return Math.max(1, Math.round(middle / minuteMs))
}
