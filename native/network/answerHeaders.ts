import type { AnswerHead } from './exchange.ts'

const dayMs = 86_400_000

const single = (value: string | string[] | undefined): string | null =>
  typeof value === 'string' && value !== '' ? value : null

const dateMs = (text: string | null): number | null => {
  const parsed = text === null ? Number.NaN : Date.parse(text)
  return Number.isNaN(parsed) ? null : parsed
}

/** Server time minus PC time in ms: the Date header against the middle of sending and answering; null without a usable Date. */
export const serverOffsetMs = (head: AnswerHead): number | null => {
  const date = dateMs(single(head.headers.date))
  return date === null ? null : Math.round(date - (head.sentAt + head.answeredAt) / 2)
}

/** Retry-After as a waiting time from now (seconds or an HTTP date, by the server's own clock where it tells it); at most a day. */
export const retryAfterMs = (head: AnswerHead): number | null => {
  const text = single(head.headers['retry-after'])
  if (text === null) return null
  if (/^\d{1,9}$/.test(text)) return Math.min(Number(text) * 1000, dayMs)
  const until = dateMs(text)
  const serverNow = dateMs(single(head.headers.date)) ?? head.answeredAt
  return until === null ? null : Math.min(Math.max(until - serverNow, 0), dayMs)
}

/** Media type in lower case without parameters; empty when missing. */
export const mediaType = (head: AnswerHead): string =>
  (single(head.headers['content-type']) ?? '').split(';', 1).join('').trim().toLowerCase()
