import type { Locator } from '@playwright/test'
import type { ErrorCode } from '../../preload/contract/errors.ts'
import { expect } from './soon.ts'
import { words } from './words.ts'

/** The error cards inside a place, by their code. */
export const errorCardIn = (place: Locator, code: ErrorCode): Locator =>
  place.locator(`[data-testid="error-card"][data-code="${code}"]`)

/** An error card stands there with all that a person is owed: what happened, its code, what is safe, what to do next. */
export const expectErrorCard = async (place: Locator, code: ErrorCode): Promise<Locator> => {
  const card = errorCardIn(place, code)
  await expect(card).toBeVisible()
  await expect(card).toContainText(words(`error.${code}.title`))
  await expect(card).toContainText(code)
  await expect(card).toContainText(words(`error.${code}.safe`))
  // A number of the NHI brings a next step of its own, nearer to the cause than the error's (its words: codes.spec.ts).
  if ((await card.getAttribute('data-number')) === null) await expect(card).toContainText(words(`error.${code}.next`))
  else await expect(card.getByTestId('error-next')).toContainText(/。/)
  return card
}
