const hourMs = 3_600_000

/** Uploads are due 24 hours after the visit. */
const wholeMs = 24 * hourMs

export interface CountdownView {
  /** `23:05`, hours and minutes, rounded down; `0:00` once overdue. */
  readonly text: string
  /** Share of the 24 hours that is left, 0 to 1. */
  readonly share: number
  readonly urgency: 'calm' | 'near' | 'overdue'
}

/** How long until a deadline, seen from `now` (both epoch milliseconds). Under four hours it is near. */
export const countdown = (dueAt: number, now: number): CountdownView => {
  const left = dueAt - now
  if (left <= 0) return { text: '0:00', share: 0, urgency: 'overdue' }
  const minutes = Math.floor(left / 60_000)
  const text = `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
  return { text, share: Math.min(1, left / wholeMs), urgency: left < 4 * hourMs ? 'near' : 'calm' }
}

/** Seconds with one decimal, for the line of steps (`0.1`). */
export const seconds = (ms: number): string => (ms / 1000).toFixed(1)
