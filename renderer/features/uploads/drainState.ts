import type { DeskStatus } from '../../../preload/contract/desk/status.ts'

/**
 * How far 'send everything before closing' has come. `done` only when nothing is without a final answer, and `refused` when some of
 * the answers were refusals.
 */
export type DrainState =
  | { readonly type: 'done' }
  | { readonly type: 'refused'; readonly count: number }
  | { readonly type: 'paused' | 'stopped'; readonly count: number }
  | { readonly type: 'line-down'; readonly line: 'nhi' | 'cloud'; readonly count: number }
  | { readonly type: 'progress' | 'waiting'; readonly count: number }

/** @param isSettled everything that can be sent now has been */
export const drainState = (status: Pick<DeskStatus, 'outbox' | 'vpn' | 'cloud'>, isSettled: boolean): DrainState => {
  const { unsent, rejected, quarantined, running, pausedUntil } = status.outbox
  if (unsent === 0) {
    return rejected + quarantined > 0 ? { type: 'refused', count: rejected + quarantined } : { type: 'done' }
  }
  if (!running) return { type: 'stopped', count: unsent }
  if (pausedUntil !== null) return { type: 'paused', count: unsent }
  if (status.vpn.state === 'down') return { type: 'line-down', line: 'nhi', count: unsent }
  if (status.cloud.state === 'down') return { type: 'line-down', line: 'cloud', count: unsent }
  return { type: isSettled ? 'waiting' : 'progress', count: unsent }
}
