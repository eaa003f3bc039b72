import { copyFile, open, rename, rm, stat } from 'node:fs/promises'
import { z } from 'zod'
import { writeFileAtomically } from '../platform/atomicFile.ts'
import { readBounded } from '../platform/boundedFile.ts'
import { fileErrorCode } from '../platform/fileErrors.ts'
import { readCareMemory, writeCareMemory } from './careFile.ts'
import type { CarePaths } from './context.ts'
import { headFileOf } from './headFile.ts'
import { envelopeFileOf } from './recoveryFile.ts'

const OrderSchema = z.strictObject({ version: z.literal(1), aside: z.string().min(1).max(1000) })

const orderFile = (paths: CarePaths): string => `${paths.database}.restore-order`
/** The copy that is to take the store's place. */
export const restoringFile = (paths: CarePaths): string => `${paths.database}.restoring`
const waiting = (file: string): string => `${file}.restoring`

const exists = async (file: string): Promise<boolean> => {
  try {
    await stat(file)
    return true
  } catch (error) {
    if (fileErrorCode(error) === 'ENOENT') return false
    throw error
  }
}

const moveIfThere = async (from: string, to: string): Promise<void> => {
  if (await exists(from)) await rename(from, to)
}

/** Copies a backup beside the store and brings it to the disk. Throws the file system's errors. */
export const fetchBackup = async (paths: CarePaths, backup: string): Promise<void> => {
  await copyFile(backup, restoringFile(paths))
  const handle = await open(restoringFile(paths), 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Forgets a copy that is not to be used after all. */
export const dropFetched = async (paths: CarePaths): Promise<void> => {
  for (const file of [restoringFile(paths), waiting(paths.keyFile), waiting(envelopeFileOf(paths.database))]) {
    await rm(file, { force: true })
  }
}

/** Where the key file and the envelope wait that come with a backup of another key. */
export const waitingKeyFile = (paths: CarePaths): string => waiting(paths.keyFile)
export const waitingEnvelope = (paths: CarePaths): string => waiting(envelopeFileOf(paths.database))

/** From here on the next start puts the fetched copy in the store's place. Throws the file system's errors. */
export const orderRestore = async (paths: CarePaths, now: number): Promise<void> => {
  const aside = `${paths.database}.before-restore-${new Date(now).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}`
  await writeFileAtomically(orderFile(paths), `${JSON.stringify({ version: 1, aside })}\n`)
}

const readOrder = async (paths: CarePaths): Promise<z.infer<typeof OrderSchema> | null> => {
  if (!(await exists(orderFile(paths)))) return null
  const text = await readBounded(orderFile(paths), 4096)
  return OrderSchema.parse(JSON.parse(text ?? ''))
}

/**
 * Carries out an order before anything is opened; false without one. Each step may be the last before a power cut: the next start goes on where
 * this one stopped, and the store's own file is only ever moved aside. Its log goes first, because a log left behind would be played
 * into the copy. Throws the file system's errors.
 */
export const carryOutRestore = async (paths: CarePaths): Promise<boolean> => {
  const order = await readOrder(paths)
  if (order === null) return false
  const { database } = paths
  if (await exists(restoringFile(paths))) {
    await moveIfThere(`${database}-wal`, `${order.aside}-wal`)
    await moveIfThere(database, order.aside)
    await rm(`${database}-shm`, { force: true })
    // It knows the key of the store that was here.
    await rm(`${database}.keycheck`, { force: true })
    await rename(restoringFile(paths), database)
  }
  if (await exists(waiting(paths.keyFile))) {
    if (await exists(paths.keyFile)) await copyFile(paths.keyFile, `${paths.keyFile}.replaced`)
    await rename(waiting(paths.keyFile), paths.keyFile)
  }
  await moveIfThere(waiting(envelopeFileOf(database)), envelopeFileOf(database))
  await writeCareMemory(paths.careFile, {
    ...(await readCareMemory(paths.careFile)),
    damage: null,
    quick: null,
    integrity: null,
  })
  // It knows how far the store was that was here; the one that takes its place ends earlier, and a person has been told where.
  await rm(headFileOf(database), { force: true })
  await rm(orderFile(paths))
  return true
}
