import type { Locator, Page } from '@playwright/test'
import type { ErrorCode } from '../../preload/contract/errors.ts'
import { expectErrorCard } from './errorCard.ts'
import { opened } from './opened.ts'
import { screenKey } from './screenKeys.ts'
import { expect } from './soon.ts'

export type CardPhase = 'none' | 'reading' | 'identified' | 'authenticating' | 'authenticated' | 'fault'

/** What the patient is told after registering. */
export interface Registered {
  readonly queueNumber: number
  /** 就醫序號, or the exception code in its place. */
  readonly serial: string
}

/** 掛號, as a receptionist uses it: one hand on the keyboard, the other holding cards. */
export interface FrontDesk {
  readonly screen: Locator
  open(): Promise<void>
  /** Waits for the card in the reader to have come so far. */
  cardIs(phase: CardPhase | RegExp): Promise<void>
  /** Enter: registers the person of the card (or the chosen patient), and waits for the number. */
  register(): Promise<Registered>
  /** Enter alone. */
  press(): Promise<void>
  /** Waits until Enter registers. */
  isReady(): Promise<void>
  /** Enter, when it is expected to fail; gives the card that says why. */
  tryToRegister(code: ErrorCode): Promise<Locator>
  /** F6, Enter: registers as an exception with the code the screen proposes. */
  registerAsException(code: string): Promise<Registered>
  /** F6, and down the list to this code, where none is proposed; `whileOpen` looks at the open list. */
  chooseException(code: string, whileOpen?: () => Promise<void>): Promise<void>
  /** F6, and the code typed into the list. */
  typeException(code: string): Promise<void>
  /** F4. */
  readAgain(): Promise<void>
  /** Escape: the next person, please. */
  next(): Promise<void>
  /** The error card with its words, code and next step, on the screen or in the scan beside it; of this number of the NHI where it is given. */
  says(code: ErrorCode, number?: string): Promise<Locator>
  errors(): Locator
  /** Nobody stands in the registration form. */
  hasNobody(): Promise<void>
  /** F3: finds a patient without a card. */
  findPatient(text: string): Promise<void>
  /** F5: the card of the chosen patient is owed. */
  chooseOwed(): Promise<void>
  /** F5, Enter: registers the chosen patient so. */
  registerOwed(): Promise<Registered>
  /** F7 and the question: takes the visit just registered off the list, card in the reader. */
  cancelRegistered(): Promise<void>
  row(patientName: string): Locator
}

export const frontDeskOn = (page: () => Page): FrontDesk => {
  const screen = (): Locator => page().getByTestId('screen-front-desk')
  const button = (): Locator => page().getByTestId('register-button')
  const registered = async (): Promise<Registered> => {
    const told = page().getByTestId('registered')
    await expect(told.getByTestId('queue-number')).toHaveText(/\d/)
    // In one look, so that both are of the same visit.
    const [number = '', serial = ''] = await told.evaluate((section) =>
      ['queue-number', 'visit-serial'].map(
        (name) => section.querySelector(`[data-testid="${name}"]`)?.textContent ?? '',
      ),
    )
    return { queueNumber: Number(/\d+/.exec(number)?.[0]), serial: /[0-9A-Z]{4}\s*$/.exec(serial)?.[0].trim() ?? '' }
  }
  const chooseOwed = async (): Promise<void> => {
    await expect(page().getByRole('toolbar').getByRole('button', { name: 'F5' })).toBeEnabled()
    await page().keyboard.press('F5')
    await expect(page().getByTestId('choose-exception')).toHaveAttribute('data-value', 'owed')
  }
  const pressEnter = async (): Promise<void> => {
    // The button takes the focus by itself; that is the promise of 'Enter registers'.
    await expect(button()).toBeFocused()
    await page().keyboard.press('Enter')
  }
  return {
    get screen() {
      return screen()
    },
    open: async () => {
      await page().keyboard.press(screenKey('front-desk'))
      await opened(screen())
    },
    cardIs: (phase) => expect(page().getByTestId('card-phase')).toHaveAttribute('data-phase', phase),
    isReady: () => expect(button()).toBeFocused(),
    press: pressEnter,
    register: async () => {
      await pressEnter()
      return registered()
    },
    tryToRegister: async (code) => {
      await pressEnter()
      return expectErrorCard(screen(), code)
    },
    chooseException: async (code, whileOpen) => {
      const { keyboard } = page()
      const chooser = page().getByTestId('choose-exception')
      await expect(chooser).toBeVisible()
      await keyboard.press('F6')
      const options = page().locator('[data-layer] [role=option]')
      // Nothing is chosen yet, so that the list begins at its first.
      await expect(options.first()).toBeFocused()
      await whileOpen?.()
      const wanted = options.filter({ hasText: code })
      const place = (await options.allTextContents()).findIndex((text) => text.includes(code))
      for (let step = 0; step < place; step += 1) await keyboard.press('ArrowDown')
      await expect(wanted).toHaveAttribute('data-highlighted', '')
      await keyboard.press('Enter')
      await expect(chooser).toHaveAttribute('data-value', code)
    },
    typeException: async (code) => {
      await page().keyboard.press('F6')
      const options = page().locator('[data-layer] [role=option]')
      await expect(options.first()).toBeFocused()
      await page().keyboard.type(code)
      await expect(options.filter({ hasText: code })).toHaveAttribute('data-highlighted', '')
      await page().keyboard.press('Enter')
      await expect(page().getByTestId('choose-exception')).toHaveAttribute('data-value', code)
    },
    registerAsException: async (code) => {
      await page().keyboard.press('F6')
      await expect(page().getByTestId('choose-exception')).toHaveAttribute('data-value', code)
      await page().keyboard.press('Enter')
      return registered()
    },
    readAgain: () => page().keyboard.press('F4'),
    next: async () => {
      await page().keyboard.press('Escape')
      await expect(page().getByTestId('registered')).toHaveCount(0)
    },
    says: (code, number) =>
      expectErrorCard(page().locator('[data-testid="screen-front-desk"], [data-testid="scan-refused"]'), code, number),
    errors: () => screen().getByTestId('error-card'),
    hasNobody: async () => {
      await expect(button()).toHaveCount(0)
      await expect(page().getByTestId('registered')).toHaveCount(0)
    },
    findPatient: async (text) => {
      await page().keyboard.press('F3')
      await expect(screen().getByTestId('patient-search')).toBeFocused()
      await page().keyboard.type(text)
      await page().keyboard.press('Enter')
    },
    chooseOwed,
    registerOwed: async () => {
      await chooseOwed()
      await pressEnter()
      return registered()
    },
    cancelRegistered: async () => {
      await page().keyboard.press('F7')
      await page().getByTestId('confirm-cancel').click()
      await expect(page().getByTestId('confirm-cancel')).toHaveCount(0)
    },
    row: (patientName) => screen().locator('[data-testid^="visit-row-"]').filter({ hasText: patientName }),
  }
}
