import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ok } from './exchange.ts'
import { createFaultBox, type FaultBox } from './faults.ts'
import { type Service, startService } from './service.ts'
import { createSimulatedClock, type SimulatedClock } from './simulatedClock.ts'

let service: Service
let faults: FaultBox
let clock: SimulatedClock
let base: string
let worked: number

beforeEach(async () => {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  base = `http://127.0.0.1:${port}`
  faults = createFaultBox()
  clock = createSimulatedClock()
  worked = 0
  service = await startService({
    name: 'test',
    listeners: [{ label: 'taipei', port }],
    routes: [
      {
        method: 'POST',
        path: '/things/:id',
        handle: ({ params, body, dataCentre }) => {
          worked += 1
          return ok({ id: params.id, size: body.length, dataCentre })
        },
      },
    ],
    clock,
    bodyLimit: 10,
    faults,
    failure: (status) => ({ status, body: { status } }),
    codeReply: (code) => ok({ statusCode: Number(code) }),
  })
})

afterEach(() => service.close())

const post = (path: string, body = '') => fetch(`${base}${path}`, { method: 'POST', body })

describe('service', () => {
  it('answers by route and with the date of its clock', async () => {
    clock.shiftTo(-365 * 24 * 60 * 60 * 1000)
    const reply = await post('/things/a%20b', 'four')
    expect(await reply.json()).toEqual({ id: 'a b', size: 4, dataCentre: 'taipei' })
    expect(Math.abs(Date.parse(reply.headers.get('date') ?? '') - clock.now())).toBeLessThan(60_000)
  })

  it('tells an unknown path, a wrong method and a large body apart', async () => {
    expect((await post('/nothing')).status).toBe(404)
    expect((await fetch(`${base}/things/1`)).status).toBe(405)
    expect((await post('/things/1', 'eleven char')).status).toBe(413)
  })

  it('fails before the work, except where the reply is lost', async () => {
    faults.add({ kind: 'http-status', path: '*', count: 1, status: 503, retryAfterSeconds: 7 })
    const refused = await post('/things/1')
    expect([refused.status, refused.headers.get('retry-after'), worked]).toEqual([503, '7', 0])
    faults.add({ kind: 'garbage', path: '*', count: 1 })
    await expect(post('/things/1').then((reply) => reply.json())).rejects.toThrow()
    faults.add({ kind: 'code', path: '*', count: 1, code: '5003' })
    expect(await (await post('/things/1')).json()).toEqual({ statusCode: 5003 })
    faults.add({ kind: 'refuse', path: '*', count: 1 })
    await expect(post('/things/1')).rejects.toThrow()
    expect(worked).toBe(0)
    faults.add({ kind: 'lost-reply', path: '*', count: 1 })
    await expect(post('/things/1')).rejects.toThrow()
    expect(worked).toBe(1)
    faults.add({ kind: 'truncated', path: '*', count: 1 })
    const half = await post('/things/1')
    expect(half.status).toBe(200)
    await expect(half.text()).rejects.toThrow()
    expect(worked).toBe(2)
  })

  it('never answers a time-out', async () => {
    faults.add({ kind: 'timeout', path: '*', count: 1 })
    const waiting = fetch(`${base}/things/1`, { method: 'POST', signal: AbortSignal.timeout(100) })
    await expect(waiting).rejects.toThrow()
    expect(worked).toBe(0)
  })

  it('can go away and come back', async () => {
    await service.setListening(false)
    await expect(post('/things/1')).rejects.toThrow()
    await service.setListening(true)
    expect((await post('/things/1')).status).toBe(200)
  })
})
