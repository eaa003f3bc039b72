import { belongsToInputMethod } from '../ui/fields/inputMethod.ts'

/** What of a keyboard event decides the shortcut. */
export interface KeyPress {
  readonly key: string
  readonly code: string
  readonly keyCode: number
  readonly isComposing: boolean
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  readonly metaKey: boolean
}

const plainKey = (press: KeyPress): string | null => {
  // The digit and letter keys are taken by their place, so that an input method or Caps Lock changes nothing.
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(press.code)
  // Without Num Lock the keys of the number pad are arrows and pages.
  const isDigit = digit !== null && (press.code.startsWith('Digit') || /^\d$/.test(press.key))
  if (isDigit) return digit[1] ?? null
  const letter = /^Key([A-Z])$/.exec(press.code)
  if (letter !== null) return letter[1] ?? null
  return /^(F([1-9]|1[0-2])|Enter|Escape|Delete|PageUp|PageDown)$/.test(press.key) ? press.key : null
}

/**
 * Name of a shortcut (`F2`, `Ctrl+Enter`, `Ctrl+1`, `Escape`), or null when the press is plain typing, half of a composition,
 * or carries a modifier no shortcut uses (Shift, Alt, Windows).
 */
export const shortcutOf = (press: KeyPress): string | null => {
  if (belongsToInputMethod(press) || press.altKey || press.metaKey || press.shiftKey) return null
  const key = plainKey(press)
  if (key === null) return null
  if (press.ctrlKey) return `Ctrl+${key}`
  return /^(F\d+|Escape)$/.test(key) ? key : null
}
