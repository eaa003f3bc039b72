import { type RefObject, useLayoutEffect, useRef } from 'react'

/** Where the cursor is in a text that is being typed; null elsewhere. */
const caretNow = () => {
  const { activeElement: field } = document
  if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)) return null
  const { selectionStart, selectionEnd } = field
  return selectionStart === null || selectionEnd === null ? null : { field, selectionStart, selectionEnd }
}

/**
 * Shows a dialog as long as the caller stands; closing it gives the focus back to where it was, and the cursor to its place in the text.
 * One that `waits` for what is to have the focus has it itself until then, so that an early Enter presses no button in its head.
 */
export const useDialog = (waits = false): RefObject<HTMLDialogElement | null> => {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const { current } = dialog
    const caret = caretNow()
    current?.showModal()
    if (waits) current?.focus()
    return () => {
      current?.close()
      // The engine gives a field its focus back with the cursor at its start.
      if (caret !== null && document.activeElement === caret.field) {
        caret.field.setSelectionRange(caret.selectionStart, caret.selectionEnd)
      }
    }
  }, [waits])
  return dialog
}
