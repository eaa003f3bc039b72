import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { denominations } from '../../preload/contract/money/drawer.ts'
import { type DocumentKind, documentPapers } from '../../preload/contract/paper/printing.ts'
import { expect } from '../fixtures/story.ts'
import { pictureOn } from '../fixtures/ticketPrinter.ts'
import { words } from '../pages/words.ts'
import { chargeKeys, chargeNobody, type DayDesk, look, whoIsIt } from './dayDesk.ts'
import type { Guest } from './guests.ts'

/** What the receipts of a shift come to, NT$. */
export interface Takings {
  cash: number
  card: number
  mobile: number
}

/** Visits whose documents are read: the first, and then each so many; no part of six, so that every way of paying has its turn. */
const readEvery = 5

/** What a receipt has to say of how it was paid, NT$. */
interface Paid {
  readonly received: number
  readonly change: number
  /** Paid afterwards of what was left. */
  readonly settled: number
}

const money = (amount: number): string => `NT$${amount.toLocaleString('en-US')}`

/** Types how it is paid, by turns: exactly, with a note too large, by card, by mobile, in three ways, and a part of it later. */
const payBy = async (day: DayDesk, due: number, turn: number, takings: Takings): Promise<Paid> => {
  const { page, cashier } = day.desk
  const { keyboard } = page
  const at = (testId: string) => cashier.screen.getByTestId(testId)
  const toField = async (way: 'card' | 'mobile', amount: number): Promise<void> => {
    await keyboard.press('Tab')
    await expect(at(`pay-${way}`)).toBeFocused()
    if (amount === due) await keyboard.press('F4')
    else await keyboard.type(String(amount))
    await expect(at(`pay-${way}`)).toHaveValue(String(amount))
    takings[way] += amount
  }
  const exactly: Paid = { received: due, change: 0, settled: 0 }
  const way = due < 100 ? 0 : turn % 6
  if (way === 1) {
    await keyboard.type('1000')
    takings.cash += due
    return { received: 1000, change: 1000 - due, settled: 0 }
  }
  if (way === 2) await toField('card', due)
  if (way === 3) {
    await keyboard.press('Tab')
    await toField('mobile', due)
  }
  if (way === 4) {
    // An empty box of cash is what the others leave.
    await toField('card', 30)
    await toField('mobile', 20)
    takings.cash += due - 50
  }
  if (way === 5) {
    await keyboard.type(String(due - 60))
    await keyboard.press('F12')
    await expect(at('owes')).toBeChecked()
    await look(day, 'a part is owed')
    takings.cash += due - 60
    return { received: due - 60, change: 0, settled: 60 }
  }
  if (way === 0) takings.cash += due
  return exactly
}

/** Saves the chosen document as a PDF; its text. */
const saveDocument = async ({ desk, folder }: DayDesk, name: string): Promise<string> => {
  const file = join(folder, `${name}.pdf`)
  await desk.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, file)
  const done = desk.page.getByTestId('print-done')
  await expect(done).toBeEmpty()
  await desk.page.keyboard.press('Control+S')
  await expect(done).toHaveText(words('print.saved'))
  return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
}

/** The amount on a line of a receipt's text; null where it has no such line. */
const amountOn = (receipt: string, line: string): number | null => {
  const found = new RegExp(`${line}\\s+([\\d,]+)`).exec(receipt)?.[1]
  return found === undefined ? null : Number(found.replaceAll(',', ''))
}

/** The receipt says what was due and how it was paid, and the medicine bag whose drugs are in it. Who saves them reads them, not the desk. */
const readDocuments = async (day: DayDesk, guest: Guest, due: number, paid: Paid): Promise<void> => {
  const { page } = day.desk
  // A long name goes on in the next line, behind what stands beside its first.
  const name = [...guest.name].slice(0, 8).join('')
  await page.keyboard.press('F10')
  const dialog = page.getByTestId('print-dialog')
  await expect(dialog.getByTestId('print-kind-receipt')).toBeFocused()
  await look(day, 'documents')
  const receipt = await saveDocument(day, `${guest.id}-receipt`)
  expect(receipt).toContain(name)
  const said = ['應收', '實收', '找零', '補收', '尚欠'].map((line) => amountOn(receipt, line))
  expect(said).toEqual([due, paid.received, paid.change, paid.settled === 0 ? null : paid.settled, null])
  if (day.medicated.has(guest.name)) {
    await page.keyboard.press('ArrowDown')
    await expect(dialog.getByTestId('print-kind-medicine-bag')).toBeChecked()
    await look(day, 'medicine bag')
    const bag = await saveDocument(day, `${guest.id}-bag`)
    for (const line of [name, '藥袋', '作用或適應症']) expect(bag).toContain(line)
  }
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
}

/** What comes at this desk without a key once somebody has paid: the receipt, and a bag for who was given drugs. */
const papersOf = (day: DayDesk, guest: Guest): readonly DocumentKind[] =>
  day.medicated.has(guest.name) ? ['receipt', 'medicine-bag'] : ['receipt']

