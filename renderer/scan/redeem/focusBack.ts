import { useEffect } from 'react'
import { useScanDesk } from './scanDesk.ts'

/** What had the focus when the scan came to the screen. */
let before: Element | null = null
useScanDesk.subscribe((now, old) => {
  if (now.open && !old.open) before = document.activeElement
})

/**
 * Gives the focus back to where it was once the scan is away, however many codes were tried meanwhile; unless somebody has it already:
 * the form may have taken it for the patient who was scanned.
 *
 * @param open whether the scan stands beside the screen
 */
export const useFocusBack = (open: boolean): void =>
  useEffect(() => {
    if (open) return
    if (before instanceof HTMLElement && document.activeElement === document.body) before.focus()
    before = null
  }, [open])
