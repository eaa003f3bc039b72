import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { longestScannedLine, type ScannedLine } from '../../preload/contract/desk/scannerPort.ts'
import type { SerialScannerPort } from './port.ts'

/** What the suite needs of an implementation: its port, a scanner on a serial port, and hands to plug it in and scan with it. */
export interface SerialScannerHarness {
  readonly port: SerialScannerPort
  /** Name of the scanner's port, whether or not it is plugged in. It is not, at first. */
  readonly path: string
  plugIn(): void
  pullOut(): void
  send(bytes: string | Uint8Array): void
  close(): Promise<void>
}

const token = 'NHIVC2.0123456789-abcdefXYZ'

/** Everything that stands on a scanner relies on: every adapter and every fake passes it. */
export const describeSerialScannerPort = (name: string, open: () => Promise<SerialScannerHarness>): void => {
  describe(`SerialScannerPort: ${name}`, () => {
    let harness: SerialScannerHarness
    let lines: ScannedLine[]
    let states: string[]

    beforeEach(async () => {
      harness = await open()
      lines = []
      states = []
      harness.port.subscribe((event) => {
        if (event.type === 'line') lines.push(event.line)
        else states.push(event.link.state)
      })
    })
    afterEach(() => harness.close())

    const until = async (isSo: () => boolean): Promise<void> => {
      while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5))
    }
    const heard = async (count: number): Promise<readonly ScannedLine[]> => {
      await until(() => lines.length >= count)
      return lines
    }
    const use = async (baudRate: 9600 | 115200 = 9600): Promise<void> => {
      harness.port.use({ path: harness.path, baudRate })
      await until(() => harness.port.link().state === 'open')
    }

    it('hears nothing as long as no port is chosen', () => {
      expect(harness.port.link()).toEqual({ port: null, state: 'off' })
    })

    it.each([
      ['CR', `${token}\r`],
      ['LF', `${token}\n`],
      ['both', `${token}\r\n`],
      ['nothing but silence', token],
    ])('hands a scan on that ends with %s', async (_end, sent) => {
      harness.plugIn()
      await use()
      harness.send(sent)
      expect(await heard(1)).toEqual([{ kind: 'text', text: token }])
      harness.send(sent)
      expect(await heard(2)).toEqual([
        { kind: 'text', text: token },
        { kind: 'text', text: token },
      ])
    })

    it('refuses what is no text and what has no end, and goes on', async () => {
      harness.plugIn()
      await use()
      harness.send(Uint8Array.from([0xff, 0xfe, 0x41, 13]))
      expect(await heard(1)).toEqual([{ kind: 'refused', reason: 'binary' }])
      harness.send(`${'x'.repeat(3 * longestScannedLine)}\r`)
      expect((await heard(2)).slice(1)).toEqual([{ kind: 'refused', reason: 'too-long' }])
      harness.send(`${token}\r`)
      expect((await heard(3)).slice(2)).toEqual([{ kind: 'text', text: token }])
    })

    it('uses the scanner as soon as it is plugged in, and again after it was pulled out', async () => {
      harness.port.use({ path: harness.path, baudRate: 9600 })
      await until(() => harness.port.link().state === 'absent')
      harness.plugIn()
      await until(() => harness.port.link().state === 'open')
      harness.pullOut()
      await until(() => harness.port.link().state === 'absent')
      harness.plugIn()
      await until(() => harness.port.link().state === 'open')
      harness.send(`${token}\r`)
      expect(await heard(1)).toEqual([{ kind: 'text', text: token }])
      expect(states).toEqual(['opening', 'absent', 'open', 'absent', 'open'])
    })

    it('can be set to another speed, and lets the port go', async () => {
      harness.plugIn()
      await use()
      await use(115200)
      harness.send(`${token}\r`)
      expect(await heard(1)).toHaveLength(1)
      harness.port.use(null)
      expect(harness.port.link()).toEqual({ port: null, state: 'off' })
      await use()
      expect(states.filter((state) => state === 'in-use')).toEqual([])
    })

    it('answers a question for the ports, with or without one chosen', async () => {
      harness.plugIn()
      const ports = await harness.port.find()
      await use()
      expect(await harness.port.find()).toEqual(ports)
      expect(harness.port.link().state).toBe('open')
    })
  })
}
