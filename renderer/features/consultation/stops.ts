import type { RefObject } from 'react'

/** A part of the desk in which something may stand that nobody can read. */
export interface HalfTypedStop {
  /** Whether something does; the cursor is there then, and the words beside it. */
  stopsAt(): boolean
}

/** Whether any part holds something half typed: to end the visit over it would lose it unseen. The cursor stands at the first one. */
export const halfTypedStops = (parts: readonly RefObject<HalfTypedStop | null>[]): boolean =>
  parts.some(({ current }) => current?.stopsAt() === true)
