import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator } from '@playwright/test'
import { serversAt } from '../fixtures/clock.ts'
import type { Desk } from '../fixtures/desk.ts'
import { root } from '../fixtures/launch.ts'
import { photograph } from '../fixtures/photograph.ts'
import { bothReceived, consult, register, signOn, untilCashier } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'
import { expectErrorCard } from '../pages/errorCard.ts'
import { screenKey } from '../pages/screenKeys.ts'
import { answerDialogs, makeRecoveryCode, openStoreCare, restoreNewest } from '../pages/storeCare.ts'

const databaseOf = (desk: Desk): string => join(desk.dataDirectory, 'clinic.db')
const startScreen = (desk: Desk) => desk.page.getByTestId('startup-failure')

test('the recovery drill: the key is lost, the code from its sheet opens the records', async ({
  sims,
  desk,
  folder,
}) => {
  // The visit is of the day before this PC's, as when a drill lasts over midnight.
  await serversAt(sims, -1 / 6)
  await register(desk, sims, 'lin-adult', '林示安')
  await expect(desk.page.getByTestId('status-store')).toHaveAttribute('data-state', /notSet|diskLow/)
  const screen = await openStoreCare(desk)
  await answerDialogs(desk, { folder, pdf: join(folder, 'code.pdf') })
  await screen.getByTestId('recovery-make').press('Enter')
  await screen.getByTestId('recovery-pdf').press('Enter')
  const pdf = join(folder, 'code.pdf')
  await expect.poll(() => (existsSync(pdf) ? readFileSync(pdf).subarray(0, 5).toString() : '')).toBe('%PDF-')
  await photograph(desk, 'recovery-code')
  copyFileSync(pdf, join('test-results', 'looks', 'recovery-code.pdf'))
  // That one is dropped before it counts.
  await screen.getByTestId('recovery').getByRole('button').last().press('Enter')
  const code = await makeRecoveryCode(screen)
  await desk.close()

  rmSync(join(desk.dataDirectory, 'key.json'))
  const before = createHash('sha256')
    .update(readFileSync(databaseOf(desk)))
    .digest('hex')
  desk.expectComplaint(/"event":"startup-failed"/)
  await desk.start()
  await expectErrorCard(startScreen(desk), 'STORE_KEY_LOST')
  const box = desk.page.getByTestId('recovery-code')
  await expect(box).toBeFocused()
  await desk.page.keyboard.type(`${code.slice(0, 12)}${code[12] === '7' ? '8' : '7'}${code.slice(13)}`)
  await desk.page.keyboard.press('Enter')
  await expect(box).toHaveAttribute('aria-invalid', 'true')
  await expect(startScreen(desk)).toContainText('3')
  await photograph(desk, 'key-lost')
  expect(
    createHash('sha256')
      .update(readFileSync(databaseOf(desk)))
      .digest('hex'),
  ).toBe(before)
  await box.fill(code)
  await box.press('Enter')
  await expect(desk.page.getByTestId('recovery-opened')).toBeVisible()
  await desk.relaunch()
  await expect(desk.frontDesk.row('林示安')).toBeVisible()
})

test('a backup on demand, what a restore would lose, and the restore with the present file kept', async ({
  sims,
  desk,
  folder,
}) => {
  const backups = join(folder, 'usb')
  mkdirSync(backups)
  await register(desk, sims, 'lin-adult', '林示安')
  const screen = await openStoreCare(desk)
  await answerDialogs(desk, { folder: backups, pdf: '' })
  await screen.getByTestId('backup-choose').press('Enter')
  await expect(screen.getByTestId('backup-folder')).toHaveText(backups)
  await screen.getByTestId('backup-run').press('Enter')
  await expect(screen.getByTestId('backup-state')).toHaveAttribute('data-state', 'good', { timeout: 30_000 })
  const files = readdirSync(backups)
  expect(files.filter((name) => name.endsWith('.db'))).toHaveLength(1)
  for (const name of files) expect(readFileSync(join(backups, name)).includes('林示安')).toBe(false)

  await desk.page.keyboard.press(screenKey('front-desk'))
  await signOn(desk, sims)
  await consult(desk)
  await desk.cashier.open()
  await desk.cashier.close()
  await bothReceived(desk)
  const [record] = (await sims.cloud.ledger()).records
  await desk.page.keyboard.press(screenKey('front-desk'))
  await register(desk, sims, 'wu-low-income', '吳範例')
  await openStoreCare(desk)
  await screen.getByTestId('restore-list').press('Enter')
  await restoreNewest(screen, 'backup', '1')
  await photograph(desk, 'restore')
  await desk.relaunch()
  await expect(desk.frontDesk.row('林示安')).toBeVisible()
  await expect(desk.page.getByTestId('screen-front-desk')).not.toContainText('吳範例')
  expect(readdirSync(desk.dataDirectory).some((name) => /before-restore-[\dT]+$/.test(name))).toBe(true)

  // The clinic's cloud has the visit as it was closed after the backup: a person is told whose it is, until it is dealt with.
  await desk.uploads.open()
  const lost = desk.uploads.screen.getByTestId(`cloud-finding-${record?.record.recordId}`)
  await expect(desk.uploads.screen.getByTestId('cloud-findings')).toHaveAttribute('data-state', 'done')
  await desk.uploads.screen.getByTestId('cloud-findings-show').press('Enter')
  await expect(lost).toContainText('林示安')
  await photograph(desk, 'cloud-findings')
  await desk.uploads.screen.getByTestId('cloud-findings-noted').press('Enter')
  await expect(desk.uploads.screen.getByTestId('cloud-findings')).toHaveCount(0)
})

