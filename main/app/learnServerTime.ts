import type { NhiControlPort } from '../../native/nhi-control/port.ts'
import type { Clock } from '../platform/clock.ts'

/** How long the reply was on its way is not told with it; a wrong guess costs half of it in accuracy. */
const assumedRoundTripMs = 1_000

type Learning = Pick<Clock, 'learn'>
type Control = Pick<NhiControlPort, 'serverOffsetMs'>

/** Takes in what the newest reply to a call of this process told, however long ago that was. */
export const learnFromControl = (clock: Learning, control: Control): void => {
  const offsetMs = control.serverOffsetMs()
  if (offsetMs !== null) clock.learn({ offsetMs, roundTripMs: assumedRoundTripMs, source: 'control-software' })
}

/**
 * Takes in what the sync worker was told just now. What this process was told before goes first: taken in at the next round, it would
 * undo a correction that is newer, and the worker tells nothing twice.
 */
export const learnFromWorker = (clock: Learning, control: Control, offsetMs: number): void => {
  learnFromControl(clock, control)
  clock.learn({ offsetMs, roundTripMs: assumedRoundTripMs, source: 'sync-worker' })
}
