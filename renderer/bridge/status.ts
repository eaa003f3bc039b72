import { useEffect, useState } from 'react'
import type { DeskStatus } from '../../preload/contract/desk/status.ts'
import { answered, useDeskQuery } from './query.ts'

/** The state of everything around the desk; undefined only until the first answer. */
export const useStatus = (): DeskStatus | undefined => useDeskQuery('status:current', {}).data

/** Now by the server's clock, in epoch milliseconds, moving on every `intervalMs`. */
export const useServerNow = (intervalMs: number): number => {
  const offsetMs = useStatus()?.clock.offsetMs ?? 0
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), intervalMs)
    return () => clearInterval(timer)
  }, [intervalMs])
  return now + offsetMs
}

/** The same at this very moment, for what happens outside of a component. */
export const serverNow = (): number => Date.now() + (answered('status:current', {})?.clock.offsetMs ?? 0)
