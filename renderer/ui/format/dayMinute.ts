const minutesOfDay = 24 * 60

/** A minute of the day as `09:05`; the end of the day is `24:00`. */
export const dayMinute = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** A time as a desk types it (`9`, `930`, `0930`, `9:30`) as a minute of the day; null for anything else. */
export const readDayMinute = (text: string): number | null => {
  const typed = text.normalize('NFKC').trim()
  const parts = /^(\d{1,2})(?:[:.]?(\d{2}))?$/.exec(typed)
  if (parts === null) return null
  const [hours, minutes] = [Number(parts[1]), Number(parts[2] ?? 0)]
  const minute = hours * 60 + minutes
  return minutes < 60 && minute <= minutesOfDay ? minute : null
}
