import { parentLink } from '../helper-process/parentLink.ts'
import { createScannerHost } from './scannerHost.ts'
import { systemPorts } from './systemPorts.ts'

// Entry of the helper process that opens serial ports (out/main/serial-scanner-process.js). Opening a port can hang in its driver.
const link = parentLink()
if (link === null) throw new Error('started without a parent')
link.onMessage(createScannerHost({ ports: systemPorts(), post: link.post }))
