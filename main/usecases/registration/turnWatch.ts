import type { EncounterId } from '../../../preload/contract/words.ts'
import { earlierDay, inLineForMs } from '../../domain/visit/earlierDays.ts'
import type { ReadDb } from '../../store/handles.ts'
import { unfinishedBefore } from '../../store/visit/encounterQueries.ts'
import { dayOf } from '../context.ts'

/** A timer stands still while the PC sleeps; who was left behind meanwhile is told with the next look. */
const longestWaitMs = 60_000

export interface TurnWatch {
  /** Looks now: the day has become another one, or the clock was put right. */
  look(): Promise<void>
  stop(): void
}

/**
 * Tells of each open visit of the day before whose turn has lapsed (`earlierDay`): nobody does anything then, and every list that shows
 * it as in line would go on doing so. Each PC watches for itself.
 */
export const createTurnWatch = (options: {
  readonly db: ReadDb
  /** Epoch ms, server time. */
  readonly now: () => number
  /** Runs the task once after so many ms; gives back how to call it off. */
  readonly after: (ms: number, task: () => void) => () => void
  readonly onLapsed: (encounterId: EncounterId) => void
  readonly onFault: (fault: unknown) => void
}): TurnWatch => {
  let inLine: ReadonlySet<EncounterId> = new Set()
  let callOff: () => void = () => undefined
  let isOn = true

  /** How long until the next turn lapses. */
  const tell = async (): Promise<number> => {
    const now = options.now()
    const today = dayOf(now)
    const earlier = await unfinishedBefore(options.db, today)
    const standing = earlier.filter((visit) => earlierDay(visit, today, now)?.isInLine === true)
    const before = inLine
    inLine = new Set(standing.map(({ id }) => id))
    for (const { id } of earlier) if (before.has(id) && !inLine.has(id)) options.onLapsed(id)
    return Math.min(...standing.map(({ registeredAt }) => registeredAt + inLineForMs - now))
  }
  const look = async (): Promise<void> => {
    if (!isOn) return
    callOff()
    let left = longestWaitMs
    try {
      left = Math.min(left, await tell())
    } catch (fault) {
      // A store that is closed while somebody looks is no fault.
      if (isOn) options.onFault(fault)
    }
    callOff()
    if (isOn) callOff = options.after(left, () => void look())
  }
  void look()
  return {
    look,
    stop: () => {
      isOn = false
      callOff()
    },
  }
}
