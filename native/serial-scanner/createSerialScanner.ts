import type { FoundSerialPort, ScannerLink, ScannerPort } from '../../preload/contract/desk/scannerPort.ts'
import { backoffMs, countFailure } from '../helper-process/backoff.ts'
import type { ForkedProcess } from '../helper-process/forkedProcess.ts'
import { type HelperProcess, startHelperProcess } from '../helper-process/helperProcess.ts'
import { type FromScannerProcess, FromScannerProcessSchema, type ToScannerProcess } from './messages.ts'
import type { ScannerEvent, SerialScannerPort } from './port.ts'

/** A system that has not told its ports by then does not tell them. */
const longestFindMs = 5_000

export interface SerialScannerOptions {
  /** The built helper process, out/main/serial-scanner-process.js. */
  readonly processFile: string
  /** Electron's `utilityProcess.fork`; a Node child process in tests. */
  readonly fork: (processFile: string) => ForkedProcess
}

type Found = readonly FoundSerialPort[] | null

/** A scanner on a serial port, in a helper process that runs only while a port is chosen or looked for. */
export const createSerialScanner = (options: SerialScannerOptions): SerialScannerPort => {
  const listeners = new Set<(event: ScannerEvent) => void>()
  const asked = new Map<number, (found: Found) => void>()
  let link: ScannerLink = { port: null, state: 'off' }
  let helper: HelperProcess<ToScannerProcess> | null = null
  let nextId = 0
  let failures = 0
  let forkedAt = 0
  let again: NodeJS.Timeout | undefined

  const emit = (event: ScannerEvent): void => {
    for (const listener of [...listeners]) listener(event)
  }
  const become = (next: ScannerLink): void => {
    if (link.state === next.state && link.port?.path === next.port?.path && link.port?.baudRate === next.port?.baudRate)
      return
    link = next
    emit({ type: 'link', link })
  }
  const answer = (id: number, found: Found): void => {
    asked.get(id)?.(found)
    asked.delete(id)
    if (link.port === null && asked.size === 0) stop()
  }
  const stop = (): void => {
    helper?.kill()
    helper = null
  }

  const onMessage = (message: FromScannerProcess): void => {
    // What a helper says of a port that was given up is nobody's.
    if (message.type === 'found') answer(message.id, message.ports)
    else if (link.port === null) return
    else if (message.type === 'line') emit(message)
    else become({ port: link.port, state: message.state })
  }

  const started = (): HelperProcess<ToScannerProcess> => {
    if (helper !== null) return helper
    clearTimeout(again)
    forkedAt = performance.now()
    helper = startHelperProcess(options.fork(options.processFile), FromScannerProcessSchema, {
      onMessage,
      onEnd: () => {
        helper = null
        failures = countFailure(failures, performance.now() - forkedAt)
        for (const id of [...asked.keys()]) answer(id, null)
        if (link.port === null) return
        become({ port: link.port, state: 'failed' })
        again = setTimeout(hearChosen, backoffMs(failures))
      },
    })
    return helper
  }
  const hearChosen = (): void => {
    if (link.port !== null) started().post({ type: 'use', port: link.port })
  }

  return {
    link: () => link,
    use(port: ScannerPort | null) {
      clearTimeout(again)
      become({ port, state: port === null ? 'off' : 'opening' })
      if (port !== null) hearChosen()
      else if (asked.size === 0) stop()
      else {
        // Somebody waits for the list, and the helper would go on with the port: a new one tells the list.
        stop()
        for (const id of asked.keys()) started().post({ type: 'find', id })
      }
    },
    find: () =>
      new Promise((resolve) => {
        const id = nextId
        nextId += 1
        const patience = setTimeout(() => answer(id, null), longestFindMs)
        asked.set(id, (found) => {
          clearTimeout(patience)
          resolve(found)
        })
        started().post({ type: 'find', id })
      }),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async dispose() {
      clearTimeout(again)
      listeners.clear()
      link = { port: null, state: 'off' }
      const ending = helper
      stop()
      for (const id of [...asked.keys()]) answer(id, null)
      await ending?.gone
    },
  }
}