/** The desk's printer, chosen once for all days to come. */
export const choosePrinter = async ({ desk, printer }: DayDesk): Promise<void> => {
  for (const kind of ['receipt', 'medicine-bag'] as const) {
    const [a5, ...others] = documentPapers[kind]
    const paper = others.find((one) => one === 'roll-80') ?? a5
    await desk.ask('print:choose', { kind, choice: { printer: printer.address, paper, copies: 1, byItself: true } })
  }
}

/** The papers of a visit have come by themselves, and there is ink on each. */
const takePapers = async (day: DayDesk, guest: Guest): Promise<void> => {
  const papers = papersOf(day, guest)
  const line = day.desk.page.getByTestId('own-papers')
  for (const kind of papers) {
    await expect(line.locator(`[data-kind=${kind}]`)).toHaveAttribute('data-state', 'handed-over')
  }
  const taken = day.printer.jobs.slice(day.printed)
  expect(taken, `papers of ${guest.name}`).toHaveLength(papers.length)
  for (const job of taken) expect(pictureOn(job).ink).toBeGreaterThan(500)
  day.printed += papers.length
}

/** What was owed is paid before the guest leaves. */
const payDebt = async (day: DayDesk, owed: number, takings: Takings): Promise<void> => {
  const { page, cashier } = day.desk
  await expect(cashier.screen.getByTestId('visit-owed')).toHaveText(words('cashier.debt.owes', { amount: money(owed) }))
  await page.keyboard.press('F2')
  await expect(cashier.screen.getByTestId('debt-cash')).toBeFocused()
  await look(day, 'paying a debt')
  await page.keyboard.press('Enter')
  await expect(cashier.screen.getByTestId('visit-owed')).toHaveCount(0)
  takings.cash += owed
}

/** The cashier's part of a session: everybody pays, in the order of the list; the card comes in again for what it has to keep. */
export const payAll = async (day: DayDesk, guests: readonly Guest[], takings: Takings): Promise<void> => {
  const { page, cashier } = day.desk
  let left = guests
  await day.sims.cards.pull()
  await cashier.open()
  await chargeNobody(day)
  while (left.length > 0) {
    // The visit that was paid last stays in sight until somebody goes on.
    if (day.paid > 0) {
      await expect(cashier.stored).toBeVisible()
      await expect(page.getByRole('toolbar').getByRole('button', { name: 'F8' })).toBeEnabled()
      await page.keyboard.press('F8')
    }
    const guest = await whoIsIt(day, left)
    await expect(cashier.screen.getByTestId('received')).toBeFocused()
    if (guest.way === 'card') {
      await day.sims.cards.insert(guest.id)
      await cashier.cardIs('here')
    }
    const due = await cashier.amountDue()
    await look(day, 'cashier')
    const paid = await payBy(day, due, day.paid, takings)
    await page.keyboard.press('Enter')
    await expect(cashier.stored).toBeVisible()
    await look(day, 'stored')
    if (paid.settled > 0) {
      // Paying a debt is an errand of its own, on whatever day the patient comes back for it.
      await chargeKeys(day, guest)
      await payDebt(day, paid.settled, takings)
      await chargeNobody(day)
    }
    await takePapers(day, guest)
    await chargeKeys(day, guest)
    if (day.paid % readEvery === 0) await readDocuments(day, guest, due, paid)
    await chargeNobody(day)
    left = left.filter((each) => each !== guest)
    day.paid += 1
  }
}

export const float = 2000

/** Opens the shift with its float. */
export const openShift = async (day: DayDesk): Promise<void> => {
  const { page, cashier } = day.desk
  await cashier.open()
  await page.keyboard.press('F11')
  await expect(cashier.screen.getByTestId('drawer-float')).toBeFocused()
  await look(day, 'drawer before the shift')
  await page.keyboard.type(String(float))
  await page.keyboard.press('Enter')
  await expect(cashier.screen.getByTestId('drawer-count')).toBeVisible()
  await page.keyboard.press('F11')
  await expect(cashier.screen.getByTestId('drawer')).toHaveCount(0)
}

/** Counts what the receipts say has to lie there, and closes the shift: not a dollar too many or too few. */
export const closeShift = async (day: DayDesk, shift: number, takings: Takings): Promise<void> => {
  const { page, cashier } = day.desk
  const at = (testId: string) => cashier.screen.getByTestId(testId)
  await page.keyboard.press('F11')
  let left = float + takings.cash
  for (const value of denominations) {
    await expect(at(`count-${value}`)).toBeFocused()
    await page.keyboard.type(String(Math.floor(left / Number(value))))
    left %= Number(value)
    if (value !== '1') await page.keyboard.press('Enter')
  }
  await expect(at('count-difference')).toContainText('NT$0')
  await look(day, 'drawer counted')
  await page.keyboard.press('Enter')
  await expect(at('drawer-float')).toBeVisible()
  const report = at('shift-report').and(cashier.screen.locator(`[data-shift="${shift}"]`))
  await expect(report.getByTestId('shift-expected')).toContainText(money(float + takings.cash))
  await expect(report.getByTestId('shift-difference')).toContainText('NT$0')
  await look(day, 'report of the shift')
  await page.keyboard.press('F11')
}
