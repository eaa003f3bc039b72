import { consult, register, signOn } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'
import { pictureOn, startTicketPrinter } from '../fixtures/ticketPrinter.ts'
import { words } from '../pages/words.ts'

test('paper that comes by itself: ticket and receipt without a key, and what did not print stands above every screen until it has', async ({
  sims,
  desk,
}) => {
  const { page } = desk
  const printer = await startTicketPrinter()
  const dialog = page.getByTestId('print-dialog')
  await signOn(desk, sims)
  await register(desk, sims, 'lin-adult', '林示安')

  await test.step('asked for once in the print dialog, by keyboard, of who has only a number yet', async () => {
    await page.keyboard.press('F10')
    for (const kind of ['queue-ticket', 'receipt'] as const) {
      await dialog.getByTestId(`print-kind-${kind}`).focus()
      await page.keyboard.press('Space')
      await expect(dialog.getByTestId(`print-kind-${kind}`)).toBeChecked()
      const box = dialog.getByTestId('print-by-itself')
      await expect(box).toBeDisabled()
      if (kind === 'receipt') {
        await dialog.getByTestId('print-paper').selectOption('roll-80')
        await expect(dialog.getByTestId('print-paper')).toHaveValue('roll-80')
      }
      await dialog.getByTestId('print-address').fill(printer.address)
      await page.keyboard.press('Enter')
      await expect(dialog.getByTestId('print-printer')).toHaveValue(printer.address)
      await box.focus()
      await page.keyboard.press('Space')
      await expect(box).toBeChecked()
    }
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    expect(printer.jobs).toEqual([])
  })

  const ownPapers = page.getByTestId('own-papers')
  const paper = (kind: string) => ownPapers.locator(`[data-kind=${kind}]`)

  const pay = async (name: '林示安' | '吳範例', card: 'lin-adult' | 'wu-low-income'): Promise<void> => {
    await desk.cashier.open()
    // Who has paid stays in sight until somebody goes on.
    if (await desk.cashier.stored.isVisible()) await page.keyboard.press('F8')
    await expect(desk.strip.name).toHaveText(name)
    await sims.cards.insert(card)
    await desk.cashier.cardIs('here')
    await desk.cashier.close()
  }

  await test.step('paid: the receipt, and nothing that nobody asked for', async () => {
    await consult(desk)
    await pay('林示安', 'lin-adult')
    await expect(paper('receipt')).toHaveAttribute('data-state', 'handed-over')
    await expect(ownPapers.locator('[data-kind]')).toHaveCount(1)
    await expect.poll(() => printer.jobs.length).toBe(1)
    expect(pictureOn(printer.jobs[0] ?? Buffer.alloc(0)).ink).toBeGreaterThan(500)
    await sims.cards.pull()
  })

  await test.step('a number: its ticket', async () => {
    await desk.frontDesk.open()
    await register(desk, sims, 'wu-low-income', '吳範例')
    await expect(paper('queue-ticket')).toHaveAttribute('data-state', 'handed-over')
    await expect.poll(() => printer.jobs.length).toBe(2)
    await sims.cards.pull()
  })

  const notice = page.getByTestId('papers-failed')
  await test.step('the printer is off: the visit is closed, and the notice stays over all screens', async () => {
    await expect(notice).toHaveCount(0)
    await printer.off()
    await consult(desk)
    await pay('吳範例', 'wu-low-income')
    await expect(paper('receipt')).toHaveAttribute('data-state', 'failed')
    await expect(notice).toContainText('吳範例')
    await expect(notice).toContainText(words('print.kind.receipt'))
    await expect(notice.locator('[data-code=PRINTER_FAILED]')).toBeVisible()
    await desk.frontDesk.open()
    await notice.getByTestId('papers-again').press('Enter')
    await expect(notice.getByTestId('papers-again')).toBeEnabled()
    await expect(notice).toContainText('吳範例')
  })

  await test.step('back on: printed by one press, and the notice goes by itself', async () => {
    await printer.on()
    await notice.getByTestId('papers-again').press('Enter')
    await expect(notice).toHaveCount(0)
    await expect.poll(() => printer.jobs.length).toBe(3)
    await desk.cashier.open()
    await desk.cashier.showClosed('吳範例')
    await expect(paper('receipt')).toHaveAttribute('data-state', 'handed-over')
  })
  await printer.off()
})
