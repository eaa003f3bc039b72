import type { FoundSerialPort, ScannerPort, ScannerPortState } from '../../preload/contract/desk/scannerPort.ts'

/** What is used of the system's serial ports; native/serial-scanner/systemPorts.ts is the real thing. */
export interface SerialPorts {
  /** Rejects where the system does not tell its ports. */
  list(): Promise<readonly FoundSerialPort[]>
  /** Rejects with an error whose message `openProblemOf` reads. */
  open(port: ScannerPort): Promise<OpenSerialPort>
}

export interface OpenSerialPort {
  /** The next bytes, at least one; rejects when the port is gone or was closed. */
  read(): Promise<Uint8Array>
  close(): Promise<void>
}

type OpenProblem = Extract<ScannerPortState, 'absent' | 'denied' | 'in-use' | 'failed'>

/** By what the driver says, which is the system's own words: Windows' first, then those of Unix. */
const problems: readonly (readonly [OpenProblem, RegExp])[] = [
  ['absent', /file not found|no such (?:file|device)/i],
  // Windows answers so to whoever comes second; ports have no owner there who could refuse.
  ['in-use', /access denied|cannot lock port|resource (?:temporarily unavailable|busy)/i],
  ['denied', /permission denied|operation not permitted/i],
]

/** Why a port could not be opened. */
export const openProblemOf = (error: unknown): OpenProblem => {
  const said = error instanceof Error ? error.message : ''
  return problems.find(([, words]) => words.test(said))?.[0] ?? 'failed'
}
