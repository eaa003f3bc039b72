import { belongsToInputMethod } from '../ui/fields/inputMethod.ts'

/** A key that is still held down, and says so again. */
export interface HeldPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly keyCode: number
  readonly isComposing: boolean
}

/**
 * Whether a key that is only held too long means anything more. Enter closes a visit and stands on the next one's button at once, a function
 * key is another one as soon as the screen has changed, Escape goes back level by level: each of them once a press. Lines of a text
 * may be begun by a held Enter, where it was pressed in that same text.
 */
export const isHeldTooLong = (press: HeldPress, isInSameText: boolean): boolean => {
  if (belongsToInputMethod(press)) return false
  if (press.key === 'Enter') return press.ctrlKey || !isInSameText
  return press.key === 'Escape' || /^F\d+$/.test(press.key)
}

/** What a click of the mouse met: the button, null beside every button, and what stood on it. */
export interface Met {
  readonly button: unknown
  readonly words: string
}

/**
 * Whether the second click of a double click has met something that the first one brought there: another button, or the same one with
 * another meaning. A button that is what it was is pressed as often as somebody presses it.
 */
export const isMeantForBefore = (count: number, before: Met | null, met: Met): boolean =>
  count > 1 && before !== null && (before.button !== met.button || (met.button !== null && before.words !== met.words))
