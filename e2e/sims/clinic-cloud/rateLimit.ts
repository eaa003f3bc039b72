/** 600 requests a minute for each clinic. */
export const REQUESTS_PER_MINUTE = 600

const MINUTE_MS = 60_000

/** Counts requests in a sliding minute; answers seconds to wait, or 0 when there is room. */
export function createRateLimit(limit = REQUESTS_PER_MINUTE): (clinic: string, now: number) => number {
  const times = new Map<string, number[]>()
  return (clinic, now) => {
    const recent = (times.get(clinic) ?? []).filter((at) => now - at < MINUTE_MS)
    const [oldest] = recent
    if (recent.length >= limit && oldest !== undefined) {
      times.set(clinic, recent)
      return Math.max(1, Math.ceil((oldest + MINUTE_MS - now) / 1000))
    }
    times.set(clinic, [...recent, now])
    return 0
  }
}
