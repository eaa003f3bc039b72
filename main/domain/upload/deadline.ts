import { rocDateTimeToEpoch } from '../../../preload/contract/patient/rocDate.ts'

/** 24 hours to upload a visit (全民健康保險保險憑證製發及存取資料管理辦法 §10). */
const uploadWithinMs = 24 * 3_600_000

/**
 * When a visit must have reached the NHI, epoch ms: 24 hours after its 就醫日期時間, or after its registration where the NHI has
 * given none.
 *
 * @param treatmentDateTime 民國 `yyyMMddHHmmss`, Taipei time, or null
 * @param registeredAt epoch ms, server time
 */
export const deadlineOf = (treatmentDateTime: string | null, registeredAt: number): number =>
  (treatmentDateTime === null ? registeredAt : rocDateTimeToEpoch(treatmentDateTime)) + uploadWithinMs

/**
 * When an amended record must have reached the NHI: one that no receipt stands for yet keeps the deadline of its visit; one that does
 * has 24 hours of its own.
 */
export const amendmentDeadline = (
  standing: { readonly dueAt: number; readonly isReceived: boolean },
  now: number,
): number => (standing.isReceived ? now + uploadWithinMs : standing.dueAt)

export interface Countdown {
  readonly isOverdue: boolean
  /** Whole hours and minutes left, or, when overdue, since the deadline; rounded down. */
  readonly hours: number
  readonly minutes: number
  /** Part of the 24 hours that is left, 0 to 1. */
  readonly leftShare: number
}

/** What is left of the time to upload. Both arguments epoch ms on the server's clock. */
export const countdown = (dueAt: number, now: number): Countdown => {
  const isOverdue = now > dueAt
  const minutes = Math.floor(Math.abs(dueAt - now) / 60_000)
  return {
    isOverdue,
    hours: Math.floor(minutes / 60),
    minutes: minutes % 60,
    leftShare: Math.min(Math.max((dueAt - now) / uploadWithinMs, 0), 1),
  }
}
