import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ScannerEvent, SerialScannerPort } from '../../../native/serial-scanner/port.ts'
import type { ScannerLink, ScannerPort } from '../../../preload/contract/desk/scannerPort.ts'
import { openTemporaryStore, type TemporaryStore } from '../../store/temporaryStore.ts'
import { openScannerDesk, type ScannerDesk } from './scannerDesk.ts'

const com3: ScannerPort = { path: 'COM3', baudRate: 115_200 }
let temporary: TemporaryStore
let link: ScannerLink
let say: (event: ScannerEvent) => void
let published: unknown[]

const scanner: SerialScannerPort = {
  link: () => link,
  use(port) {
    link = { port, state: port === null ? 'off' : 'opening' }
  },
  find: async () => [{ path: 'COM3', name: null }],
  subscribe(listener) {
    say = listener
    return () => undefined
  },
  dispose: async () => undefined,
}
const open = (): ScannerDesk =>
  openScannerDesk({ scanner, store: temporary.store, publish: (name, payload) => published.push([name, payload]) })

beforeEach(async () => {
  temporary = await openTemporaryStore()
  link = { port: null, state: 'off' }
  published = []
})
afterEach(() => temporary.dispose())

describe('the scanner of a desk', () => {
  it('uses no port before one was chosen', async () => {
    await open().begin()
    expect(link).toEqual({ port: null, state: 'off' })
  })

  it('is remembered, and forgotten', async () => {
    expect(await open().choose(com3)).toEqual({ ok: true, value: { port: com3, state: 'opening' } })
    link = { port: null, state: 'off' }
    await open().begin()
    expect(link.port).toEqual(com3)
    await open().choose(null)
    link = { port: com3, state: 'open' }
    await open().begin()
    expect(link.port, 'a begin without a remembered port changes nothing').toEqual(com3)
  })

  it('that was chosen while the program began stays chosen', async () => {
    await open().choose(com3)
    const desk = open()
    const began = desk.begin()
    await desk.choose({ path: 'COM7', baudRate: 9600 })
    await began
    expect(link.port?.path).toBe('COM7')
  })

  it.each(['nonsense', '{"path":"/etc/passwd","baudRate":9600}', '7'])('ignores %s in the store', async (kept) => {
    await temporary.must((tx) => tx.insertInto('preference').values({ key: 'scannerPort', value: kept }).execute())
    await open().begin()
    expect(link.port).toBeNull()
  })

  it('tells the page what was scanned and how the port stands', () => {
    open()
    say({ type: 'line', line: { kind: 'text', text: 'x' } })
    say({ type: 'link', link: { port: com3, state: 'absent' } })
    expect(published).toEqual([
      ['scanner-port:scanned', { kind: 'text', text: 'x' }],
      ['scanner-port:changed', { port: com3, state: 'absent' }],
    ])
  })
})
