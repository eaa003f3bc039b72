import type { FoundSerialPort, ScannerPort } from '../../../../preload/contract/desk/scannerPort.ts'

/** One port to choose; `name` is what the device calls itself. */
export interface PortChoice {
  readonly path: string
  readonly name: string | null
  readonly connected: boolean
}

/** The ports to choose from: those found, and the chosen one when it is not among them (a scanner that is not plugged in now). */
export const scannerPortChoices = (
  chosen: ScannerPort | null,
  found: readonly FoundSerialPort[],
): readonly PortChoice[] => {
  const choices = found.map(({ path, name }) => ({ path, name, connected: true }))
  if (chosen === null || found.some(({ path }) => path === chosen.path)) return choices
  return [{ path: chosen.path, name: null, connected: false }, ...choices]
}
