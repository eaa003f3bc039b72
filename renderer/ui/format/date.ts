import type { TFunction } from 'i18next'

const taipeiOffsetMs = 8 * 3_600_000

const pad2 = (value: number): string => String(value).padStart(2, '0')

/** `YYYY-MM-DD` as 民國 `115/11/22`. Days before 民國 1 keep the western year (`1911-10-10`). */
export const rocDate = (iso: string): string => {
  const year = Number(iso.slice(0, 4)) - 1911
  return year < 1 ? iso : `${year}/${iso.slice(5, 7)}/${iso.slice(8, 10)}`
}

/** Taipei wall time of an instant, shifted so that the UTC parts read as Taipei's. */
const inTaipei = (instant: string | number): Date =>
  new Date((typeof instant === 'number' ? instant : Date.parse(instant)) + taipeiOffsetMs)

/** `09:05`, Taipei. */
export const clockTime = (instant: string | number): string => {
  const time = inTaipei(instant)
  return `${pad2(time.getUTCHours())}:${pad2(time.getUTCMinutes())}`
}

/** `09:05:07`, Taipei. */
export const clockTimeWithSeconds = (instant: string | number): string =>
  `${clockTime(instant)}:${pad2(inTaipei(instant).getUTCSeconds())}`

/** Calendar day of an instant in Taipei, `YYYY-MM-DD`. */
export const dayOf = (instant: string | number): string => inTaipei(instant).toISOString().slice(0, 10)

/** A day as the language of the screen writes it: `115/11/22` in Chinese, `2026-11-22` in English. */
export const dayWords = (iso: string, t: TFunction): string => t('app.day.shown', { roc: rocDate(iso), iso })

/** A day and the time on it, Taipei, as the language of the screen writes them: `115/11/22 09:05`. */
export const momentWords = (instant: string | number, t: TFunction): string =>
  `${dayWords(dayOf(instant), t)} ${clockTime(instant)}`
