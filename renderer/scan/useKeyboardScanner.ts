import { classifyScannedText } from '../../preload/contract/card/virtualCardText.ts'
import { useWedge } from './sources/useWedge.ts'
import type { Note, OnScanned } from './useScan.ts'

/** Hears a keyboard scanner on the whole screen: what may be a virtual card goes to `onScanned`, anything else is told. */
export const useKeyboardScanner = (onScanned: OnScanned, onTold: (note: Note) => void): void =>
  useWedge((event) => {
    const scanned = event.kind === 'scan' ? classifyScannedText(event.text) : null
    if (scanned === null) onTold({ kind: 'inputMethod' })
    else if (scanned.kind === 'refused') onTold({ ...scanned })
    else onScanned(scanned.text, 'wedge')
  })
