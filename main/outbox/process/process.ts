import { ownProcessPort } from './processPort.ts'
import { serve } from './serve.ts'

/**
 * The sync worker's own program (Electron utilityProcess, or `child_process.fork` in tests): everything that leaves the clinic
 * leaves from here, so that nothing it does can slow or bring down the desk.
 */
const port = ownProcessPort()
if (port === null) {
  process.exitCode = 2
} else {
  const { crash } = serve({ port, exit: (code) => process.exit(code) })
  process.on('uncaughtException', crash)
  process.on('unhandledRejection', crash)
}
