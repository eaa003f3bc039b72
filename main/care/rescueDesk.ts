import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileErrorCode } from '../platform/fileErrors.ts'
import { backupName, copyBackup, ensureFolder, keepBackup, partOf } from './backupFolder.ts'
import type { CareContext } from './context.ts'
import { jobOf } from './jobOf.ts'
import { envelopeFileOf } from './recoveryFile.ts'
import { runCareJob } from './runCareJob.ts'

/** Puts a second copy where the backups are, if that disk is here; the one beside the store is the one that counts. */
const copyToBackups = async (context: CareContext, file: string, name: string): Promise<void> => {
  const { folder } = context.memory()
  if (folder === null) return
  try {
    await copyBackup(file, join(folder, name))
  } catch (error) {
    const code = fileErrorCode(error)
    if (code === null) throw error
    context.log('rescue-not-copied', { code })
  }
}

/**
 * Saves what can be read of the damaged store, unsent visits first, into a file that can take its place. Remembers what was saved; null where
 * nothing could be read.
 */
export const rescue = async (context: CareContext, foundAt: number): Promise<void> => {
  const job = jobOf(context)
  if (job === null) return
  context.moving.rescuing = true
  await context.remember({ damage: { foundAt, rescue: null } })
  try {
    const { rescueFolder } = context.paths
    await ensureFolder(rescueFolder)
    const madeAt = context.now()
    const name = backupName('rescue', madeAt)
    const file = join(rescueFolder, name)
    await rm(partOf(file), { force: true })
    const saved = await runCareJob({ ...job, job: 'rescue', target: partOf(file) }, { fork: context.fork })
    if (!saved.ok) {
      context.log('rescue-failed', { reason: saved.reason, problem: saved.problem })
      await rm(partOf(file), { force: true })
      return
    }
    const { facts, sha256, bytes, lost } = saved.value
    const manifest = {
      version: 1,
      kind: 'rescue',
      madeAt: new Date(madeAt).toISOString(),
      bytes,
      sha256,
      facts,
    } as const
    // It was never held against a whole store, so that no backup is ever given up for it.
    await keepBackup(file, { ...manifest, verified: false }, envelopeFileOf(context.paths.database))
    const { unsent, visits, patients } = facts
    await context.remember({ damage: { foundAt, rescue: { name, unsent, visits, patients, lost } } })
    await copyToBackups(context, file, name)
  } catch (error) {
    const code = fileErrorCode(error)
    if (code === null) throw error
    context.log('rescue-failed', { reason: 'file', problem: code })
  } finally {
    context.moving.rescuing = false
    context.show()
  }
}
