import { useEffect, useRef } from 'react'
import { classifyScannedText } from '../../../preload/contract/card/virtualCardText.ts'
import { onEvent } from '../../bridge/events.ts'
import type { Note, OnScanned } from '../useScan.ts'

/** Hears a scanner on a serial port as long as the screen stands: what may be a virtual card goes to `onScanned`, anything else is told. */
export const useSerialScanner = (onScanned: OnScanned, onTold: (note: Note) => void): void => {
  const newest = useRef({ onScanned, onTold })
  useEffect(() => {
    newest.current = { onScanned, onTold }
  })
  useEffect(
    () =>
      onEvent('scanner-port:scanned', (line) => {
        const scanned = line.kind === 'text' ? classifyScannedText(line.text) : line
        if (scanned.kind === 'refused') newest.current.onTold({ ...scanned })
        else newest.current.onScanned(scanned.text, 'serial')
      }),
    [],
  )
}
