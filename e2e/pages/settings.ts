import type { Locator, Page } from '@playwright/test'
import { opened } from './opened.ts'
import { screenKey } from './screenKeys.ts'
import { expect } from './soon.ts'

export type SettingsSection =
  | 'clinic'
  | 'desk'
  | 'readers'
  | 'controlSoftware'
  | 'nhiServer'
  | 'clinicCloud'
  | 'practitioners'
  | 'rooms'
  | 'selfPayItems'
  | 'codeTables'
  | 'appearance'

/** 設定, as the person who looks after the desk uses it. */
export interface SettingsForm {
  readonly screen: Locator
  open(): Promise<void>
  /** Goes to a section with the arrow keys' stop in the list. */
  section(name: SettingsSection): Promise<void>
  theme(theme: 'system' | 'light' | 'dark'): Promise<void>
  textSize(percent: number): Promise<void>
  language(language: 'zh-TW' | 'en'): Promise<void>
  /** Fetches the control software's certificate and adopts its fingerprint; gives the fingerprint that was found. */
  pinCertificate(): Promise<string>
  /** F2; waits until it is kept. */
  save(): Promise<void>
}

export const settingsOn = (page: () => Page): SettingsForm => {
  const screen = (): Locator => page().getByTestId('screen-settings')
  const choose = async (group: string, value: string): Promise<void> => {
    const choice = screen().getByTestId(group).locator(`input[value="${value}"]`)
    await choice.press('Space')
    await expect(choice).toBeChecked()
  }
  const section = async (name: SettingsSection): Promise<void> => {
    const tab = screen().getByTestId(`settings-section-${name}`)
    await tab.focus()
    await tab.press('Enter')
    await expect(tab).toHaveAttribute('aria-selected', 'true')
  }
  return {
    get screen() {
      return screen()
    },
    open: async () => {
      await page().keyboard.press(screenKey('settings'))
      await opened(screen())
    },
    section,
    theme: async (theme) => {
      await section('appearance')
      await choose('choose-theme', theme)
    },
    textSize: async (percent) => {
      await section('appearance')
      await choose('choose-text-size', String(percent))
    },
    language: async (language) => {
      await section('appearance')
      await choose('choose-language', language)
    },
    pinCertificate: async () => {
      await section('controlSoftware')
      await screen().getByTestId('probe-certificate').press('Enter')
      const found = screen().getByTestId('found-fingerprint')
      await expect(found).toHaveText(/[0-9a-f]{2}/i)
      const fingerprint = ((await found.textContent()) ?? '').replace(/[^0-9a-f]/gi, '').toLowerCase()
      await screen().getByTestId('pin-certificate').press('Enter')
      return fingerprint
    },
    save: async () => {
      await page().keyboard.press('F2')
      await expect(screen().getByTestId('settings-saved')).toBeVisible()
    },
  }
}
