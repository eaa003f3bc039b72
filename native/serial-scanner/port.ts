import type { FoundSerialPort, ScannedLine, ScannerLink, ScannerPort } from '../../preload/contract/desk/scannerPort.ts'

export type ScannerEvent =
  | { readonly type: 'link'; readonly link: ScannerLink }
  | { readonly type: 'line'; readonly line: ScannedLine }

/** A barcode scanner on a serial port. */
export interface SerialScannerPort {
  link(): ScannerLink
  /** From now on the scanner on that port is heard, as soon as and as often as it is there; null hears none. */
  use(port: ScannerPort | null): void
  /** The serial ports of this PC now; null where the system does not tell them. */
  find(): Promise<readonly FoundSerialPort[] | null>
  subscribe(listener: (event: ScannerEvent) => void): () => void
  /** Lets the port go. */
  dispose(): Promise<void>
}
