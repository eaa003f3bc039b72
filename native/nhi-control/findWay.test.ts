import { createServer } from 'node:http'
import { describe, expect, it } from 'vitest'
import { ControlSoftwareSchema, type NhiAdapter, type WayFinding } from '../../preload/contract/desk/controlSoftware.ts'
import { selfSigned } from '../network/testing/certificates.ts'
import { startLocalServer } from '../network/testing/localServer.ts'
import { decideWay, findWays, type WayProbes, wayProbes } from './findWay.ts'

const settings = ControlSoftwareSchema.parse({
  adapter: 'auto',
  baseUrl: 'https://localhost:5066',
  sha256Fingerprint: '',
  initialName: '',
})
const pinned = { ...settings, sha256Fingerprint: 'a'.repeat(64) }
const all: ReadonlySet<NhiAdapter> = new Set(['control6', 'cshis', 'vhc-sdk'])

const nothing: WayProbes = {
  certificate: async () => 'absent',
  fileExists: async () => false,
  answers: async () => false,
}
const shows = (sha256Fingerprint: string): WayProbes => ({
  ...nothing,
  certificate: async () => ({ sha256Fingerprint }),
})
const states = async (given: typeof settings, probes: WayProbes): Promise<readonly WayFinding['state'][]> =>
  (await findWays(given, probes)).map(({ state }) => state)

describe('looking for a way in', () => {
  it('tells what is at every address', async () => {
    expect(await states(settings, nothing)).toEqual(['absent', 'absent', 'absent'])
    expect(await states(settings, { ...nothing, certificate: async () => 'silent' })).toEqual([
      'silent',
      'absent',
      'absent',
    ])
    expect(await states(settings, shows('a'.repeat(64)))).toEqual(['not-pinned', 'absent', 'absent'])
    expect(await states(pinned, shows('a'.repeat(64)))).toEqual(['found', 'absent', 'absent'])
    expect(await states(pinned, shows('b'.repeat(64)))).toEqual(['other-certificate', 'absent', 'absent'])
    const files: string[] = []
    const others: WayProbes = {
      ...nothing,
      fileExists: async (file) => files.push(file) > 0,
      answers: async (baseUrl) => baseUrl === 'http://localhost:3033',
    }
    expect(await states(settings, others)).toEqual(['absent', 'found', 'found'])
    expect(files).toEqual(['C:\\NHI\\LIB\\csHis50.dll'])
  })

  it('asks this PC for real, and sends the control software nothing', async () => {
    const credential = await selfSigned()
    const control = await startLocalServer(credential, (_request, response) => response.end())
    const sdk = createServer((_request, response) => response.writeHead(404).end())
    const port = await new Promise<number>((resolve) => {
      sdk.listen(0, '127.0.0.1', () => {
        const address = sdk.address()
        resolve(typeof address === 'object' && address !== null ? address.port : 0)
      })
    })
    const here = {
      ...settings,
      baseUrl: control.baseUrl,
      cshis: { ...settings.cshis, libraryFile: import.meta.filename },
      vhcSdk: { baseUrl: `http://127.0.0.1:${port}` },
    }
    expect(await states(here, wayProbes)).toEqual(['not-pinned', 'found', 'found'])
    expect(await states({ ...here, sha256Fingerprint: credential.sha256 }, wayProbes)).toEqual([
      'found',
      'found',
      'found',
    ])
    expect(control.seen).toHaveLength(0)
    await control.close()
    sdk.closeAllConnections()
    await new Promise((resolve) => sdk.close(resolve))
    const gone = { ...here, cshis: { ...settings.cshis, libraryFile: `${import.meta.filename}.no` } }
    expect(await states(gone, wayProbes)).toEqual(['absent', 'absent', 'absent'])
  })
})

describe('the way that is taken', () => {
  const found = (...states: readonly WayFinding['state'][]): readonly WayFinding[] => {
    const adapters = ['control6', 'cshis', 'vhc-sdk'] as const
    return adapters.map((adapter, index) => ({ adapter, state: states[index] ?? 'absent' }))
  }
  it.each<[string, readonly WayFinding[], string, ReadonlySet<NhiAdapter>, NhiAdapter | null]>([
    ['nothing', found('absent', 'absent', 'absent'), '', all, null],
    ['6.0 before the others', found('found', 'found', 'found'), '', all, 'control6'],
    ['6.0 that has to be pinned first', found('not-pinned', 'found'), '', all, 'control6'],
    ['5.x where there is no 6.0', found('absent', 'found', 'found'), '', all, 'cshis'],
    ['5.x where 6.0 says nothing', found('silent', 'found'), '', all, 'cshis'],
    ['the SDK alone', found('absent', 'absent', 'found'), '', all, 'vhc-sdk'],
    ['6.0 that is pinned and not up yet', found('absent', 'found'), 'a'.repeat(64), all, 'control6'],
    ['6.0 that shows another certificate', found('other-certificate', 'found'), 'a'.repeat(64), all, 'control6'],
    [
      'what this program has',
      found('absent', 'found', 'found'),
      '',
      new Set<NhiAdapter>(['control6', 'vhc-sdk']),
      'vhc-sdk',
    ],
    ['nothing that this program lacks', found('absent', 'found'), '', new Set<NhiAdapter>(['control6']), null],
  ])('is %s', (_name, findings, sha256Fingerprint, built, expected) => {
    expect(decideWay(findings, { sha256Fingerprint, built })).toBe(expected)
  })
})
