import { fileURLToPath } from 'node:url'
import { endNow } from '../../helper-process/forkedProcess.ts'
import { forkNodeProcess } from './forkNodeProcess.ts'
import type { VirtualReader } from './virtualReader.ts'

/** Another PC/SC program of this PC, with one connection of its own to the card in the first reader. */
export interface OtherClient {
  /** The response in upper-case hex, or the words of the service's refusal. The first call connects. */
  transmit(apdu: string): Promise<string>
  close(): Promise<void>
}

export const openOtherClient = async ({ env, name }: VirtualReader): Promise<OtherClient> => {
  const child = forkNodeProcess(fileURLToPath(new URL('./otherClientProcess.ts', import.meta.url)), env)
  const waiting: ((answer: string) => void)[] = []
  child.on('message', (answer) => waiting.shift()?.(String(answer)))
  const gone = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  return {
    transmit: (apdu) =>
      new Promise((resolve) => {
        waiting.push(resolve)
        child.postMessage({ reader: name, apdu })
      }),
    async close() {
      endNow(child)
      await gone
    },
  }
}
