import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ControlSoftwareSchema } from '../../preload/contract/desk/controlSoftware.ts'
import { changeSettings, readPem, readSettings, writeSettings } from './settingsFile.ts'

let folder: string
let file: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clinic-settings-'))
  file = join(folder, 'settings.json')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const settings = {
  version: 1,
  demonstration: true,
  clinic: {
    providerNumber: '3500000000',
    name: '示範診所',
    medicalCategory: '11',
    area: 'general' as const,
    registrationFee: 100,
    cardDeposit: 300,
    address: '',
    telephone: '',
  },
  desk: { id: 'desk-1', name: '櫃檯', person: '示範員' },
  readers: { patient: 'NHI Reader Patient', professional: 'NHI Reader HPC' },
  controlSoftware: ControlSoftwareSchema.parse({
    adapter: 'control6',
    baseUrl: 'https://localhost:7777',
    sha256Fingerprint: '',
    initialName: '',
  }),
  nhiServer: { baseUrls: ['https://nhi.example.test'], caFile: null, resultPollMs: 10_000 },
  clinicCloud: null,
  practitioners: [],
  rooms: [{ id: 'room-1', name: '一診' }],
  selfPayItems: [],
}

const problemOf = async (): Promise<unknown> => {
  const read = await readSettings(file)
  return read.ok ? null : read.error.details?.problem
}

describe('settings', () => {
  it('are nothing before they are written, and then what was written', async () => {
    expect(await readSettings(file)).toEqual({ ok: true, value: null })
    expect(await writeSettings(file, settings)).toEqual({ ok: true, value: null })
    expect(await readSettings(file)).toEqual({ ok: true, value: settings })
  })

  it('keep what other programs noted in the file', async () => {
    await writeFile(file, JSON.stringify({ ...settings, notes: { by: 'other' } }))
    await writeSettings(file, { ...settings, rooms: [] })
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ rooms: [], notes: { by: 'other' } })
  })

  it('change in part, as they are in the file now', async () => {
    expect(await changeSettings(file, { rooms: [] })).toMatchObject({ error: { code: 'NOT_CONFIGURED' } })
    await writeFile(file, JSON.stringify({ ...settings, notes: { by: 'other' } }))
    const readers = { patient: 'A', professional: 'B' }
    expect(await changeSettings(file, { readers })).toEqual({ ok: true, value: null })
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ ...settings, readers, notes: { by: 'other' } })
    await writeFile(file, '{}')
    expect(await changeSettings(file, { readers })).toMatchObject({ error: { code: 'SETTINGS_INVALID' } })
  })

  it('name the place that is wrong, and no value', async () => {
    await writeFile(
      file,
      JSON.stringify({ ...settings, clinic: { ...settings.clinic, providerNumber: 'SECRET-VALUE' } }),
    )
    const problem = await problemOf()
    expect(problem).toMatch(/^clinic\.providerNumber: /)
    expect(problem).not.toContain('SECRET')
    const refused = await writeSettings(file, { ...settings, desk: null })
    expect(refused).toMatchObject({ ok: false, error: { code: 'SETTINGS_INVALID' } })
  })

  it.each([
    ['not JSON', '{"version":'],
    ['not an object', '[1]'],
    ['too long', ' '.repeat(1024 * 1024 + 1)],
  ])('that are %s say so', async (problem, content) => {
    await writeFile(file, content)
    expect(await problemOf()).toBe(problem)
  })

  it('written by an editor with a byte order mark are read', async () => {
    await writeFile(file, `\uFEFF${JSON.stringify(settings)}`)
    expect(await readSettings(file)).toMatchObject({ ok: true, value: { desk: { id: 'desk-1' } } })
  })

  it('can be mended although the file before was broken', async () => {
    await writeFile(file, 'broken')
    expect(await writeSettings(file, settings)).toMatchObject({ ok: true })
    expect(await readSettings(file)).toEqual({ ok: true, value: settings })
  })
})

describe('certificate files', () => {
  it('are read as text, and only if they look like one', async () => {
    const pem = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'
    await writeFile(file, pem)
    expect(await readPem(file)).toEqual({ ok: true, value: pem })
    for (const [content, problem] of [
      ['just text', 'not PEM'],
      ['x'.repeat(256 * 1024 + 1), 'too long'],
    ] as const) {
      await writeFile(file, content)
      expect(await readPem(file)).toMatchObject({ error: { code: 'SETTINGS_INVALID', details: { problem } } })
    }
    expect(await readPem(join(folder, 'none.pem'))).toMatchObject({ error: { details: { problem: 'ENOENT' } } })
  })
})
