import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openServerBench, type ServerBench } from '../network/testing/serverBench.ts'
import { probeDataCentre } from './probeDataCentre.ts'

let bench: ServerBench
beforeAll(async () => {
  bench = await openServerBench()
})
afterAll(() => bench.closeAll())

const probe = (baseUrl: string, caPem: string | null = bench.authority.caPem) => probeDataCentre({ baseUrl, caPem })

describe('asking one data centre by itself', () => {
  it('takes any answer, and tells its clock', async () => {
    const server = await bench.serve((_request, response) => {
      response.writeHead(404, { date: new Date(Date.now() + 120_000).toUTCString() })
      response.end('<html>')
    }, bench.signed)
    const answer = await probe(server.baseUrl)
    expect(answer.ok && answer.value.offsetMs).toBeGreaterThan(110_000)
    expect(server.seen.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /'])
  })

  it('names what is wrong', async () => {
    const failing = await bench.serve((_request, response) => response.writeHead(503).end(), bench.signed)
    const cut = await bench.serve((_request, _response, socket) => socket.destroy(), bench.signed)
    const closed = await bench.serve((_request, response) => response.end(), bench.signed)
    await closed.close()
    const codeOf = async (baseUrl: string, caPem?: string) => {
      const answer = await probe(baseUrl, caPem)
      return answer.ok ? 'ok' : answer.error.code
    }
    expect(await codeOf(failing.baseUrl)).toBe('NHI_SERVER_ERROR')
    expect(await codeOf(cut.baseUrl)).toBe('NHI_REPLY_LOST')
    expect(await codeOf(closed.baseUrl)).toBe('NHI_UNREACHABLE')
    expect(await codeOf(failing.baseUrl, bench.otherAuthority.caPem)).toBe('NHI_UNREACHABLE')
  })

  it('is given up when it is told to', async () => {
    const silent = await bench.serve(() => undefined, bench.signed)
    const abort = new AbortController()
    const asked = probeDataCentre({ baseUrl: silent.baseUrl, caPem: bench.authority.caPem }, abort.signal)
    abort.abort()
    expect((await asked).ok).toBe(false)
  })
})
