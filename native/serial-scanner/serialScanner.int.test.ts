import { fileURLToPath } from 'node:url'
import { describe } from 'vitest'
import { forkNodeProcess } from '../helper-process/nodeProcess.ts'
import { createSerialScanner } from './createSerialScanner.ts'
import { describeSerialScannerPort } from './portContract.ts'
import { createPseudoPort, pseudoPortMissing } from './testing/pseudoPort.ts'

const processFile = fileURLToPath(new URL('./process.ts', import.meta.url))
const missing = pseudoPortMissing()

describe.skipIf(missing !== null)(`a pseudo terminal${missing === null ? '' : ` (skipped: ${missing})`}`, () => {
  describeSerialScannerPort('the driver in a process of its own', async () => {
    const pseudo = createPseudoPort()
    const port = createSerialScanner({ processFile, fork: (file) => forkNodeProcess(file) })
    return {
      port,
      path: pseudo.path,
      plugIn: pseudo.plugIn,
      pullOut: pseudo.pullOut,
      send: pseudo.send,
      async close() {
        await port.dispose()
        pseudo.dispose()
      },
    }
  })
})
