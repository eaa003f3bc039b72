import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { ownProcessPort } from './processPort.ts'

/** A process as far as the port looks at it. */
const hostWith = (more: object): NodeJS.Process =>
  Object.assign(new EventEmitter(), { send: undefined, connected: false }, more) as unknown as NodeJS.Process

describe('ownProcessPort', () => {
  it("takes Electron's parent port, whose messages come wrapped", () => {
    const posted: unknown[] = []
    const parentPort = Object.assign(new EventEmitter(), { postMessage: (message: unknown) => posted.push(message) })
    const port = ownProcessPort(hostWith({ parentPort }))
    const got: unknown[] = []
    port?.onMessage((message) => got.push(message))
    parentPort.emit('message', { data: { type: 'wake' } })
    port?.post({ type: 'ready' })
    expect([got, posted]).toEqual([[{ type: 'wake' }], [{ type: 'ready' }]])
  })

  it('takes the channel of a fork, and drops what nobody is there to hear', () => {
    const sent: unknown[] = []
    const host = hostWith({ connected: true, send: (message: unknown) => sent.push(message) })
    const port = ownProcessPort(host)
    const got: unknown[] = []
    let closed = false
    port?.onMessage((message) => got.push(message))
    port?.onClose(() => {
      closed = true
    })
    host.emit('message', { type: 'stop' }, undefined)
    port?.post(1)
    host.connected = false
    host.emit('disconnect')
    port?.post(2)
    expect([got, sent, closed]).toEqual([[{ type: 'stop' }], [1], true])
  })

  it('is none in a process that nobody talks to', () => {
    expect(ownProcessPort(hostWith({}))).toBeNull()
  })
})
