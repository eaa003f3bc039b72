import type { CareStatus } from '../../../preload/contract/desk/care.ts'
import { taipeiDay } from '../../../preload/contract/patient/rocDate.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** Backups are kept for so long. */
export const keptMs = 30 * dayMs
/** One that failed by itself is tried again after so long. */
const retryMs = hourMs
/** The weekly look through the whole store. */
const integrityEveryMs = 7 * dayMs
/** So long it waits for a moment at which nobody works at the desk: the store of a large clinic keeps a processor busy for minutes. */
const integrityGraceMs = dayMs

export interface BackupHistory {
  /** A folder was chosen. */
  readonly hasFolder: boolean
  /** Hour and minute of the clinic's day. */
  readonly time: string
  /** When the newest backup was made that has been opened and compared; null before the first. */
  readonly goodAt: number | null
  /** The newest try, whatever came of it. */
  readonly triedAt: number | null
  readonly hasFailed: boolean
}

/** The newest moment, not after `now`, at which a nightly backup was to be made. */
const lastMoment = (time: string, now: number): number => {
  const today = Date.parse(`${taipeiDay(now)}T${time}:00+08:00`)
  return today <= now ? today : today - dayMs
}

/**
 * When the next backup is to be made by itself; in the past when it is due, also because the PC was off at its time. Null without a
 * folder. A failed one is tried again each hour.
 */
export const nextBackupAt = (history: BackupHistory, now: number): number | null => {
  if (!history.hasFolder) return null
  const last = lastMoment(history.time, now)
  const isMade = history.goodAt !== null && history.goodAt >= last
  const wanted = isMade ? last + dayMs : last
  return history.hasFailed && history.triedAt !== null ? Math.max(wanted, history.triedAt + retryMs) : wanted
}

/** A day, and the time the nightly one itself may take. */
const freshMs = dayMs + 2 * hourMs

/** How far the backups can be relied on. A clock that was set back makes no old backup a fresh one. */
export const backupHealth = (history: BackupHistory, now: number): CareStatus['backup']['health'] => {
  if (!history.hasFolder) return 'not-set'
  if (history.hasFailed) return 'failing'
  if (history.goodAt === null) return 'never'
  return now - history.goodAt > freshMs || history.goodAt - now > hourMs ? 'late' : 'good'
}

export interface KnownBackup {
  readonly name: string
  readonly madeAt: number
  readonly verified: boolean
}

/** Those that may go: older than thirty days, and only while a newer one is known to be good. */
export const prunable = (backups: readonly KnownBackup[], now: number): readonly string[] => {
  const newestGood = backups.reduce((newest, { verified, madeAt }) => (verified ? Math.max(newest, madeAt) : newest), 0)
  return backups.filter(({ madeAt }) => now - madeAt > keptMs && madeAt < newestGood).map(({ name }) => name)
}

/** Whether the weekly look through the whole store is due; `isLeft`: nobody works at the desk just now. */
export const isIntegrityCheckDue = (lastAt: number | null, now: number, isLeft: boolean): boolean =>
  lastAt === null || lastAt > now || now - lastAt >= integrityEveryMs + (isLeft ? 0 : integrityGraceMs)

const mebibyte = 1024 * 1024

/**
 * How the disk of the store stands. `low` leaves days; under `full` the desk writes nothing more, so that the sync worker can still
 * keep the receipts of what is under way and the database's own log has room.
 */
export const diskState = (freeBytes: number | null): CareStatus['disk']['state'] => {
  if (freeBytes === null) return 'unknown'
  if (freeBytes < 64 * mebibyte) return 'full'
  return freeBytes < 2048 * mebibyte ? 'low' : 'enough'
}
