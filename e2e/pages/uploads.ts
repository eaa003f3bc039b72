import type { Locator, Page } from '@playwright/test'
import type { UploadState, UploadTarget } from '../../preload/contract/upload/upload.ts'
import { opened } from './opened.ts'
import { screenKey } from './screenKeys.ts'
import { expect, soonMs } from './soon.ts'
import { words } from './words.ts'

export type UploadFilter = 'open' | 'waiting' | 'sending' | 'rejected' | 'quarantined' | 'late' | 'accepted' | 'all'

/** 上傳: what has no receipt yet, as whoever is in charge of it looks after it. */
export interface UploadMonitor {
  readonly screen: Locator
  open(): Promise<void>
  show(filter: UploadFilter): Promise<void>
  /** Waits for one of the big numbers. */
  counts(which: 'unsent' | 'dueSoon' | 'rejected' | 'quarantined' | 'unsigned', number: number): Promise<void>
  rows(target: UploadTarget): Locator
  /** Waits until the (one) row of this target says so. */
  stateIs(target: UploadTarget, state: UploadState): Promise<void>
  /** Chooses the row of this target with the arrow keys. */
  choose(target: UploadTarget): Promise<void>
  /** F2: everything that waits, now. */
  sendAll(): Promise<void>
  /** F4: puts the chosen, refused row back in line. */
  requeue(): Promise<void>
  /** Ctrl+P, and waits until the screen says that nothing is sent, or no more says so. */
  pause(): Promise<void>
  resume(): Promise<void>
  /** F9: everything before closing; gives the line that tells how far it is. */
  drain(): Promise<Locator>
  /** What keeps the chosen row from going. */
  hindranceIs(hindrance: string | null): Promise<void>
  /** F3: the chosen row now. */
  sendThis(): Promise<void>
  /** F6: counts by day and the export, or no more. */
  toggleDays(): Promise<void>
  /** Which rows of how many the list shows. */
  readonly total: Locator
  /** F7: lets the NHI look at the chosen row, and waits for what it says. */
  preCheckIs(verdict: 'sound' | 'refused'): Promise<void>
  /** Enter: the visit of the chosen row. */
  openVisit(): Promise<void>
  fieldErrors(): Locator
  /** F6, and a file of format 1.0 with this text. */
  openOldFile(text: string): Promise<void>
  oldRecords(): Locator
}

export const uploadsOn = (page: () => Page): UploadMonitor => {
  const screen = (): Locator => page().getByTestId('screen-uploads')
  const rows = (target: UploadTarget): Locator =>
    screen()
      .locator('[data-testid^="outbox-row-"]')
      .filter({ hasText: words(`upload.target.${target}`) })
  const list = (): Locator => screen().getByRole('listbox')
  return {
    get screen() {
      return screen()
    },
    open: async () => {
      await page().keyboard.press(screenKey('uploads'))
      await opened(screen())
    },
    show: async (filter) => {
      const choice = screen().getByRole('radio', { name: words(`upload.filter.${filter}`), exact: true })
      await choice.press('Space')
      await expect(choice).toBeChecked()
    },
    counts: (which, number) => expect(screen().getByTestId(`big-${which}`)).toHaveText(String(number)),
    rows,
    stateIs: (target, state) => expect(rows(target)).toContainText(words(`upload.state.${state}`)),
    choose: async (target) => {
      const wanted = rows(target)
      await expect(wanted).toHaveCount(1)
      // A row that moves meanwhile, because another one was sent, is looked for once more.
      await expect(async () => {
        const place = Number(await wanted.getAttribute('aria-posinset'))
        await list().press('Home')
        for (let step = 1; step < place; step += 1) await list().press('ArrowDown')
        await expect(wanted).toHaveAttribute('aria-selected', 'true', { timeout: 2_000 })
      }).toPass({ timeout: soonMs })
    },
    sendAll: () => page().keyboard.press('F2'),
    requeue: () => page().keyboard.press('F4'),
    pause: async () => {
      await page().keyboard.press('Control+p')
      await expect(screen().getByTestId('sending-paused')).toBeVisible()
    },
    resume: async () => {
      await page().keyboard.press('Control+p')
      await expect(screen().getByTestId('sending-paused')).toHaveCount(0)
    },
    drain: async () => {
      await page().keyboard.press('F9')
      return screen().getByTestId('drain-state')
    },
    hindranceIs: async (hindrance) => {
      const said = screen().getByTestId('hindrance')
      if (hindrance === null) await expect(said).toHaveCount(0)
      else await expect(said).toHaveAttribute('data-hindrance', hindrance)
    },
    sendThis: async () => {
      await expect(screen().getByTestId('send-this')).toBeEnabled()
      await page().keyboard.press('F3')
    },
    toggleDays: () => page().keyboard.press('F6'),
    get total() {
      return screen().getByTestId('upload-total')
    },
    preCheckIs: async (verdict) => {
      await page().keyboard.press('F7')
      await expect(screen().getByTestId('pre-check')).toHaveAttribute('data-verdict', verdict)
    },
    openVisit: async () => {
      await list().press('Enter')
      await expect(screen()).toHaveCount(0)
    },
    fieldErrors: () => screen().getByTestId('field-error'),
    openOldFile: async (text) => {
      await page().keyboard.press('F6')
      const chooser = screen().getByTestId('old-file-input')
      await chooser.setInputFiles({ name: 'old.xml', mimeType: 'text/xml', buffer: Buffer.from(text, 'latin1') })
    },
    oldRecords: () => screen().getByTestId('old-record'),
  }
}
