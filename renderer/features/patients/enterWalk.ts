import type { KeyboardEvent } from 'react'
import { belongsToInputMethod } from '../../ui/fields/inputMethod.ts'

const fields = 'input:not([type=radio]):not([disabled]), input[type=radio]:checked, [data-walk]'

/** The places that Enter walks through, in the order of the form; of a group of radio buttons the chosen one, else its first. */
const stopsOf = (form: HTMLElement): HTMLElement[] => {
  const unchosen = [...form.querySelectorAll<HTMLElement>('fieldset')]
    .filter((group) => group.querySelector('input[type=radio]:checked') === null)
    .map((group) => group.querySelector<HTMLElement>('input[type=radio]'))
    .filter((input) => input !== null)
  return [...form.querySelectorAll<HTMLElement>(fields), ...unchosen].sort((one, other) =>
    (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0 ? -1 : 1,
  )
}

/** Enter goes to the next field, behind the last one it is the form's own key; an input method keeps its keys. */
export const walkOnEnter = (event: KeyboardEvent<HTMLElement>, onEnd: () => void): void => {
  if (event.key !== 'Enter' || event.ctrlKey || belongsToInputMethod(event.nativeEvent)) return
  const { target } = event
  if (!(target instanceof HTMLInputElement)) return
  event.preventDefault()
  const stops = stopsOf(event.currentTarget)
  const sameGroup = (stop: HTMLElement): boolean =>
    stop === target || (target.type === 'radio' && stop instanceof HTMLInputElement && stop.name === target.name)
  const next = stops[stops.findIndex(sameGroup) + 1]
  if (next === undefined) onEnd()
  else next.focus()
}
