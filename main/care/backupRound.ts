import { stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type AppError, fail, ok, type Result } from '../../preload/contract/result.ts'
import { prunable } from '../domain/desk/backupPolicy.ts'
import { fileErrorCode, isOutOfSpace } from '../platform/fileErrors.ts'
import { freeSpaceAt } from '../platform/freeSpace.ts'
import { locationProblem } from '../store/storeLocation.ts'
import { backupName, keepBackup, listBackups, partOf, removeBackup, removeParts, tryFolder } from './backupFolder.ts'
import type { CareContext } from './context.ts'
import { jobOf } from './jobOf.ts'
import { envelopeFileOf } from './recoveryFile.ts'
import { type CareOutcome, runCareJob } from './runCareJob.ts'

/** Why backups can't go to a folder; null when they can. `BACKUP_FOLDER` (details.problem: `network`, `missing`, or the system's code). */
export const folderProblem = async (folder: string): Promise<AppError | null> => {
  const problem = locationProblem(`${folder}/clinic.db`)
  if (problem !== null) return fail('BACKUP_FOLDER', { retryable: true, details: { problem } }).error
  try {
    await tryFolder(folder)
    return null
  } catch (error) {
    if (isOutOfSpace(error)) return fail('STORE_FULL', { retryable: true, details: { where: 'backup' } }).error
    const code = fileErrorCode(error)
    if (code === null) throw error
    return fail('BACKUP_FOLDER', { retryable: true, details: { problem: code } }).error
  }
}

/** Whether a folder lies on the store's own disk. */
export const isSameDisk = async (folder: string, database: string): Promise<boolean> => {
  try {
    const [one, other] = await Promise.all([stat(folder), stat(dirname(database))])
    return one.dev === other.dev
  } catch (error) {
    if (fileErrorCode(error) !== null) return false
    throw error
  }
}

const failureOf = (outcome: Exclude<CareOutcome<'backup'>, { ok: true }>): AppError => {
  const details = { problem: outcome.problem }
  if (outcome.reason === 'full') return fail('STORE_FULL', { retryable: true, details: { where: 'backup' } }).error
  if (outcome.reason === 'damaged') return fail('BACKUP_DAMAGED', { retryable: true, details }).error
  return fail('BACKUP_FAILED', { retryable: true, details }).error
}

/** Removes backups that are old enough; one that can't be removed is left for the next time, and makes the new one no worse. */
const prune = async (context: CareContext, folder: string): Promise<void> => {
  const quietly = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (error) {
      const code = fileErrorCode(error)
      if (code === null) throw error
      context.log('backup-not-removed', { code })
    }
  }
  await quietly(async () => {
    const found = await listBackups(folder)
    const known = found.map(({ name, madeAt, manifest }) => ({ name, madeAt, verified: manifest?.verified === true }))
    for (const name of prunable(known, context.now())) await quietly(() => removeBackup(join(folder, name)))
  })
}

const copyInto = async (context: CareContext, folder: string): Promise<Result<'made' | 'cancelled'>> => {
  const job = jobOf(context)
  if (job === null) return fail('BACKUP_FAILED', { details: { problem: 'no-key' } })
  const { moving } = context
  const madeAt = context.now()
  const name = backupName('clinic', madeAt)
  const file = join(folder, name)
  await removeParts(folder)
  const size = (await stat(context.paths.database)).size
  if ((await freeSpaceAt(file)) < size * 1.1) {
    return fail('STORE_FULL', { retryable: true, details: { where: 'backup' } })
  }
  const abort = new AbortController()
  moving.backup = { step: { step: 'copy', percent: 0 }, abort }
  context.show()
  // The copy is one statement, which tells nothing; how long the new file has grown does.
  const watch = setInterval(() => {
    void stat(partOf(file)).then(
      (part) => {
        if (moving.backup?.step.step !== 'copy') return
        const percent = Math.min(99, Math.floor((part.size / Math.max(1, size)) * 100))
        moving.backup = { abort, step: { step: 'copy', percent } }
        context.show()
      },
      () => undefined,
    )
  }, 500)
  const outcome = await runCareJob(
    { ...job, job: 'backup', target: partOf(file) },
    {
      fork: context.fork,
      signal: abort.signal,
      onStep: (step) => {
        moving.backup = { step, abort }
        context.show()
      },
    },
  ).finally(() => clearInterval(watch))
  if (!outcome.ok) {
    await removeParts(folder)
    return outcome.reason === 'cancelled' ? ok('cancelled') : { ok: false, error: failureOf(outcome) }
  }
  const { facts, sha256, bytes } = outcome.value
  const manifest = { version: 1, kind: 'backup', madeAt: new Date(madeAt).toISOString(), bytes, sha256, facts } as const
  await keepBackup(file, { ...manifest, verified: true }, envelopeFileOf(context.paths.database))
  await context.remember({ last: { name, madeAt, bytes }, tried: { at: madeAt, code: null, problem: null } })
  await prune(context, folder)
  return ok('made')
}

/**
 * Makes one backup in the chosen folder and checks it; older ones go only after that. Whatever goes wrong is remembered and shown until one
 * goes well. `BACKUP_FOLDER`, `BACKUP_FAILED`, `BACKUP_DAMAGED` (the copy was not what the store is), `STORE_FULL`, `CONFLICT` (one is
 * under way).
 */
export const makeBackup = async (context: CareContext): Promise<Result<'made' | 'cancelled'>> => {
  const { folder } = context.memory()
  if (folder === null) return fail('BACKUP_FOLDER', { details: { problem: 'not-set' } })
  if (context.moving.backup !== null) return fail('CONFLICT')
  const problem = await folderProblem(folder)
  const made =
    problem === null ? await guarded(() => copyInto(context, folder)) : { ok: false as const, error: problem }
  context.moving.backup = null
  if (!made.ok) {
    const { code, details } = made.error
    context.log('backup-failed', { code, problem: String(details?.problem ?? '') })
    const tried = { at: context.now(), code, problem: details?.problem === undefined ? null : String(details.problem) }
    await context.remember({ tried })
  } else context.show()
  return made
}

/** A disk that was pulled out answers with the system's own codes. */
const guarded = async <T>(work: () => Promise<Result<T>>): Promise<Result<T>> => {
  try {
    return await work()
  } catch (error) {
    const code = fileErrorCode(error)
    if (code === null) throw error
    if (isOutOfSpace(error)) return fail('STORE_FULL', { retryable: true, details: { where: 'backup' } })
    return fail('BACKUP_FOLDER', { retryable: true, details: { problem: code } })
  }
}
