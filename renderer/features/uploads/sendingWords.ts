import type { DeskStatus } from '../../../preload/contract/desk/status.ts'
import type { OutboxItem } from '../../../preload/contract/upload/outbox.ts'

/** What keeps a row from going now, or why it needs not go: a key of `upload.cannot`. */
export type Hindrance =
  | 'paused'
  | 'stopped'
  | 'not-offered'
  | 'nhi-down'
  | 'cloud-down'
  | 'awaiting-result'
  | 'rejected'

/** Null where nothing is known that keeps the row: it goes when it is asked for, or has nothing more to wait for. */
export const hindranceOf = (
  { state, target, replaced }: Pick<OutboxItem, 'state' | 'target' | 'replaced'>,
  { outbox, vpn, cloud }: Pick<DeskStatus, 'outbox' | 'vpn' | 'cloud'>,
): Hindrance | null => {
  if (replaced !== null) return null
  if (state === 'rejected') return 'rejected'
  if (state !== 'waiting' && state !== 'awaiting-result') return null
  if (!outbox.running) return 'stopped'
  if (outbox.pausedUntil !== null) return 'paused'
  if (state === 'awaiting-result') return 'awaiting-result'
  if (target === 'clinic-cloud') return cloud.state === 'down' ? 'cloud-down' : null
  if (!outbox.nhiOffered) return 'not-offered'
  return vpn.state === 'down' ? 'nhi-down' : null
}

/** A row that was put first in line, or back into it, stands there until it has gone. */
export const standsInLine = (item: Pick<OutboxItem, 'state'> | null): boolean =>
  item?.state === 'waiting' || item?.state === 'sending'
