import { copyFile } from 'node:fs/promises'
import type { BackupEntry, StoreFactsView } from '../../preload/contract/desk/care.ts'
import { fail, ok, type Result } from '../../preload/contract/result.ts'
import type { Instant } from '../../preload/contract/words.ts'
import { fileErrorCode } from '../platform/fileErrors.ts'
import { keepKey } from '../platform/keyVault.ts'
import { type FoundBackup, listBackups, recoveryBeside } from './backupFolder.ts'
import type { CareResult } from './careMessages.ts'
import type { CareContext } from './context.ts'
import { fileFailure } from './fileFailure.ts'
import { jobOf } from './jobOf.ts'
import { keyByCode } from './recoveryDesk.ts'
import { readEnvelope } from './recoveryFile.ts'
import {
  dropFetched,
  fetchBackup,
  orderRestore,
  restoringFile,
  waitingEnvelope,
  waitingKeyFile,
} from './restoreOrder.ts'
import { runCareJob } from './runCareJob.ts'

type Facts = CareResult<'facts'>['facts']

const instant = (at: number): Instant => new Date(at).toISOString() as Instant

const factsView = (facts: Facts): StoreFactsView => ({
  patients: facts.patients,
  visits: facts.visits,
  unsent: facts.unsent,
  newestVisitAt: facts.newestVisitAt === null ? null : instant(facts.newestVisitAt),
  auditRows: facts.auditRows,
})

const entryOf = ({ name, bytes, madeAt, manifest }: FoundBackup): BackupEntry => ({
  name,
  kind: name.startsWith('rescue') ? 'rescue' : 'backup',
  madeAt: instant(madeAt),
  bytes,
  verified: manifest?.verified === true,
  facts: manifest === null ? null : factsView(manifest.facts),
})

const listIn = async (folder: string | null): Promise<Result<readonly FoundBackup[]>> => {
  if (folder === null) return ok([])
  try {
    return ok(await listBackups(folder))
  } catch (error) {
    const code = fileErrorCode(error)
    if (code === null) throw error
    return fail('BACKUP_FOLDER', { retryable: true, details: { problem: code } })
  }
}

/** Rescues beside the store and everything in the backup folder; a folder that is away hides no rescue. */
const all = async (context: CareContext): Promise<Result<readonly FoundBackup[]>> => {
  const [rescues, backups] = await Promise.all([listIn(context.paths.rescueFolder), listIn(context.memory().folder)])
  const own = rescues.ok ? rescues.value : []
  if (!backups.ok && own.length === 0) return backups
  const others = (backups.ok ? backups.value : []).filter(({ name }) => !own.some((rescue) => rescue.name === name))
  return ok([...own, ...others].toSorted((one, other) => other.madeAt - one.madeAt))
}

/** 一覽, newest first. `BACKUP_FOLDER`. */
export const listForRestore = async (context: CareContext): Promise<Result<BackupEntry[]>> => {
  const found = await all(context)
  return found.ok ? ok(found.value.map(entryOf)) : found
}

interface Opened {
  readonly backup: FoundBackup
  readonly facts: Facts
  /** Null when it is the store's own key. */
  readonly otherKey: Uint8Array | null
}

/** The key of a backup of another key, by the code in force when it was made. */
const otherKeyOf = async (backup: FoundBackup, code: string | null): Promise<Result<Uint8Array>> => {
  const envelope = await readEnvelope(recoveryBeside(backup.file))
  if (envelope === null) return fail('NOT_FOUND', { details: { what: 'recovery-envelope' } })
  return code === null ? fail('RECOVERY_CODE_NEEDED') : keyByCode(envelope, code)
}

/** Looks through one backup, by the store's key or the code's. `file`: the backup itself, or its copy beside the store. */
const look = async (
  context: CareContext,
  backup: FoundBackup,
  code: string | null,
  file = backup.file,
): Promise<Result<Opened>> => {
  const sha256 = backup.manifest?.sha256 ?? null
  const { nativeBinding } = context
  const by = (key: Uint8Array) =>
    runCareJob(
      { job: 'inspect', file, keyHex: Buffer.from(key).toString('hex'), nativeBinding, sha256 },
      { fork: context.fork },
    )
  const failed = (reason: string, problem: string): Result<never> =>
    reason === 'damaged'
      ? fail('BACKUP_DAMAGED', { details: { problem } })
      : fail('BACKUP_FAILED', { retryable: true, details: { problem } })
  const own = context.key()
  if (own !== null) {
    const seen = await by(own)
    if (seen.ok) return ok({ backup, facts: seen.value.facts, otherKey: null })
    if (seen.reason !== 'key') return failed(seen.reason, seen.problem)
  }
  const other = await otherKeyOf(backup, code)
  if (!other.ok) return other
  const seen = await by(other.value)
  if (seen.ok) return ok({ backup, facts: seen.value.facts, otherKey: other.value })
  // The hash is right or unknown and so is the key: what doesn't open then is damaged.
  return failed(seen.reason === 'key' ? 'damaged' : seen.reason, seen.problem)
}

const find = async (context: CareContext, name: string): Promise<Result<FoundBackup>> => {
  const found = await all(context)
  if (!found.ok) return found
  const backup = found.value.find((one) => one.name === name)
  return backup === undefined ? fail('NOT_FOUND') : ok(backup)
}

/** What is in a backup, and in the store now. */
export const inspectBackup = async (
  context: CareContext,
  name: string,
  code: string | null,
): Promise<Result<{ entry: BackupEntry; present: StoreFactsView | null }>> => {
  const backup = await find(context, name)
  if (!backup.ok) return backup
  const seen = await look(context, backup.value, code)
  if (!seen.ok) return seen
  const job = jobOf(context)
  const present = job === null ? null : await runCareJob({ ...job, job: 'facts' }, { fork: context.fork })
  return ok({
    entry: { ...entryOf(backup.value), verified: true, facts: factsView(seen.value.facts) },
    present: present?.ok === true ? factsView(present.value.facts) : null,
  })
}

/** Fetches a backup beside the store, looks through the copy there, and orders that the next start puts it in the store's place. */
export const restoreBackup = async (context: CareContext, name: string, code: string | null): Promise<Result<null>> => {
  const backup = await find(context, name)
  if (!backup.ok) return backup
  const { paths } = context
  try {
    await dropFetched(paths)
    await fetchBackup(paths, backup.value.file)
    const seen = await look(context, backup.value, code, restoringFile(paths))
    if (!seen.ok) {
      await dropFetched(paths)
      return seen
    }
    if (seen.value.otherKey !== null) {
      const { protector } = context
      const kept = await keepKey({ keyFile: waitingKeyFile(paths), key: seen.value.otherKey, protector })
      if (!kept.ok) return kept
      await copyFile(recoveryBeside(backup.value.file), waitingEnvelope(paths))
    }
    await orderRestore(paths, context.now())
    return ok(null)
  } catch (error) {
    return { ok: false, error: fileFailure(error) }
  }
}
