import type { KeyboardEvent } from 'react'
import { belongsToInputMethod } from '../../ui/fields/inputMethod.ts'

/**
 * Enter walks from field to field of the element it is put on; choices between radio buttons and from lists are passed by. From the last
 * field it does what it always does, or `afterLast`.
 */
export const enterWalks = (event: KeyboardEvent<HTMLElement>, afterLast?: () => void): void => {
  if (event.key !== 'Enter' || belongsToInputMethod(event.nativeEvent)) return
  if (!(event.target instanceof HTMLInputElement)) return
  const fields = [
    ...event.currentTarget.querySelectorAll<HTMLInputElement>('input:not([type=radio]):not([aria-hidden=true])'),
  ]
  const next = fields[fields.indexOf(event.target) + 1]
  if (next === undefined && afterLast === undefined) return
  event.preventDefault()
  if (next === undefined) afterLast?.()
  else next.focus()
}
