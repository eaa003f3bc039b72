import { taipeiDayStart } from '../../../preload/contract/patient/rocDate.ts'
import type { IsoDate } from '../../../preload/contract/words.ts'
import { dayOf } from '../context.ts'

const dayMs = 24 * 3_600_000
/** A timer stands still while the PC sleeps, and not every sleep is told of. */
const longestWaitMs = 60_000

export interface DayWatch {
  /** Looks at the clock now: it may have been put right, or the PC may have slept. */
  look(): void
  stop(): void
}

/**
 * Tells when the clinic's day has become another one: at midnight by the server's clock, and also back, when a server puts the clock
 * right over it.
 */
export const createDayWatch = (options: {
  /** Epoch ms, server time. */
  readonly now: () => number
  /** Runs the task once after so many ms; gives back how to call it off. */
  readonly after: (ms: number, task: () => void) => () => void
  readonly onChanged: (day: IsoDate) => void
}): DayWatch => {
  let day = dayOf(options.now())
  let callOff: () => void = () => undefined
  let isOn = true
  const look = (): void => {
    if (!isOn) return
    callOff()
    const now = options.now()
    const left = taipeiDayStart(dayOf(now)) + dayMs - now
    callOff = options.after(Math.min(left, longestWaitMs), look)
    const before = day
    day = dayOf(now)
    if (day !== before) options.onChanged(day)
  }
  look()
  return {
    look,
    stop: () => {
      isOn = false
      callOff()
    },
  }
}
