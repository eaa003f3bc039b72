import { copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { syncFolder, writeFileAtomically } from '../platform/atomicFile.ts'
import { readBounded } from '../platform/boundedFile.ts'
import { fileErrorCode } from '../platform/fileErrors.ts'
import { FactsSchema } from './careMessages.ts'

/** What stands beside each backup: numbers and hashes, nothing personal. */
const ManifestSchema = z.strictObject({
  version: z.literal(1),
  kind: z.enum(['backup', 'rescue']),
  madeAt: z.iso.datetime(),
  bytes: z.int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  facts: FactsSchema,
  /** It was opened again and held against the store. */
  verified: z.boolean(),
})
export type BackupManifest = z.infer<typeof ManifestSchema>

export interface FoundBackup {
  readonly name: string
  readonly file: string
  readonly bytes: number
  readonly madeAt: number
  /** Null where it is missing or unreadable. */
  readonly manifest: BackupManifest | null
}

const namePattern = /^(clinic|rescue)-(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)\.db$/

/** `clinic-20261125-023000.db`, by the clinic's time. */
export const backupName = (kind: 'clinic' | 'rescue', at: number): string => {
  const local = new Date(at + 8 * 3_600_000).toISOString()
  return `${kind}-${local.slice(0, 10).replaceAll('-', '')}-${local.slice(11, 19).replaceAll(':', '')}.db`
}

const momentOf = (name: string): number | null => {
  const parts = namePattern.exec(name)
  if (parts === null) return null
  const [, , year, month, day, hour, minute, second] = parts
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}+08:00`)
  return Number.isNaN(at) ? null : at
}

/** What lies beside a backup of this name. */
const companions = ['.json', '.sha256', '.recovery'] as const
export const recoveryBeside = (file: string): string => `${file}.recovery`

const manifestOf = async (file: string): Promise<BackupManifest | null> => {
  try {
    const text = await readBounded(`${file}.json`, 16 * 1024)
    return ManifestSchema.safeParse(JSON.parse(text ?? '')).data ?? null
  } catch (error) {
    if (error instanceof SyntaxError || fileErrorCode(error) !== null) return null
    throw error
  }
}

/** The backups in a folder, newest first. Throws the file system's errors. */
export const listBackups = async (folder: string): Promise<readonly FoundBackup[]> => {
  const found: FoundBackup[] = []
  for (const name of await readdir(folder)) {
    const named = momentOf(name)
    if (named === null) continue
    const file = join(folder, name)
    const [{ size }, manifest] = await Promise.all([stat(file), manifestOf(file)])
    found.push({ name, file, bytes: size, madeAt: manifest === null ? named : Date.parse(manifest.madeAt), manifest })
  }
  return found.toSorted((one, other) => other.madeAt - one.madeAt)
}

/** The name under which a copy stands until it is known to be good. */
export const partOf = (file: string): string => `${file}.part`

/** Removes what an interrupted backup has left. Throws the file system's errors. */
export const removeParts = async (folder: string): Promise<void> => {
  for (const name of await readdir(folder)) {
    if (/^(clinic|rescue)-\d{8}-\d{6}\.db\.part(-journal)?$/.test(name)) await rm(join(folder, name), { force: true })
  }
}

const copySynced = async (from: string, to: string): Promise<void> => {
  await copyFile(from, to)
  const handle = await open(to, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Gives a part its name, on the disk when this ends. */
const nameIt = async (file: string): Promise<void> => {
  await rename(partOf(file), file)
  await syncFolder(dirname(file))
}

/** Without a recovery code there is no envelope; the screen says so all the time. */
const copyEnvelope = async (from: string, to: string): Promise<void> => {
  try {
    await copySynced(from, to)
  } catch (error) {
    if (fileErrorCode(error) !== 'ENOENT') throw error
  }
}

/** Copies a backup with all that lies beside it; the name last. Throws the file system's errors. */
export const copyBackup = async (file: string, target: string): Promise<void> => {
  await copySynced(file, partOf(target))
  for (const companion of ['.json', '.sha256']) await copySynced(`${file}${companion}`, `${target}${companion}`)
  await copyEnvelope(recoveryBeside(file), recoveryBeside(target))
  await nameIt(target)
}

/**
 * Gives a finished copy its name, with its manifest, its hash and the recovery envelope beside it; the name last, so that a backup by its name is always
 * whole. Throws the file system's errors.
 */
export const keepBackup = async (file: string, manifest: BackupManifest, envelopeFile: string): Promise<void> => {
  await writeFileAtomically(`${file}.json`, `${JSON.stringify(manifest, null, 2)}\n`)
  await writeFileAtomically(`${file}.sha256`, `${manifest.sha256}  ${file.split(/[\\/]/).at(-1)}\n`)
  await copyEnvelope(envelopeFile, recoveryBeside(file))
  await nameIt(file)
}

/** Removes a backup and what lies beside it; the file itself first. Throws the file system's errors. */
export const removeBackup = async (file: string): Promise<void> => {
  await rm(file, { force: true })
  for (const companion of companions) await rm(`${file}${companion}`, { force: true })
}

/** Whether something can be written into a folder now; throws the file system's errors when not. */
export const tryFolder = async (folder: string): Promise<void> => {
  const probe = join(folder, '.clinic-backup-probe')
  const handle = await open(probe, 'w')
  await handle.close()
  await rm(probe)
}

/** Makes a folder where there is none. */
export const ensureFolder = (folder: string): Promise<unknown> => mkdir(folder, { recursive: true })
