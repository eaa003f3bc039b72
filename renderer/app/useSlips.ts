import { useEffect } from 'react'
import { belongsToInputMethod } from '../ui/fields/inputMethod.ts'
import { isHeldTooLong, isMeantForBefore, type Met } from './slips.ts'

const swallow = (event: Event): void => {
  event.preventDefault()
  event.stopPropagation()
}

const metBy = ({ target }: Event): Met => {
  const button = target instanceof Element ? target.closest('button') : null
  if (button === null) return { button, words: '' }
  const { textContent, ariaPressed, ariaExpanded } = button
  // What opens and closes keeps its words, and has another meaning all the same.
  return { button, words: `${textContent} ${ariaPressed} ${ariaExpanded}` }
}

/** Lets a key that is held too long, and the second click of a double click, do nothing that was not there when the hand began. */
export const useSlips = (): void => {
  useEffect(() => {
    let begunIn: EventTarget | null = null
    let met: Met | null = null
    let wasSwallowed = false
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!event.repeat) {
        // What an input method takes begins nothing in the text.
        begunIn = event.key === 'Enter' && !belongsToInputMethod(event) ? event.target : null
        return
      }
      const isInSameText = event.target instanceof HTMLTextAreaElement && event.target === begunIn
      if (isHeldTooLong(event, isInSameText)) swallow(event)
    }
    const onClick = (event: MouseEvent): void => {
      // A key that presses a button clicks it, too, and counts nothing.
      if (event.detail === 0) return
      const now = metBy(event)
      wasSwallowed = isMeantForBefore(event.detail, met, now)
      if (wasSwallowed) swallow(event)
      else met = now
    }
    const onDoubleClick = (event: MouseEvent): void => {
      if (wasSwallowed) swallow(event)
    }
    // Before everything else that hears keys and clicks, which listens on the document or below.
    window.addEventListener('keydown', onKeyDown, { capture: true })
    window.addEventListener('click', onClick, { capture: true })
    window.addEventListener('dblclick', onDoubleClick, { capture: true })
    return () => {
      window.removeEventListener('keydown', onKeyDown, { capture: true })
      window.removeEventListener('click', onClick, { capture: true })
      window.removeEventListener('dblclick', onDoubleClick, { capture: true })
    }
  }, [])
}
