import { argumentsFit, type CallArgument } from './functionTable.ts'
import { type FromHelper, ToHelperSchema } from './helperMessages.ts'
import type { LoadOutcome } from './koffiLibrary.ts'
import { callLibrary, type NativeLibrary } from './libraryCall.ts'

export interface CshisHostOptions {
  readonly load: (libraryPath: string) => LoadOutcome
  readonly post: (message: FromHelper) => void
}

const fromWire = (value: number | string): CallArgument =>
  typeof value === 'number' ? value : Buffer.from(value, 'base64')
const toWire = (value: number | Uint8Array): number | string =>
  typeof value === 'number' ? value : Buffer.from(value).toString('base64')

/**
 * The inside of the helper process: loads the library, and carries out one call after the other on the process's own thread,
 * which is where every program before has called this library from. A call that doesn't come back is main's to end.
 */
export const createCshisHost = ({ load, post }: CshisHostOptions): ((message: unknown) => void) => {
  let library: NativeLibrary | null = null
  return (raw) => {
    const message = ToHelperSchema.parse(raw)
    if (message.type === 'load') {
      const outcome = load(message.libraryPath)
      if ('library' in outcome) library = outcome.library
      post('library' in outcome ? { type: 'loaded' } : { type: 'not-loaded', ...outcome })
      return
    }
    const given = message.arguments.map(fromWire)
    // Foreign code takes every word for a pointer: a message that doesn't fit ends the process rather than reach it.
    if (library === null || !argumentsFit(message.name, given)) throw new Error(`not callable: ${message.name}`)
    const { status, outputs, damage } = callLibrary(library, message.name, given)
    post({ type: 'returned', id: message.id, status, outputs: outputs.map(toWire), damage })
  }
}
