import type { FrameStatistics } from '../picture/frameStatistics.ts'

/** What keeps a code from being read, in the order in which a person can mend it. */
export type Guidance = 'too-dark' | 'glare' | 'too-far' | 'blurred'

/** Mean grey below which a webcam shows mostly its own noise. */
const darkBelow = 40
const dimBelow = 70
const glareAbove = 0.35
/** A code that is seen but takes less than this share of the frame's height has too few dots for each of its modules. */
const farBelow = 0.3
/** A drawn code in focus has 0.07 to 0.2; out of focus by five dots of 640, where dense codes can't be read any more, 0.013 to 0.019. */
const blurredBelow = 0.015

/**
 * The advice for one frame without a code that could be read.
 *
 * @param seen side of a code that was seen but not read, as a share of the frame's height; null where none was seen
 */
export const guidanceOf = (statistics: FrameStatistics, seen: number | null): Guidance | null => {
  const { light, range, glare, sharpness } = statistics
  if (light < darkBelow || (light < dimBelow && range < darkBelow)) return 'too-dark'
  if (seen !== null && seen < farBelow) return 'too-far'
  if (seen !== null && glare > glareAbove) return 'glare'
  // Before an empty wall there is nothing to be sharp.
  if (range > dimBelow && sharpness < blurredBelow) return 'blurred'
  return null
}

/** Frames that must agree before advice is shown, so that nothing flickers. */
const agreeing = 8

export interface SteadyGuidance {
  readonly shown: Guidance | null
  readonly candidate: Guidance | null
  readonly frames: number
}

export const noGuidance: SteadyGuidance = { shown: null, candidate: null, frames: 0 }

/** Takes one frame's advice in; what is shown changes only when several frames in a row say the same. */
export const steadied = (before: SteadyGuidance, next: Guidance | null): SteadyGuidance => {
  const frames = next === before.candidate ? before.frames + 1 : 1
  return { shown: frames >= agreeing ? next : before.shown, candidate: next, frames }
}
