import type { Locator } from '@playwright/test'
import type { Desk } from '../fixtures/desk.ts'
import { opened } from './opened.ts'
import { expect } from './soon.ts'

/** Answers the system's own dialogs, which no page can show. */
export const answerDialogs = (desk: Desk, answer: { readonly folder: string; readonly pdf: string }): Promise<void> =>
  desk.app.evaluate(({ dialog }, { folder, pdf }) => {
    dialog.showOpenDialog = (() => Promise.resolve({ canceled: false, filePaths: [folder] })) as never
    dialog.showSaveDialog = (() => Promise.resolve({ canceled: false, filePath: pdf })) as never
  }, answer)

/** 資料保全, opened by its word in the status bar, with the keyboard. */
export const openStoreCare = async (desk: Desk): Promise<Locator> => {
  await desk.page.getByTestId('status-store').press('Enter')
  await desk.page.getByTestId('open-store-care').press('Enter')
  const screen = desk.page.getByTestId('screen-settings')
  await opened(screen)
  await expect(screen.getByTestId('recovery')).toBeVisible()
  return screen
}

/** Makes a recovery code and confirms it as a person with the sheet in hand does; gives the code. */
export const makeRecoveryCode = async (screen: Locator): Promise<string> => {
  await screen.getByTestId('recovery-make').press('Enter')
  await expect(screen.getByTestId('recovery-group')).toHaveText(Array.from({ length: 8 }, () => /\w{4}/))
  const groups = await screen.getByTestId('recovery-group').allTextContents()
  await expect(screen.getByTestId('recovery-confirm-group').first()).toBeVisible()
  for (const field of await screen.getByTestId('recovery-confirm-group').all()) {
    const label = (await field.getAttribute('id')) ?? ''
    const number = Number(/\d+/.exec((await screen.locator(`label[for="${label}"]`).textContent()) ?? '')?.[0])
    await field.fill((groups[number - 1] ?? '').toLowerCase())
  }
  await screen.getByTestId('recovery-confirm-group').last().press('Enter')
  await expect(screen.getByTestId('recovery-state')).toHaveAttribute('data-state', 'made')
  return groups.join(' ')
}

/** Chooses the newest entry of its kind in the list of backups, looks into it, and orders that it takes the store's place. */
export const restoreNewest = async (within: Locator, kind: 'backup' | 'rescue', lost: string): Promise<void> => {
  await within.getByTestId(`backup-${kind}`).first().click()
  await expect(within.getByTestId('restore-loss')).toHaveAttribute('data-lost', lost, { timeout: 20_000 })
  await within.getByTestId('restore-do').press('Enter')
  await within.getByTestId('restore-sure').press('Enter')
  await expect(within.getByTestId('restore-ordered')).toBeVisible({ timeout: 20_000 })
}
