import type { Locator } from '@playwright/test'
import type { Desk } from '../fixtures/desk.ts'
import { expect } from './soon.ts'

/** 代碼與價目, with the keyboard. */
export const openCodeTables = async (desk: Desk): Promise<Locator> => {
  await desk.settings.open()
  await desk.settings.section('codeTables')
  const section = desk.settings.screen.getByTestId('code-tables')
  await expect(section).toBeVisible()
  return section
}

/** The file that a person chooses in the system's own window, which no page can show. */
export const chooseInDialog = (desk: Desk, file: string): Promise<void> =>
  desk.app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = (() => Promise.resolve({ canceled: false, filePaths: [path] })) as never
  }, file)
