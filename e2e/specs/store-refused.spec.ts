import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ErrorCode } from '../../preload/contract/errors.ts'
import type { Desk } from '../fixtures/desk.ts'
import { root } from '../fixtures/launch.ts'
import { photograph } from '../fixtures/photograph.ts'
import { register } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'
import { expectErrorCard } from '../pages/errorCard.ts'
import { screenKey } from '../pages/screenKeys.ts'

const databaseOf = (desk: Desk): string => join(desk.dataDirectory, 'clinic.db')
const hashOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex')

/** Starts on a database that must not be opened: a clear screen instead of the desk, and the file as it was. */
const isRefused = async (desk: Desk, code: ErrorCode): Promise<void> => {
  desk.expectComplaint(/"event":"startup-failed"/)
  const before = hashOf(databaseOf(desk))
  await desk.start()
  await expectErrorCard(desk.page.getByTestId('startup-failure'), code)
  await expect(desk.page.getByTestId('startup-failure')).toContainText(desk.dataDirectory)
  // Nothing of the desk can be reached around it.
  await desk.page.keyboard.press(screenKey('consultation'))
  await expect(desk.page.getByTestId('screen-consultation')).toHaveCount(0)
  await expect(desk.ask('visit:list', { day: null })).rejects.toThrow('NOT_CONFIGURED')
  await desk.close()
  expect(hashOf(databaseOf(desk))).toBe(before)
  // Looking at it may leave an empty log beside it, but nothing in it.
  expect(statSync(`${databaseOf(desk)}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0)
}

test('a database from the future: a clear screen, the file untouched, and the desk is back with its own; an older copy of it is told', async ({
  sims,
  desk,
}) => {
  await register(desk, sims, 'lin-adult', '林示安')
  await desk.close()
  const own = join(desk.dataDirectory, '..', 'own.db')
  copyFileSync(databaseOf(desk), own)
  execFileSync(process.execPath, [join(root, 'e2e', 'fixtures', 'makeFutureStore.ts'), desk.dataDirectory])
  await isRefused(desk, 'STORE_FROM_FUTURE')
  copyFileSync(own, databaseOf(desk))
  await desk.start()
  await expect(desk.frontDesk.row('林示安')).toBeVisible()
  await expect(desk.page.getByTestId('lost-tail')).toHaveCount(0)

  await register(desk, sims, 'wu-low-income', '吳範例')
  await desk.close()
  copyFileSync(own, databaseOf(desk))
  await desk.start()
  await expect(desk.page.getByTestId('lost-tail')).toHaveAttribute('data-missing', /^[1-9]\d*$/)
  await expect(desk.page.getByTestId('status-store')).toHaveAttribute('data-state', 'tailLost')
  await photograph(desk, 'tail-lost')
  await desk.page.getByTestId('lost-tail-noted').press('Enter')
  await expect(desk.page.getByTestId('lost-tail')).toHaveCount(0)
})

test('the key is lost: a clear screen, no new key, the file untouched, and the desk is back with its key', async ({
  sims,
  desk,
}) => {
  await register(desk, sims, 'lin-adult', '林示安')
  await desk.close()
  const key = join(desk.dataDirectory, 'key.json')
  const away = join(desk.dataDirectory, '..', 'key-in-a-safe.json')
  renameSync(key, away)
  await isRefused(desk, 'STORE_KEY_LOST')
  expect(existsSync(key)).toBe(false)
  renameSync(away, key)
  await desk.start()
  await expect(desk.frontDesk.row('林示安')).toBeVisible()
})

test('somebody else’s key does not open it either', async ({ sims, desk }) => {
  await register(desk, sims, 'lin-adult', '林示安')
  await desk.close()
  const key = join(desk.dataDirectory, 'key.json')
  const own = JSON.parse(readFileSync(key, 'utf8')) as { wrapped: string }
  writeFileSync(key, JSON.stringify({ ...own, wrapped: Buffer.alloc(32, 7).toString('base64') }))
  await isRefused(desk, 'STORE_KEY_LOST')
  writeFileSync(key, JSON.stringify(own))
  await desk.start()
  await expect(desk.frontDesk.row('林示安')).toBeVisible()
})
