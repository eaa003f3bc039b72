import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrate, newestVersion } from './migrate.ts'
import { addPatient } from './migrations/databaseAt.ts'
import { migrations } from './migrations/index.ts'
import { openStore } from './openStore.ts'
import * as patients from './patient/patientRepository.ts'
import { search } from './patient/patientSearch.ts'
import { assertDurable, makeDurable, openConnection, schemaVersion } from './sqliteConnection.ts'
import { syntheticPatient } from './syntheticRecords.ts'
import { okValue } from './temporaryStore.ts'

let folder: string
let file: string
const key = new Uint8Array(randomBytes(32))
const otherKey = new Uint8Array(randomBytes(32))

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clinic-open-'))
  file = join(folder, 'clinic.db')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const rawConnection = (connectionKey = key) =>
  openConnection({ file, key: connectionKey, readonly: false, nativeBinding: undefined, busyTimeoutMs: 100 })

const withPatient = async (name: string): Promise<void> => {
  const store = okValue(await openStore({ file, key }))
  okValue(await store.write((tx) => patients.insert(tx, syntheticPatient(1, { name }))))
  await store.close()
}

/** Every file of the folder with its hash, but the wal-index, which readers share and which holds no content. */
const fingerprints = async (): Promise<Record<string, string>> => {
  const names = (await readdir(folder)).filter((name) => !name.endsWith('-shm')).sort()
  const entries = await Promise.all(
    names.map(async (name) => {
      const content = await readFile(join(folder, name))
      return [name, createHash('sha256').update(content).digest('hex')] as const
    }),
  )
  return Object.fromEntries(entries)
}

describe('a new store', () => {
  it('is made with the newest schema, and opens again with what was written', async () => {
    await withPatient('林示安')
    const store = okValue(await openStore({ file, key }))
    expect(await search(store.db, '示安', 5)).toHaveLength(1)
    await store.close()
    const db = rawConnection()
    expect(schemaVersion(db)).toBe(newestVersion)
    db.close()
  })

  it('shows neither a header nor a name, in the file or in the WAL', async () => {
    const name = '絕無此人示範'
    const store = okValue(await openStore({ file, key }))
    okValue(await store.write((tx) => patients.insert(tx, syntheticPatient(1, { name, note: 'PLAIN-NOTE' }))))
    const wal = await readFile(`${file}-wal`)
    expect(wal.length).toBeGreaterThan(4096)
    await store.close()
    const database = await readFile(file)
    for (const content of [wal, database]) {
      expect(content.includes('SQLite format 3')).toBe(false)
      expect(content.includes(name)).toBe(false)
      expect(content.includes(Buffer.from(name, 'utf16le'))).toBe(false)
      expect(content.includes('PLAIN-NOTE')).toBe(false)
      expect(content.includes('patient')).toBe(false)
    }
  })
})

describe('durability', () => {
  it('would be lost on a connection that was not told, and that shows only after its first transaction', async () => {
    await withPatient('林示安')
    const db = rawConnection()
    db.exec('CREATE TABLE probe (id INTEGER)')
    expect(() => assertDurable(db)).toThrow('synchronous = 1')
    db.close()
  })

  it('holds on a connection that was told', async () => {
    await withPatient('林示安')
    const db = rawConnection()
    makeDurable(db)
    db.exec('CREATE TABLE probe (id INTEGER)')
    expect(() => assertDurable(db)).not.toThrow()
    db.close()
  })
})

