const rocOffset = 1911

const pad = (value: number, width: number): string => String(value).padStart(width, '0')

/** Whether a 7-digit 民國 date `yyyMMdd` names a day that exists (year 1 or later). */
export const isValidRocDate = (text: string): boolean => {
  if (!/^\d{7}$/.test(text)) return false
  const year = Number(text.slice(0, 3)) + rocOffset
  const month = Number(text.slice(3, 5))
  const day = Number(text.slice(5, 7))
  if (year === rocOffset) return false
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/** 民國 `yyyMMdd` to `YYYY-MM-DD`. The input must be valid (`isValidRocDate`). */
export const rocToIso = (roc: string): string =>
  `${pad(Number(roc.slice(0, 3)) + rocOffset, 4)}-${roc.slice(3, 5)}-${roc.slice(5, 7)}`

/** `YYYY-MM-DD` to 民國 `yyyMMdd`; days before 民國 1 are not representable on a card and give `0000000`. */
export const isoToRoc = (iso: string): string => {
  const year = Number(iso.slice(0, 4)) - rocOffset
  return year < 1 ? '0000000' : `${pad(year, 3)}${iso.slice(5, 7)}${iso.slice(8, 10)}`
}

/** Taipei has had no daylight saving since 1980: UTC+8 all year. */
const taipeiOffsetMs = 8 * 3_600_000

/** The Taipei calendar day of a moment, `YYYY-MM-DD`. */
export const taipeiDay = (epochMs: number): string => new Date(epochMs + taipeiOffsetMs).toISOString().slice(0, 10)

/** The first moment of a Taipei day `YYYY-MM-DD`, epoch ms. */
export const taipeiDayStart = (day: string): number => Date.parse(`${day}T00:00:00+08:00`)

/** The hour of the Taipei day of a moment, 0–23. */
export const taipeiHour = (epochMs: number): number => new Date(epochMs + taipeiOffsetMs).getUTCHours()

/** A moment as the NHI writes it: 民國 `yyyMMddHHmmss`, Taipei time. */
export const toRocDateTime = (epochMs: number): string => {
  const taipei = new Date(epochMs + taipeiOffsetMs).toISOString()
  return `${isoToRoc(taipei.slice(0, 10))}${taipei.slice(11, 19).replaceAll(':', '')}`
}

/** 民國 `yyyMMddHHmmss` (Taipei time) to epoch milliseconds. */
export const rocDateTimeToEpoch = (roc: string): number =>
  Date.parse(`${rocToIso(roc.slice(0, 7))}T${roc.slice(7, 9)}:${roc.slice(9, 11)}:${roc.slice(11, 13)}+08:00`)

/** Whole years of age on a day; both days `YYYY-MM-DD`. */
export const ageOn = (birthDate: string, day: string): number => {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years
}
