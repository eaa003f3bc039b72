import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { checkStore } from './care/checkStore.ts'
import { migrate, newestVersion } from './migrate.ts'
import { copyName } from './migrationCopy.ts'
import { addEncounter, addPatient } from './migrations/databaseAt.ts'
import { migrations } from './migrations/index.ts'
import { openStore } from './openStore.ts'
import { search } from './patient/patientSearch.ts'
import { openConnection, schemaVersion } from './sqliteConnection.ts'
import { okValue } from './temporaryStore.ts'

const oldVersion = 50
const patientId = '019a0000-0000-7000-8000-000000000001'
const key = new Uint8Array(randomBytes(32))
let folder: string
let file: string

const open = (readonly: boolean) =>
  openConnection({ file, key, readonly, nativeBinding: undefined, busyTimeoutMs: 1_000 })

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clinic-migration-'))
  file = join(folder, 'clinic.db')
  const db = open(false)
  db.pragma('journal_mode = WAL')
  migrate(db, oldVersion)
  addPatient(db, patientId, 'A100000001')
  for (const [index, id] of ['e1', 'e2'].entries()) addEncounter(db, id, patientId, index + 1)
  db.close()
})
afterEach(() => rm(folder, { recursive: true, force: true }))

it.each(migrations.map(({ version }) => version).filter((version) => version > oldVersion))(
  'killed within the step to %s, the next start goes on from the step before, with a copy and every row',
  async (version) => {
    const fixture = fileURLToPath(new URL('./migrator.fixture.ts', import.meta.url))
    const { signal } = spawnSync(process.execPath, [fixture, file, Buffer.from(key).toString('hex'), String(version)])
    expect(signal).toBe('SIGKILL')
    const between = open(false)
    const reached = schemaVersion(between)
    expect(reached).toBe(migrations.filter((one) => one.version < version).at(-1)?.version)
    between.close()
    const store = okValue(await openStore({ file, key }))
    expect(await search(store.db, '林示安', 5)).toHaveLength(1)
    await store.close()
    expect(existsSync(copyName(file, reached))).toBe(true)
    const after = open(true)
    expect(schemaVersion(after)).toBe(newestVersion)
    expect(after.prepare('SELECT count(*) FROM encounter').pluck().get()).toBe(2)
    expect(checkStore(after, 'integrity')).toBeNull()
    after.close()
  },
)