describe('a store that cannot be opened', () => {
  it('made with another key says so', async () => {
    await withPatient('林示安')
    const before = await fingerprints()
    expect(await openStore({ file, key: otherKey })).toMatchObject({ ok: false, error: { code: 'STORE_KEY_LOST' } })
    expect(await fingerprints()).toEqual(before)
  })

  it('whose pages are damaged says so, although the key is right', async () => {
    await withPatient('林示安')
    const content = await readFile(file)
    content.fill(0x5a, 0, 4096)
    await writeFile(file, content)
    expect(await openStore({ file, key })).toMatchObject({ ok: false, error: { code: 'STORE_CORRUPT' } })
  })

  it.each([
    ['random bytes', randomBytes(8192)],
    ['a short text', Buffer.from('not a database')],
    ['a plain database', Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(4080)])],
  ])('because it is %s says so, and is left as it is', async (_what, content) => {
    await writeFile(file, content)
    expect(await openStore({ file, key })).toMatchObject({ ok: false, error: { code: 'STORE_CORRUPT' } })
    expect(await readFile(file)).toEqual(content)
  })

  it('because its folder is not there says so', async () => {
    expect(await openStore({ file: join(folder, 'nowhere', 'clinic.db'), key })).toMatchObject({
      error: { code: 'STORE_LOCATION', details: { problem: 'missing' } },
    })
  })

  it.each(['\\\\server\\share\\clinic.db', '//server/share/clinic.db'])(
    'because it lies on a share: %s',
    async (share) => {
      expect(await openStore({ file: share, key })).toMatchObject({
        error: { code: 'STORE_LOCATION', details: { problem: 'network' } },
      })
    },
  )
})

describe('a database from the future', () => {
  const makeFuture = (): void => {
    const db = rawConnection()
    makeDurable(db)
    db.pragma(`user_version = ${newestVersion + 40}`)
    db.close()
  }

  it('is refused with its version, and not a byte of it changes', async () => {
    await withPatient('林示安')
    makeFuture()
    const before = await fingerprints()
    expect(await openStore({ file, key })).toEqual({
      ok: false,
      error: {
        code: 'STORE_FROM_FUTURE',
        retryable: false,
        details: { version: newestVersion + 40, known: newestVersion },
      },
    })
    // SQLite makes an empty WAL to read through; nothing is ever in it.
    const { 'clinic.db-wal': wal, ...after } = await fingerprints()
    expect(after).toEqual(before)
    expect(wal).toBe(createHash('sha256').digest('hex'))
  })

  it('keeps even what a crash of the newer program left in its WAL', async () => {
    await withPatient('林示安')
    const db = rawConnection()
    makeDurable(db)
    db.pragma(`user_version = ${newestVersion + 10}`)
    // A copy taken while the connection is open is what a crash leaves behind.
    const crashed = new Map<string, Buffer>()
    for (const suffix of ['', '-wal']) crashed.set(suffix, await readFile(`${file}${suffix}`))
    db.close()
    for (const [suffix, content] of crashed) await writeFile(`${file}${suffix}`, content)
    const before = await fingerprints()
    expect(await openStore({ file, key })).toMatchObject({
      error: { code: 'STORE_FROM_FUTURE', details: { version: newestVersion + 10 } },
    })
    expect(await fingerprints()).toEqual(before)
  })
})

describe('an older database', () => {
  const previousVersion = migrations.at(-2)?.version
  it('is copied before its schema goes forward', async () => {
    const db = rawConnection()
    makeDurable(db)
    migrate(db, previousVersion)
    addPatient(db, syntheticPatient(1).id, 'A100000001')
    db.close()
    const old = await readFile(file)
    const store = okValue(await openStore({ file, key }))
    expect(await patients.findByNationalId(store.db, 'A100000001')).not.toBeNull()
    await store.close()
    const copy = `${file}.version-${previousVersion}`
    expect((await readFile(copy)).equals(old)).toBe(true)
  })

  it('is not copied when nothing has to be done', async () => {
    await withPatient('林示安')
    await withPatientOpened()
    expect((await readdir(folder)).filter((name) => name.includes('version-'))).toEqual([])
  })

  const withPatientOpened = async (): Promise<void> => {
    const store = okValue(await openStore({ file, key }))
    await store.close()
    expect(existsSync(file)).toBe(true)
  }
})
