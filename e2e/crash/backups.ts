import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Desk } from '../fixtures/desk.ts'
import { expect } from '../pages/soon.ts'

/** Lets the desk keep its backups in a folder of this day's own. */
export const chooseBackupFolder = async (desk: Desk, folder: string): Promise<void> => {
  mkdirSync(folder, { recursive: true })
  await desk.app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
  }, folder)
  await desk.ask('backup:choose-folder', {})
}

const isBackup = (name: string): boolean => /^clinic-\d{8}-\d{6}\.db$/.test(name)
const isPart = (name: string): boolean => name.includes('.part')

/** Every backup by its name is whole: its bytes are those its hash was written for. Gives how many there are, and pieces of others. */
export const compareBackups = (folder: string): { readonly whole: number; readonly parts: number } => {
  const names = readdirSync(folder)
  for (const name of names.filter(isBackup)) {
    const sha256 = createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex')
    expect(readFileSync(join(folder, `${name}.sha256`), 'utf8'), name).toContain(sha256)
  }
  return { whole: names.filter(isBackup).length, parts: names.filter(isPart).length }
}

/** After all kills a backup still comes about, is opened again, and leaves no piece of an earlier one behind. */
export const backUpOnceMore = async (desk: Desk, folder: string): Promise<void> => {
  const before = compareBackups(folder).whole
  // Two in one second would have one name.
  await expect
    .poll(async () => (await desk.invoke('backup:run', {})).ok, { timeout: 30_000, intervals: [1_100] })
    .toBe(true)
  await expect.poll(() => compareBackups(folder), { timeout: 30_000 }).toEqual({ whole: expect.any(Number), parts: 0 })
  expect(compareBackups(folder).whole).toBeGreaterThan(before)
}
