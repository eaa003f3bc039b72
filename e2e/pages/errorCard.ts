import type { Locator } from '@playwright/test'
import type { ErrorCode } from '../../preload/contract/errors.ts'
import { expect } from './soon.ts'
import { words } from './words.ts'

/** The error cards inside a place, by their code. */
export const errorCardIn = (place: Locator, code: ErrorCode): Locator =>
  place.locator(`[data-testid="error-card"][data-code="${code}"]`)

/**
 * An error card stands there with all that a person is owed: what happened, its code, what is safe, what to do next; `number` where the
 * same code may stand there already for another reason.
 */
export const expectErrorCard = async (place: Locator, code: ErrorCode, number?: string): Promise<Locator> => {
  const card = errorCardIn(place, code).and(
    number === undefined ? anyCard(place) : place.locator(`[data-number="${number}"]`),
  )
  await expect(card).toBeVisible()
  await expect(card).toContainText(words(`error.${code}.title`))
  await expect(card).toContainText(code)
  await expect(card).toContainText(words(`error.${code}.safe`))
  // A number of the NHI brings a next step of its own, nearer to the cause than the error's (its words: codes.spec.ts).
  const numbered = card.and(place.locator('[data-number]'))
  const ownWords = numbered.getByTestId('error-next').filter({ hasText: /。/ })
  // A card may have both.
  await expect(ownWords.or(card.filter({ hasText: words(`error.${code}.next`) })).first()).toBeVisible()
  return card
}

const anyCard = (place: Locator): Locator => place.getByTestId('error-card')
