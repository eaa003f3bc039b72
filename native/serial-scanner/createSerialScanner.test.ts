import { afterEach, describe, expect, it } from 'vitest'
import { createSerialScanner } from './createSerialScanner.ts'
import type { SerialScannerPort } from './port.ts'
import { describeSerialScannerPort } from './portContract.ts'
import { createFakePorts, type FakePorts } from './testing/fakePorts.ts'
import { createInProcess, type InProcess } from './testing/inProcess.ts'

const path = 'COM3'
const soonMs = 10

interface Played {
  readonly port: SerialScannerPort
  readonly fake: FakePorts
  readonly helpers: InProcess[]
}
const open: SerialScannerPort[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((port) => port.dispose()))
})
const play = (): Played => {
  const fake = createFakePorts()
  const helpers: InProcess[] = []
  const port = createSerialScanner({
    processFile: 'serial-scanner-process.js',
    fork: () => {
      const helper = createInProcess(fake, soonMs)
      helpers.push(helper)
      return helper
    },
  })
  open.push(port)
  return { port, fake, helpers }
}
const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5))
}

describeSerialScannerPort('played ports in this process', async () => {
  const { port, fake } = play()
  return {
    port,
    path,
    plugIn: () => fake.plugIn(path),
    pullOut: () => fake.pullOut(path),
    send: (bytes) => fake.send(path, typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes),
    close: () => port.dispose(),
  }
})

describe('createSerialScanner', () => {
  it.each([
    ['Opening COM3: Access denied', 'in-use'],
    ['Error Resource temporarily unavailable Cannot lock port', 'in-use'],
    ['Error: Device or resource busy, cannot open /dev/ttyS0', 'in-use'],
    ['Opening COM3: File not found', 'absent'],
    ['Error: No such device or address, cannot open /dev/ttyS0', 'absent'],
    ['Error: Permission denied, cannot open /dev/ttyUSB0', 'denied'],
    ['Opening COM3: Unknown error code 31', 'failed'],
  ])('%s is %s, and mends itself', async (words, state) => {
    const { port, fake } = play()
    fake.plugIn(path)
    fake.refuse(path, words)
    port.use({ path, baudRate: 9600 })
    await until(() => port.link().state === state)
    fake.refuse(path, null)
    await until(() => port.link().state === 'open')
  })

  it('runs no process when there is nothing to hear', async () => {
    const { port, helpers } = play()
    expect(helpers).toHaveLength(0)
    expect(await port.find()).toEqual([])
    expect(helpers.map(({ isAlive }) => isAlive)).toEqual([false])
    port.use({ path, baudRate: 9600 })
    port.use(null)
    expect(helpers.map(({ isAlive }) => isAlive)).toEqual([false, false])
  })

  it('says when the system does not tell its ports', async () => {
    const { port, fake } = play()
    fake.hideList()
    expect(await port.find()).toBeNull()
  })

  it('goes on after its process has ended by itself, and answers who was waiting', async () => {
    const { port, fake, helpers } = play()
    fake.plugIn(path)
    port.use({ path, baudRate: 9600 })
    await until(() => port.link().state === 'open')
    const asked = port.find()
    helpers[0]?.crash()
    expect(await asked).toBeNull()
    expect(port.link().state).toBe('failed')
    await until(() => port.link().state === 'open')
    expect(helpers).toHaveLength(2)
  })

  it('still tells the ports to who asked before the port was given up', async () => {
    const { port, fake } = play()
    fake.plugIn(path)
    port.use({ path, baudRate: 9600 })
    const asked = port.find()
    port.use(null)
    expect(await asked).toEqual([{ path, name: 'Scanner' }])
  })
})