test('a damaged file is found after the first screen, rescued, and the desk goes on from the rescue', async ({
  sims,
  desk,
}) => {
  await register(desk, sims, 'lin-adult', '林示安')
  await desk.close()
  const bytes = readFileSync(databaseOf(desk))
  const pages = bytes.length / 4096
  // Behind the pages that hold the names of the tables, without which nothing can be read.
  for (let page = Math.floor(pages * 0.7); page < pages - 1; page += 7) {
    bytes.writeUInt8(bytes.readUInt8(page * 4096 + 900) ^ 0x20, page * 4096 + 900)
  }
  writeFileSync(databaseOf(desk), bytes)
  // Whatever wants to write before the damage is found says that it couldn't.
  desk.expectComplaint(/"event":"(startup-failed|outbox-[a-z-]+)"|"code":"STORE_CORRUPT".*"event":"audit-missed"/)
  await desk.start()
  await expectErrorCard(startScreen(desk), 'STORE_CORRUPT')
  await expect(desk.page.getByTestId('rescued')).toHaveAttribute('data-visits', '1', { timeout: 30_000 })
  await expect(desk.ask('visit:list', { day: null })).rejects.toThrow('NOT_CONFIGURED')
  await expect(desk.page.getByTestId('backup-rescue')).toBeVisible()
  await photograph(desk, 'store-damaged')
  // It stays closed, and what was saved is still told, after a restart.
  await desk.relaunch()
  await expect(desk.page.getByTestId('rescued')).toBeVisible()
  await restoreNewest(startScreen(desk), 'rescue', '0')
  await desk.relaunch()
  await expect(desk.frontDesk.row('林示安')).toBeVisible()
  await register(desk, sims, 'wu-low-income', '吳範例')
})

test('the audit trail tells who looked at whose records, is verified on screen and from its file, and shows a change', async ({
  sims,
  desk,
  folder,
}) => {
  await untilCashier(desk, sims, 'lin-adult', '林示安')
  await desk.cashier.close()
  await bothReceived(desk)
  // The cloud has confirmed where the trail ends, behind the push of the visit.
  await expect.poll(async () => (await desk.ask('audit:verify', {})).anchoredTo).toBeGreaterThan(0)
  const file = join(folder, 'audit.jsonl')
  await answerDialogs(desk, { folder, pdf: file })
  const screen = await openStoreCare(desk)
  await screen.getByTestId('settings-section-audit').press('Enter')
  const rows = screen.getByTestId('audit').getByRole('listbox')
  /** The list draws what is in sight: from its top down to the row. */
  const find = async (action: string): Promise<Locator> => {
    const row = screen.getByTestId(`audit-${action}`).first()
    await rows.hover()
    await desk.page.mouse.wheel(0, -100_000)
    await expect(async () => {
      await desk.page.mouse.wheel(0, 150)
      await expect(row).toBeVisible({ timeout: 500 })
    }).toPass({ intervals: [100] })
    return row
  }
  await expect(await find('visit-registered')).toContainText('林示安')
  await find('card-read')
  await find('program-started')
  await screen.getByTestId('audit-who').fill('nobody at all')
  await expect(screen.getByTestId('audit-visit-registered')).toHaveCount(0)
  await screen.getByTestId('audit-who').fill('')
  const patient = screen.getByTestId('audit-patient')
  await patient.fill('林示安')
  await patient.press('Enter')
  await expect(screen.getByTestId('audit-program-started')).toHaveCount(0)
  await find('visit-registered')
  await screen.getByTestId('audit-verify').press('Enter')
  await expect(screen.getByTestId('audit-verdict')).toHaveAttribute('data-state', 'intact')
  await photograph(desk, 'audit')
  await screen.getByTestId('audit-export').press('Enter')
  await expect(screen.getByTestId('audit-exported')).toBeVisible()

  const verify = (): { status: number | null; stdout: string } => {
    const { status, stdout } = spawnSync(process.execPath, [join(root, 'scripts', 'auditVerify.ts'), file], {
      encoding: 'utf8',
    })
    return { status, stdout }
  }
  expect(verify()).toMatchObject({ status: 0, stdout: expect.stringContaining('intact') })
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, text.replace('"action":"visit-registered"', '"action":"visit-cancelled"'))
  expect(verify()).toMatchObject({ status: 1, stdout: expect.stringMatching(/BROKEN: row \d+ was changed/) })
  writeFileSync(file, `${text.trimEnd().split('\n').slice(0, -1).join('\n')}\n`)
  expect(verify()).toMatchObject({ status: 1, stdout: expect.stringContaining('cut off') })
})
