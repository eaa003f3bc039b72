import type { ScannerPort, ScannerPortState } from '../../preload/contract/desk/scannerPort.ts'
import { createLineCollector } from './lineCollector.ts'
import { type FromScannerProcess, ToScannerProcessSchema } from './messages.ts'
import { type OpenSerialPort, openProblemOf, type SerialPorts } from './serialPorts.ts'

/** A port that could not be opened or went away is tried again after this time. */
const againAfterMs = 2_000
/** A scanner that sends no end of line has ended when it is silent so long; at 9,600 bits a second a byte takes 1 ms. */
const idleEndMs = 100

export interface ScannerHostOptions {
  readonly ports: SerialPorts
  readonly post: (message: FromScannerProcess) => void
  readonly againAfterMs?: number
}

/** The inside of the process that opens serial ports: one port at a time, opened again whenever it went away. */
export const createScannerHost = (options: ScannerHostOptions): ((message: unknown) => void) => {
  const { ports, post } = options
  const pauseMs = options.againAfterMs ?? againAfterMs
  /** Each choice ends the one before. */
  let choice = 0
  let current: OpenSerialPort | null = null
  let told: ScannerPortState | null = null

  const tell = (state: Extract<FromScannerProcess, { type: 'state' }>['state']): void => {
    if (told === state) return
    told = state
    post({ type: 'state', state })
  }

  const hear = async (port: OpenSerialPort): Promise<void> => {
    const lines = createLineCollector()
    let silence: NodeJS.Timeout | undefined
    try {
      for (;;) {
        const bytes = await port.read()
        clearTimeout(silence)
        for (const line of lines.take(bytes)) post({ type: 'line', line })
        if (!lines.isWithin()) continue
        silence = setTimeout(() => {
          const line = lines.endByIdle()
          if (line !== null) post({ type: 'line', line })
        }, idleEndMs)
      }
    } finally {
      clearTimeout(silence)
      lines.clear()
    }
  }

  const run = async (wanted: ScannerPort, mine: number): Promise<void> => {
    while (mine === choice) {
      try {
        const port = await ports.open(wanted)
        if (mine !== choice) return await port.close()
        current = port
        tell('open')
        // Only the port's going ends this.
        await hear(port).catch(() => undefined)
        current = null
        await port.close().catch(() => undefined)
        if (mine === choice) tell('absent')
      } catch (error) {
        if (mine === choice) tell(openProblemOf(error))
      }
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  }

  const use = (port: ScannerPort): void => {
    choice += 1
    told = null
    const before = current
    current = null
    tell('opening')
    const mine = choice
    // The same port may be meant, with another speed: it must be free before it is opened anew.
    void Promise.resolve(before?.close())
      .catch(() => undefined)
      .then(() => run(port, mine))
  }

  return (raw) => {
    const message = ToScannerProcessSchema.parse(raw)
    if (message.type === 'use') return use(message.port)
    const { id } = message
    ports.list().then(
      (found) => post({ type: 'found', id, ports: found.slice(0, 64) }),
      () => post({ type: 'found', id, ports: null }),
    )
  }
}
