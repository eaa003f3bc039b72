import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { type DocumentKind, documentKinds, documentPapers, paperSizes } from '../../preload/contract/paper/printing.ts'
import type { Desk } from '../fixtures/desk.ts'
import { photograph } from '../fixtures/photograph.ts'
import { saveTo } from '../fixtures/saveDialog.ts'
import { untilCashier } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'
import { pictureOn, startTicketPrinter } from '../fixtures/ticketPrinter.ts'
import { words } from '../pages/words.ts'

const pointsPerMm = 72 / 25.4

/** A quiet PC takes half a minute over all of it; each sheet is a window, a font and a PDF, of which a busy one does little at a time. */
const storyMs = 360_000
const patience = { timeout: 60_000 }

/** Written beside the bag, and kept only by saving it. */
const unkept = '勿配茶'

/** What a person would read on each document of this visit. */
const texts: Readonly<Record<DocumentKind, readonly string[]>> = {
  receipt: ['門診醫療費用收據', '林示安', '診察費', '掛號費', '應收', '收款人'],
  'medicine-bag': [
    '藥袋',
    '林示安',
    'ACETAMINOPHEN',
    '每日三次',
    '作用或適應症',
    '警語或副作用',
    '飯後配溫水',
    unkept,
    '示範',
  ],
  prescription: ['處方箋', 'J06.9', '9 錠', '簽章'],
  certificate: ['診斷證明書', 'J06.9', '宜休息二日', '特予證明'],
  referral: ['全民健康保險轉診單', '喉嚨痛', '示範醫院', '轉診目的'],
  'chart-label': ['林示安', '病歷號'],
  'queue-ticket': ['林○安', '掛號時間'],
}

const choose = async (desk: Desk, kind: DocumentKind): Promise<void> => {
  const dialog = desk.page.getByTestId('print-dialog')
  const checked = dialog.locator('input[name=document]:checked')
  await checked.focus()
  const from = documentKinds.indexOf((await checked.inputValue()) as DocumentKind)
  const ahead = (documentKinds.indexOf(kind) - from + documentKinds.length) % documentKinds.length
  for (let step = 1; step <= ahead; step += 1) {
    await desk.page.keyboard.press('ArrowDown')
    const next = documentKinds[(from + step) % documentKinds.length] ?? kind
    await expect(dialog.getByTestId(`print-kind-${next}`)).toBeChecked()
  }
}

