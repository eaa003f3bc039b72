import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { verifyAuditChain } from './audit/auditChain.ts'
import { read } from './audit/auditRepository.ts'
import { get } from './desk/preferenceRepository.ts'
import { openStore } from './openStore.ts'
import { findByNationalId, insert } from './patient/patientRepository.ts'
import { openConnection } from './sqliteConnection.ts'
import { syntheticPatient } from './syntheticRecords.ts'
import { okValue } from './temporaryStore.ts'

let folder: string
let file: string
const key = new Uint8Array(randomBytes(32))

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clinic-crash-'))
  file = join(folder, 'clinic.db')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const startWriter = (from: number): ChildProcess =>
  spawn(
    process.execPath,
    [
      fileURLToPath(new URL('./writer.fixture.ts', import.meta.url)),
      file,
      Buffer.from(key).toString('hex'),
      String(from),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )

/** Lets the writer report so many transactions, kills it in the middle of a later one, and gives the last number it reported. */
const killAfter = async (writer: ChildProcess, reports: number): Promise<number> => {
  let text = ''
  let killed = false
  writer.stdout?.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1')
    if (killed || text.split('\n').length <= reports) return
    killed = true
    writer.kill('SIGKILL')
  })
  await once(writer, 'close')
  expect(killed).toBe(true)
  return Number(text.split('\n').at(-2))
}

describe('a process killed while it writes', () => {
  it('leaves every transaction it had reported, and of the last one all or nothing', { timeout: 60_000 }, async () => {
    let next = 0
    for (const reports of [1, 7, 20, 33]) {
      const lastReported = await killAfter(startWriter(next), reports)
      const store = okValue(await openStore({ file, key }))
      const lastWritten = Number(await get(store.db, 'last'))
      expect(lastWritten).toBeGreaterThanOrEqual(lastReported)
      const rows = await read(store.db, { after: 0, limit: 10_000 })
      expect(rows.map((row) => Number(row.subject))).toEqual(rows.map((_row, index) => index))
      expect(rows).toHaveLength(lastWritten + 1)
      expect(verifyAuditChain(rows).intact).toBe(true)
      expect(await findByNationalId(store.db, syntheticPatient(lastWritten).nationalId)).not.toBeNull()
      expect(await findByNationalId(store.db, syntheticPatient(lastWritten + 1).nationalId)).toBeNull()
      await store.close()
      next = lastWritten + 1
    }
    const db = openConnection({ file, key, readonly: true, nativeBinding: undefined, busyTimeoutMs: 100 })
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    db.close()
  })
})

describe('two processes', () => {
  it('write into one store side by side, and neither loses anything', { timeout: 60_000 }, async () => {
    const store = okValue(await openStore({ file, key }))
    const reported = killAfter(startWriter(0), 40)
    const own = 100_000
    let written = 0
    for (; written < 40; written += 1) {
      const person = syntheticPatient(own + written)
      okValue(await store.write((tx) => insert(tx, person)))
    }
    const last = await reported
    for (const index of [0, last, own, own + written - 1]) {
      expect(await findByNationalId(store.db, syntheticPatient(index).nationalId)).not.toBeNull()
    }
    await store.close()
  })
})
