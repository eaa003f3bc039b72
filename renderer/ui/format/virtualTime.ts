import { virtualCodeLifeMs } from '../../../preload/contract/card/virtualCardText.ts'

const minuteMs = 60_000

/** From here on the end of a virtual card's hour is near. */
const nearMinutes = 10

export interface VirtualTime {
  /** Whole minutes left, rounded down. */
  readonly minutes: number
  readonly state: 'calm' | 'near' | 'lapsed'
}

/** How long a virtual card can still be used without another scan; `until` null: not any more. `now`: server time, epoch ms. */
export const virtualTime = (until: string | null, now: number): VirtualTime => {
  const left = until === null ? 0 : Date.parse(until) - now
  if (left <= 0) return { minutes: 0, state: 'lapsed' }
  return { minutes: Math.floor(left / minuteMs), state: left < nearMinutes * minuteMs ? 'near' : 'calm' }
}

/** `4:32` that a code scanned at `scannedAt` (epoch ms, server time) can have left at most, since it was made before; null when none is left. */
export const codeTimeLeft = (scannedAt: number, now: number): string | null => {
  const seconds = Math.floor((scannedAt + virtualCodeLifeMs - now) / 1_000)
  return seconds <= 0 ? null : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
