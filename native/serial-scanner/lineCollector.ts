import { longestScannedLine, type ScannedLine } from '../../preload/contract/desk/scannerPort.ts'

/** Collects the bytes of a scanner into lines. */
export interface LineCollector {
  /** Takes bytes in; gives the lines they ended. */
  take(bytes: Uint8Array): readonly ScannedLine[]
  /** Whether a line has begun. */
  isWithin(): boolean
  /** The port was silent for long enough: what has come is a line, for scanners that send no end. Null where nothing has come. */
  endByIdle(): ScannedLine | null
  /** Forgets what has come. */
  clear(): void
}

const cr = 13
const lf = 10

/**
 * Lines end with CR, LF, both, or silence. A line that grows beyond the bound is not kept: its bytes are passed over to its end, and
 * it is told once as too long.
 */
export const createLineCollector = (most = longestScannedLine): LineCollector => {
  const pending = new Uint8Array(most)
  let length = 0

  const finish = (): ScannedLine | null => {
    if (length === 0) return null
    const isTooLong = length > most
    const bytes = pending.slice(0, Math.min(length, most))
    clear()
    if (isTooLong) return { kind: 'refused', reason: 'too-long' }
    try {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
      return text === '' ? null : { kind: 'text', text }
    } catch {
      return { kind: 'refused', reason: 'binary' }
    }
  }
  const clear = (): void => {
    pending.fill(0)
    length = 0
  }
  return {
    take(bytes) {
      const lines: ScannedLine[] = []
      for (const byte of bytes) {
        if (byte === cr || byte === lf) {
          const line = finish()
          if (line !== null) lines.push(line)
        } else if (length <= most) {
          if (length < most) pending[length] = byte
          length += 1
        }
      }
      return lines
    },
    isWithin: () => length > 0,
    endByIdle: finish,
    clear,
  }
}