test('every document of a visit: looked at, saved as a PDF of the exact size, printed as a ticket, printed again', async ({
  sims,
  desk,
  folder,
}) => {
  test.setTimeout(storyMs)
  const { page } = desk
  await untilCashier(desk, sims, 'lin-adult', '林示安')
  await desk.cashier.close(1000)
  await page.keyboard.press('F10')
  const dialog = page.getByTestId('print-dialog')
  await expect(dialog).toBeVisible()
  await expect(dialog.getByTestId('print-kind-receipt')).toBeFocused()

  for (const kind of documentKinds) {
    await test.step(kind, async () => {
      await choose(desk, kind)
      // What is told further down is about this one.
      await expect(dialog.getByTestId('print-done')).toBeEmpty()
      if (kind === 'certificate') {
        await dialog.getByTestId('print-word-advice').fill('宜休息二日。\n多喝水，症狀加劇時回診。')
        await dialog.getByTestId('print-word-purpose').fill('請假用')
        // Closed by a wrong key, it has everything that was typed when it is opened again.
        await page.keyboard.press('Escape')
        await expect(dialog).toBeHidden()
        await expect(async () => {
          if (!(await dialog.isVisible())) await page.keyboard.press('F10')
          await expect(dialog).toBeVisible({ timeout: 1_000 })
        }).toPass()
        await choose(desk, kind)
        await expect(dialog.getByTestId('print-word-advice')).toHaveValue('宜休息二日。\n多喝水，症狀加劇時回診。')
      }
      if (kind === 'referral') {
        await dialog.getByTestId('print-word-receivingClinic').fill('示範醫院')
        await dialog.getByTestId('print-word-receivingDepartment').fill('耳鼻喉科')
        await dialog.getByTestId('print-word-purpose').fill('進一步檢查')
      }
      const sheet = page.frameLocator('[data-testid=print-preview]').locator('main')
      if (kind === 'medicine-bag') {
        // The clinic's own words, by keyboard: Enter walks the three fields and keeps them; it prints nothing.
        await expect(sheet).toContainText('退燒')
        await dialog.getByTestId('drug-notes').getByRole('button').press('Enter')
        await expect(dialog.getByTestId('drug-note-advice')).toBeFocused()
        await page.keyboard.press('Escape')
        await expect(dialog.getByTestId('drug-note-form')).toHaveCount(0)
        await expect(dialog.getByTestId('drug-notes').getByRole('button')).toBeFocused()
        await page.keyboard.press('Enter')
        await expect(dialog.getByTestId('drug-note-advice')).toBeFocused()
        await page.keyboard.insertText('飯後配溫水')
        for (const field of ['indication', 'warning']) {
          await page.keyboard.press('Enter')
          await expect(dialog.getByTestId(`drug-note-${field}`)).toBeFocused()
        }
        await page.keyboard.press('Enter')
        await expect(dialog.getByTestId('drug-note-form')).toHaveCount(0)
        await expect(dialog.getByTestId('drug-notes').getByRole('button')).toBeFocused()
        await expect(dialog.getByTestId('print-done')).toBeEmpty()
        // Written and not kept: another document and Escape leave it where it is, and the bag that is saved next has it.
        await page.keyboard.press('Enter')
        await expect(dialog.getByTestId('drug-note-advice')).toBeFocused()
        await page.keyboard.press('End')
        await page.keyboard.insertText('，勿配茶')
        await expect(dialog.getByTestId('drug-note-unkept')).toBeVisible()
        await page.keyboard.press('Escape')
        await expect(dialog.getByTestId('print-kind-medicine-bag')).toBeFocused()
        await choose(desk, 'prescription')
        await choose(desk, kind)
        await expect(dialog.getByTestId('drug-note-advice')).toHaveValue('飯後配溫水，勿配茶')
      }
      // Of the bag the words that are kept by saving it are seen behind that.
      for (const text of texts[kind].filter((text) => text !== unkept)) await expect(sheet).toContainText(text)
      const file = join(folder, `${kind}.pdf`)
      await saveTo(desk, file)
      await dialog.getByTestId('print-save').click()
      await expect(dialog.getByTestId('print-done')).toHaveText(words('print.saved'), patience)
      for (const text of texts[kind]) await expect(sheet).toContainText(text)

      const size = paperSizes[documentPapers[kind][0]]
      const info = execFileSync('pdfinfo', [file], { encoding: 'utf8' })
      const [, width, height] = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(info) ?? []
      expect(info).toMatch(/Pages:\s+1\n/)
      expect(Number(width)).toBeCloseTo(size.width * pointsPerMm, -0.4)
      if (size.height !== null) expect(Number(height)).toBeCloseTo(size.height * pointsPerMm, -0.4)
      const fonts = execFileSync('pdffonts', [file], { encoding: 'utf8' })
      const embedded = fonts.trim().split('\n').slice(2)
      expect(embedded.length).toBeGreaterThan(0)
      for (const font of embedded) expect(font).toMatch(/\byes\b/)
      // How it looks, to the dot, is papers.spec.ts's, on a visit that never changes; here it says of this visit what the screen did.
      const printed = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
      for (const text of texts[kind]) expect(printed).toContain(text)
    })
  }
  await choose(desk, 'receipt')
  await expect(page.frameLocator('[data-testid=print-preview]').locator('main')).toContainText('收款人')
  await photograph(desk, 'print')

  await test.step('a ticket printer by its address: Enter prints, and the log prints again', async () => {
    const printer = await startTicketPrinter()
    await choose(desk, 'queue-ticket')
    await expect(dialog.getByTestId('print-done')).toBeEmpty()
    await page.keyboard.press('Enter')
    await expect(dialog.locator('[data-code=PRINTER_NOT_CHOSEN]')).toBeVisible()
    await dialog.getByTestId('print-address').fill(printer.address)
    await dialog.getByTestId('print-address').press('Enter')
    await expect(dialog.getByTestId('print-printer')).toHaveValue(printer.address)
    await choose(desk, 'queue-ticket')
    await page.keyboard.press('Enter')
    await expect.poll(() => printer.jobs.length, patience).toBe(1)
    const ticket = printer.jobs[0] ?? Buffer.alloc(0)
    expect([...ticket.subarray(0, 2)]).toEqual([0x1b, 0x40])
    const { rows, ink } = pictureOn(ticket)
    expect(rows).toBeGreaterThan(200)
    expect(ink).toBeGreaterThan(500)
    await dialog.getByTestId('print-log-open').click()
    await expect(dialog.getByTestId('print-job')).toHaveCount(documentKinds.length + 1)
    await photograph(desk, 'print-log')
    await dialog.getByTestId('print-again').first().click()
    await expect.poll(() => printer.jobs.length, patience).toBe(2)
    await expect(dialog.getByTestId('print-again-done')).toHaveText(
      words('print.sentAgain', { printer: printer.address }),
      patience,
    )
    await printer.off()
    // Printing leaves the desk's own page as it was.
    expect(await page.evaluate(() => window.devicePixelRatio)).toBe(1)
  })
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(desk.cashier.stored).toBeVisible()

  await test.step('the log by itself, from the palette, and of another day', async () => {
    const palette = page.getByTestId('palette-input')
    // The key belongs to the dialog until that has gone with all its doings.
    await expect(async () => {
      if (!(await palette.isVisible())) await page.keyboard.press('Control+K')
      await expect(palette).toBeVisible({ timeout: 1_000 })
    }).toPass()
    await palette.fill(words('print.log'))
    await expect(page.getByTestId('palette-item-print-log')).toHaveAttribute('aria-selected', 'true')
    await page.keyboard.press('Enter')
    const log = page.getByTestId('print-log-dialog')
    await expect(log.getByTestId('print-job')).toHaveCount(documentKinds.length + 2)
    await photograph(desk, 'print-log-by-itself')
    await log.getByTestId('print-log-day').fill('114/1/2')
    await page.keyboard.press('Enter')
    await expect(log.getByTestId('print-log')).toHaveAttribute('data-day', '2025-01-02')
    await expect(log).toContainText(words('print.logEmpty'))
    await page.keyboard.press('Escape')
    await expect(log).toBeHidden()
  })
})
