import type { Locator, Page } from '@playwright/test'
import { expect } from './soon.ts'

type Attendance = 'on-site' | 'video' | 'phone' | 'home'
type Consent = 'spoken' | 'written' | 'urgent' | 'refused'

/** Visits by video and phone on the front desk: how one is held, the consent, and whom the desk waits for. By keys alone. */
export interface RemoteVisits {
  readonly waits: Locator
  /** Chooses with the arrows how the visit in the form is held. */
  choose(attendance: Attendance): Promise<void>
  isHeld(attendance: Attendance): Promise<void>
  /** What the patient says to 通訊診療. */
  consent(how: Consent): Promise<void>
  /** Enter: sends the request, and waits for it to stand in the list. */
  ask(patientName: string): Promise<void>
  wait(patientName: string): Locator
  stateIs(patientName: string, state: string): Promise<void>
  press(patientName: string, button: 'cancel' | 'again' | 'present' | 'wait-on'): Promise<void>
  /** Beside a visit under way whose card has lapsed: asks the patient's app once more, and the focus is not lost over it. */
  askAgain(screen: Locator, button?: 'ask-app-again' | 'remote-again'): Promise<void>
  /** How far that has come, where it was asked. */
  askedAgainIs(screen: Locator, state: string): Promise<void>
}

export const remoteVisitsOn = (page: () => Page): RemoteVisits => {
  const group = (testId: string): Locator => page().getByTestId(testId)
  const isHeld = (attendance: Attendance): Promise<void> =>
    expect(group('choose-attendance').locator(`input[value="${attendance}"]`)).toBeChecked()
  const wait = (patientName: string): Locator => page().getByTestId('remote-visit').filter({ hasText: patientName })
  const order: readonly Attendance[] = ['on-site', 'video', 'phone', 'home']
  return {
    get waits() {
      return page().getByTestId('remote-visit')
    },
    choose: async (attendance) => {
      const checked = group('choose-attendance').locator('input:checked')
      await checked.focus()
      const to = order.indexOf(attendance)
      for (let at = order.indexOf((await checked.inputValue()) as Attendance); at !== to; ) {
        const next = at + Math.sign(to - at)
        await page().keyboard.press(next > at ? 'ArrowRight' : 'ArrowLeft')
        await isHeld(order[next] ?? attendance)
        at = next
      }
      await isHeld(attendance)
    },
    isHeld,
    consent: async (how) => {
      const radio = group('choose-consent').locator(`input[value="${how}"]`)
      await radio.focus()
      await page().keyboard.press('Space')
      await expect(radio).toBeChecked()
    },
    ask: async (patientName) => {
      await expect(page().getByTestId('register-button')).toBeEnabled()
      await page().keyboard.press('Enter')
      await expect(wait(patientName)).toHaveAttribute('data-state', 'waiting')
    },
    wait,
    stateIs: (patientName, state) => expect(wait(patientName)).toHaveAttribute('data-state', state),
    askAgain: async (screen, button = 'ask-app-again') => {
      await screen.getByTestId(button).focus()
      await page().keyboard.press('Enter')
      await expect(screen.getByTestId('remote-visit')).toHaveAttribute('data-state', 'waiting')
      await expect(page().locator('body')).not.toBeFocused()
    },
    askedAgainIs: (screen, state) => expect(screen.getByTestId('remote-visit')).toHaveAttribute('data-state', state),
    press: async (patientName, button) => {
      await wait(patientName).getByTestId(`remote-${button}`).focus()
      await page().keyboard.press('Enter')
    },
  }
}
