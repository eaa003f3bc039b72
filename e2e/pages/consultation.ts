import type { Locator, Page } from '@playwright/test'
import type { ErrorCode } from '../../preload/contract/errors.ts'
import { expectErrorCard } from './errorCard.ts'
import { opened } from './opened.ts'
import { screenKey } from './screenKeys.ts'
import { expect } from './soon.ts'
import { words } from './words.ts'

export interface Note {
  readonly subjective: string
  readonly objective: string
  readonly assessment: string
  readonly plan: string
}

/** A drug as the doctor types it; what is left out stays as it is usually ordered. */
export interface DrugOrder {
  /** Code or name; the first that fits is taken. */
  readonly drug: string
  readonly dose?: string
  readonly frequency?: string
  readonly days?: string
}

/** 看診, as a doctor uses it who looks at the patient: everything by keys. */
export interface Consultation {
  readonly screen: Locator
  open(): Promise<void>
  /** F2 on the waiting list: the next patient, please. */
  takeNext(): Promise<void>
  /** F3 and on with Tab. */
  writeNote(note: Note): Promise<void>
  /** F4: types a code or words and takes the first that fits; waits until the code stands among the diagnoses. */
  addDiagnosis(code: string, typed?: string): Promise<void>
  /** F5: a drug with dose, frequency and days, cell by cell with Enter. */
  addDrug(order: DrugOrder): Promise<void>
  /** F5: a procedure; its quantity is one. */
  /** `isThere`: the cursor stands in the empty row already, as it does behind an order. */
  addProcedure(code: string, isThere?: boolean): Promise<void>
  /** Number of orders on the sheet. */
  orders(): Locator
  /** Waits until what was typed is kept (or has been said not to be). */
  draftIs(state: 'saved' | 'failed'): Promise<void>
  /** The button beside the word that the draft was not kept. */
  keepDraft(): Promise<void>
  /** Ctrl+Enter; waits until the patient has gone to the cashier. */
  finish(): Promise<void>
  tryToFinish(code: ErrorCode): Promise<Locator>
  /** Waits until orders may (or may not) be typed. */
  isLocked(locked: boolean): Promise<void>
}

export const consultationOn = (page: () => Page): Consultation => {
  const screen = (): Locator => page().getByTestId('screen-consultation')
  const keyboard = () => page().keyboard
  const search = (): Locator => screen().getByTestId('order-search')
  const orders = (): Locator => screen().locator('[data-testid^="order-row-"]')

  /** Into the empty row, and takes the first that the catalogue finds. */
  const beginOrder = async (typed: string, isThere = false): Promise<void> => {
    if (!isThere) await keyboard().press('F5')
    await expect(search()).toBeFocused()
    const before = await orders().count()
    await keyboard().type(typed)
    await keyboard().press('Enter')
    await expect(orders()).toHaveCount(before + 1)
  }
  /** Enter leaves the cell for the next one; whatever is typed replaces what stands there. */
  const typeCell = async (value: string | undefined): Promise<void> => {
    if (value !== undefined) await keyboard().type(value)
    await keyboard().press('Enter')
  }
  return {
    get screen() {
      return screen()
    },
    open: async () => {
      await keyboard().press(screenKey('consultation'))
      await opened(screen())
    },
    takeNext: async () => {
      await expect(screen().getByTestId('start-consultation')).toBeVisible()
      await keyboard().press('F2')
      await expect(screen().getByTestId('soap-subjective')).toBeFocused()
    },
    writeNote: async (note) => {
      await keyboard().press('F3')
      for (const part of ['subjective', 'objective', 'assessment', 'plan'] as const) {
        await expect(screen().getByTestId(`soap-${part}`)).toBeFocused()
        await keyboard().insertText(note[part])
        await keyboard().press('Tab')
      }
    },
    addDiagnosis: async (code, typed = code) => {
      await keyboard().press('F4')
      await expect(screen().getByTestId('diagnosis-search')).toBeFocused()
      await keyboard().type(typed)
      await keyboard().press('Enter')
      const chosen = screen().getByRole('region', { name: words('consultation.diagnosis.title') })
      await expect(chosen.getByRole('listitem').filter({ hasText: code })).toBeVisible()
    },
    addDrug: async ({ drug, dose, frequency, days }) => {
      await beginOrder(drug)
      await typeCell(dose)
      await typeCell(frequency)
      await typeCell(days)
      await expect(search()).toBeFocused()
    },
    addProcedure: async (code, isThere) => {
      await beginOrder(code, isThere)
      await typeCell(undefined)
      await expect(search()).toBeFocused()
    },
    orders,
    draftIs: (state) => expect(screen().getByTestId('draft-state')).toHaveAttribute('data-state', state),
    keepDraft: () => screen().getByTestId('draft-state').getByRole('button').press('Enter'),
    finish: async () => {
      await keyboard().press('Control+Enter')
      await expect(screen().getByTestId('soap-subjective')).toHaveCount(0)
    },
    tryToFinish: async (code) => {
      await keyboard().press('Control+Enter')
      return expectErrorCard(screen(), code)
    },
    isLocked: (locked) => expect(screen().getByTestId('order-sheet')).toHaveAttribute('data-locked', String(locked)),
  }
}
