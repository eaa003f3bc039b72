import type { CareStatus } from '../../preload/contract/desk/care.ts'
import { type ErrorCode, errorCodes } from '../../preload/contract/errors.ts'
import type { ErrorView } from '../../preload/contract/errorView.ts'
import type { Instant } from '../../preload/contract/words.ts'
import { type BackupHistory, backupHealth, diskState, nextBackupAt } from '../domain/desk/backupPolicy.ts'
import type { LostTail } from '../domain/desk/lostTail.ts'
import type { CareMemory } from './careFile.ts'
import type { CareContext } from './context.ts'

const instant = (at: number): Instant => new Date(at).toISOString() as Instant

/** What the backup policy asks about. */
export const historyOf = ({ folder, time, last, tried }: CareMemory): BackupHistory => ({
  hasFolder: folder !== null,
  time,
  goodAt: last?.madeAt ?? null,
  triedAt: tried?.at ?? null,
  hasFailed: tried !== null && tried.code !== null,
})

const isErrorCode = (code: string): code is ErrorCode => (errorCodes as readonly string[]).includes(code)

const errorOf = ({ tried }: CareMemory): ErrorView | null =>
  tried === null || tried.code === null || !isErrorCode(tried.code)
    ? null
    : { code: tried.code, retryable: true, details: { problem: tried.problem } }

/** How the store is looked after, as the screens show it. `recoveryMadeAt`: when the code in force was made, ISO; null without one. */
export const careStatus = (context: CareContext, recoveryMadeAt: string | null, lost: LostTail | null): CareStatus => {
  const memory = context.memory()
  const { moving } = context
  const now = context.now()
  const history = historyOf(memory)
  const next = nextBackupAt(history, now)
  const checked = (result: CareMemory['quick']) => (result === null ? null : { at: instant(result.at), ok: result.ok })
  return {
    recovery: { madeAt: recoveryMadeAt as Instant | null },
    backup: {
      health: backupHealth(history, now),
      folder: memory.folder,
      sameDisk: moving.sameDisk,
      time: memory.time,
      last: memory.last === null ? null : { ...memory.last, madeAt: instant(memory.last.madeAt) },
      nextAt: next === null ? null : instant(next),
      running: moving.backup?.step ?? null,
      error: errorOf(memory),
    },
    checks: { quick: checked(memory.quick), integrity: checked(memory.integrity), running: moving.check },
    disk: { state: diskState(moving.freeBytes), freeBytes: moving.freeBytes },
    damage:
      memory.damage === null
        ? null
        : {
            foundAt: instant(memory.damage.foundAt),
            rescue: memory.damage.rescue,
            rescuing: moving.rescuing,
          },
    lostTail:
      lost === null
        ? null
        : {
            foundAt: instant(lost.foundAt),
            lastAt: lost.lastAt === null ? null : instant(lost.lastAt),
            missing: lost.missing,
          },
  }
}
