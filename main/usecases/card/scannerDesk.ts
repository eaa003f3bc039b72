import type { SerialScannerPort } from '../../../native/serial-scanner/port.ts'
import {
  type FoundSerialPort,
  type ScannerLink,
  type ScannerPort,
  ScannerPortSchema,
} from '../../../preload/contract/desk/scannerPort.ts'
import type { EventName, EventPayload } from '../../../preload/contract/index.ts'
import { ok, type Result } from '../../../preload/contract/result.ts'
import { get, set } from '../../store/desk/preferenceRepository.ts'
import type { Store } from '../../store/handles.ts'

/** The desk's barcode scanner on a serial port. What it sends is told to the page, and neither kept nor logged. */
export interface ScannerDesk {
  /** Uses the port that is remembered. */
  begin(): Promise<void>
  link(): ScannerLink
  /** The serial ports of this PC now, at most 64; null where the system does not tell them. */
  find(): Promise<FoundSerialPort[] | null>
  /** Uses another port, or none, at once and for later. */
  choose(port: ScannerPort | null): Promise<Result<ScannerLink>>
}

const key = 'scannerPort'

const remembered = (kept: string | null): ScannerPort | null => {
  if (kept === null) return null
  try {
    const parsed = ScannerPortSchema.nullable().safeParse(JSON.parse(kept))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

export const openScannerDesk = (options: {
  readonly scanner: SerialScannerPort
  readonly store: Store
  readonly publish: <Name extends EventName>(name: Name, payload: EventPayload<Name>) => void
}): ScannerDesk => {
  const { scanner, store, publish } = options
  let isChosen = false
  scanner.subscribe((event) => {
    if (event.type === 'line') publish('scanner-port:scanned', event.line)
    else publish('scanner-port:changed', event.link)
  })
  return {
    async begin() {
      const port = remembered(await get(store.db, key))
      // Who chose while the store was asked meant it.
      if (!isChosen && port !== null) scanner.use(port)
    },
    link: () => scanner.link(),
    async find() {
      const found = await scanner.find()
      return found === null ? null : [...found]
    },
    async choose(port) {
      const saved = await store.write((tx) => set(tx, key, JSON.stringify(port)))
      if (!saved.ok) return saved
      isChosen = true
      scanner.use(port)
      return ok(scanner.link())
    },
  }
}
