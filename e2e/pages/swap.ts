import type { Page } from '@playwright/test'
import { expect } from './soon.ts'

/** What every screen shows when the card in the reader is not that of the person it is about. */
export interface Swap {
  /** Waits for both names: the visit's patient, and the holder of the card in the reader. */
  names(patient: string, holder: string): Promise<void>
}

export const swapOn = (page: () => Page): Swap => ({
  names: async (patient, holder) => {
    await expect(page().getByTestId('swap-patient')).toHaveText(patient)
    await expect(page().getByTestId('swap-holder')).toHaveText(holder)
  },
})
