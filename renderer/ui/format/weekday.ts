const dayMs = 86_400_000

/** A day so many days later, `YYYY-MM-DD`. */
export const laterDay = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)

const weekdays = ['7', '1', '2', '3', '4', '5', '6'] as const

/** ISO weekday as the key of its word: `1` Monday … `7` Sunday. */
export const weekdayKey = (day: string): (typeof weekdays)[number] =>
  weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? '1'
