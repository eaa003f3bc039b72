import type { Locator, Page } from '@playwright/test'
import { expect } from './soon.ts'
import { words } from './words.ts'

/** The strip above every screen: whom this desk is about. */
export interface PatientStrip {
  readonly name: Locator
  /** Waits until the strip shows this person. */
  shows(name: string): Promise<void>
  /** Waits until the strip shows nobody. */
  isEmpty(): Promise<void>
}

export const patientStripOn = (page: () => Page): PatientStrip => {
  const name = (): Locator => page().getByTestId('patient-name')
  return {
    get name() {
      return name()
    },
    shows: (wanted) => expect(name()).toHaveText(wanted),
    isEmpty: async () => {
      await expect(name()).toHaveCount(0)
      await expect(page().getByText(words('patient.none'))).toBeVisible()
    },
  }
}
