import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createKeyProtector, type SafeStorage } from './electronKeyProtector.ts'
import { type KeyProtector, openKeyVault } from './keyVault.ts'

let folder: string
let keyFile: string
let databaseFile: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clinic-vault-'))
  keyFile = join(folder, 'key.json')
  databaseFile = join(folder, 'clinic.db')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** An operating system of one user: wraps by turning the text round, and opens only its own. */
const safeStorageOf = (user: string, backend = 'gnome_libsecret', available = true): SafeStorage => ({
  isEncryptionAvailable: () => available,
  encryptString: (plain) => Buffer.from(`${user}:${[...plain].reverse().join('')}`),
  decryptString: (wrapped) => {
    const [owner, text = ''] = wrapped.toString().split(':')
    if (owner !== user) throw new Error('not yours')
    return [...text].reverse().join('')
  },
  getSelectedStorageBackend: () => backend,
})

const protectorOf = (
  safeStorage: SafeStorage,
  changes: { platform?: NodeJS.Platform; isPackaged?: boolean; insecureDevelopmentKey?: boolean } = {},
): KeyProtector =>
  createKeyProtector({ safeStorage, platform: 'linux', isPackaged: false, insecureDevelopmentKey: false, ...changes })

const os = protectorOf(safeStorageOf('clinic'))
const none = protectorOf(safeStorageOf('clinic', 'basic_text'))
const development = protectorOf(safeStorageOf('clinic', 'basic_text'), { insecureDevelopmentKey: true })
const open = (protector: KeyProtector) => openKeyVault({ keyFile, databaseFile, protector })
const lost = (problem: string) => ({ ok: false, error: { code: 'STORE_KEY_LOST', details: { problem } } })

describe('protection', () => {
  it.each([
    ['a keyring', safeStorageOf('a'), {}, ['os']],
    ['no keyring', safeStorageOf('a', 'basic_text'), {}, []],
    ['an unknown backend', safeStorageOf('a', 'unknown'), {}, []],
    ['nothing available', safeStorageOf('a', 'gnome_libsecret', false), {}, []],
    ['DPAPI', safeStorageOf('a', ''), { platform: 'win32' }, ['os']],
    ['no DPAPI', safeStorageOf('a', '', false), { platform: 'win32' }, []],
    ['leave in development', safeStorageOf('a', 'basic_text'), { insecureDevelopmentKey: true }, ['development']],
    [
      'leave in a packaged build',
      safeStorageOf('a', 'basic_text'),
      { insecureDevelopmentKey: true, isPackaged: true },
      [],
    ],
  ] as const)('with %s', (_what, safeStorage, changes, expected) => {
    const protector = protectorOf(safeStorage, changes)
    expect(Object.entries(protector).flatMap(([name, wrapping]) => (wrapping === null ? [] : [name]))).toEqual(expected)
  })
})

describe('the vault', () => {
  it('makes a random key once and gives the same one ever after', async () => {
    const first = await open(os)
    const second = await open(os)
    expect(first).toMatchObject({ ok: true, value: { protection: 'os' } })
    expect(second).toEqual(first)
    if (!first.ok) throw new Error(first.error.code)
    expect(first.value.key).toHaveLength(32)
    const text = await readFile(keyFile, 'latin1')
    expect(text).not.toContain(Buffer.from(first.value.key).toString('base64'))
    await rm(keyFile)
    expect(await open(os)).not.toEqual(first)
  })

  it('keeps a plain key in development only, and a program without leave does not use it', async () => {
    const made = await open(development)
    expect(made).toMatchObject({ ok: true, value: { protection: 'development' } })
    expect(await open(development)).toEqual(made)
    expect(await open(none)).toMatchObject(lost('development-key'))
    expect(await open(os)).toMatchObject(lost('development-key'))
  })

  it('makes none where nothing protects it', async () => {
    expect(await open(none)).toMatchObject({ error: { code: 'NOT_CONFIGURED', details: { problem: 'no-protection' } } })
    expect(await readdir(folder)).toEqual([])
  })

  it('never makes a new key beside a database', async () => {
    await writeFile(databaseFile, 'pages')
    for (const protector of [os, development]) expect(await open(protector)).toMatchObject(lost('key-file-missing'))
    expect(await readdir(folder)).toEqual(['clinic.db'])
  })

  it('says that a key of another user, or without its keyring, cannot be opened', async () => {
    await open(os)
    expect(await open(protectorOf(safeStorageOf('somebody else')))).toMatchObject(lost('not-unwrapped'))
    expect(await open(none)).toMatchObject(lost('no-protection'))
    expect(await open(os)).toMatchObject({ ok: true })
  })

  it.each(['not json', '[]', '{"version":1}', '{"version":2,"protection":"os","wrapped":"AAAA"}'])(
    'says that %s is no key, and does not replace it',
    async (content) => {
      await writeFile(keyFile, content)
      expect(await open(os)).toMatchObject(lost('key-file-unreadable'))
      expect(await readFile(keyFile, 'utf8')).toBe(content)
    },
  )

  it('refuses a key of the wrong length', async () => {
    const wrapped = safeStorageOf('clinic').encryptString(Buffer.alloc(16).toString('base64')).toString('base64')
    await writeFile(keyFile, JSON.stringify({ version: 1, protection: 'os', wrapped }))
    expect(await open(os)).toMatchObject(lost('key-file-unreadable'))
  })

  it('makes its folder, and says when it can’t', async () => {
    const deep = join(folder, 'a', 'b', 'key.json')
    expect(await openKeyVault({ keyFile: deep, databaseFile, protector: os })).toMatchObject({ ok: true })
    await writeFile(join(folder, 'file'), '')
    await chmod(join(folder, 'file'), 0o600)
    const inFile = join(folder, 'file', 'key.json')
    expect(await openKeyVault({ keyFile: inFile, databaseFile, protector: os })).toMatchObject({
      error: { code: 'STORE_LOCATION' },
    })
  })
})
