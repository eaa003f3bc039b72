import { useEffect, useRef } from 'react'
import { belongsToInputMethod } from '../../ui/fields/inputMethod.ts'
import { burstHold } from './burstHold.ts'
import { noBurst, takePress, type WedgeEvent } from './wedge.ts'

type TextBox = HTMLInputElement | HTMLTextAreaElement

const focusedBox = (): TextBox | null => {
  const { activeElement: element } = document
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element : null
}

/** Puts a box's text back as if the person had typed it, so that whoever keeps the text hears of it. */
const putBack = (box: TextBox, text: string): void => {
  const prototype = box instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(box, text)
  box.dispatchEvent(new Event('input', { bubbles: true }))
}

/**
 * Hears a scanner that acts as a keyboard, wherever the focus is. Every key reaches its box as always; only once a burst has turned
 * out to be a scan does its Enter end here, and the box gets back the text it had before: a token is nothing to be left in a field.
 * Until then `burstHold` keeps what saves by itself from sending it.
 */
export const useWedge = (onEvent: (event: WedgeEvent) => void): void => {
  const newest = useRef(onEvent)
  useEffect(() => {
    newest.current = onEvent
  })
  useEffect(() => {
    let burst = noBurst
    let before: { readonly box: TextBox; readonly text: string } | null = null
    const onKeyDown = (event: KeyboardEvent): void => {
      const isComposing = belongsToInputMethod(event)
      const isShortcut = event.ctrlKey || event.altKey || event.metaKey
      const { key, timeStamp: at, repeat: isRepeat } = event
      const taken = takePress(burst, { key, at, isComposing, isShortcut, isRepeat })
      if (taken.burst.keys === 1 && burst !== taken.burst) {
        const box = focusedBox()
        before = box === null ? null : { box, text: box.value }
      }
      burst = taken.burst
      if (taken.event === null) {
        burstHold.note(burst)
        return
      }
      event.preventDefault()
      event.stopImmediatePropagation()
      if (before !== null && taken.event.kind === 'scan') putBack(before.box, before.text)
      // Only now: what was held back finds the old text.
      burstHold.note(burst)
      newest.current(taken.event)
    }
    // Before the program's own shortcuts, which listen on the document.
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [])
}
