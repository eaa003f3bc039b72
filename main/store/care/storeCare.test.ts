import { readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { verifyAuditChain } from '../audit/auditChain.ts'
import { append, read } from '../audit/auditRepository.ts'
import { openStore } from '../openStore.ts'
import { append as appendOutbox } from '../outbox/outboxRepository.ts'
import { insert } from '../patient/patientRepository.ts'
import { openConnection } from '../sqliteConnection.ts'
import { noon, syntheticEncounter, syntheticOutboxRow, syntheticPatient } from '../syntheticRecords.ts'
import { okValue, openTemporaryStore, type TemporaryStore } from '../temporaryStore.ts'
import { insert as insertEncounter } from '../visit/encounterRepository.ts'
import { checkStore } from './checkStore.ts'
import { copyStore, verifyCopy } from './copyStore.ts'
import { openCopy } from './openCopy.ts'
import { rescueStore } from './rescueStore.ts'
import { storeFacts } from './storeFacts.ts'

let temporary: TemporaryStore
let folder: string
let copy: string

const people = 120

beforeEach(async () => {
  temporary = await openTemporaryStore()
  folder = await mkdtemp(join(tmpdir(), 'clinic-care-'))
  copy = join(folder, 'copy.db')
  for (let index = 0; index < people; index += 1) await visit(index)
})
afterEach(async () => {
  await temporary.dispose()
  await rm(folder, { recursive: true, force: true })
})

const visit = (index: number): Promise<void> =>
  temporary.must(async (tx) => {
    const patient = syntheticPatient(index, { note: '備註 '.repeat(40) })
    const encounter = syntheticEncounter(patient.id, index + 1)
    await insert(tx, patient)
    await insertEncounter(tx, encounter)
    await appendOutbox(tx, [syntheticOutboxRow(encounter.id)])
    await append(tx, { at: noon + index, who: '甲', desk: 'd', action: 'visit', subject: encounter.id, details: {} })
  })

const opening = (file: string) => ({ file, key: temporary.key, nativeBinding: undefined, busyTimeoutMs: 1_000 })
const open = (file: string) => openConnection({ ...opening(file), readonly: true })

/** What a look through a file finds; one that can't even be opened is found, too. */
const problemOf = (file: string): string | null => {
  const db = openCopy(opening(file))
  const problem = db === null ? 'not opened' : checkStore(db, 'quick')
  db?.close()
  return problem
}

/** Turns one bit of a file. */
const flip = (file: string, place: number): void => {
  const bytes = readFileSync(file)
  bytes.writeUInt8(bytes.readUInt8(place) ^ 0x10, place)
  writeFileSync(file, bytes)
}

describe('a copy of a store in use', () => {
  it('is encrypted, whole, and holds what the store held, also when it goes on meanwhile', async () => {
    const bounds = copyStore(opening(temporary.file), copy)
    await visit(people)
    expect(readFileSync(copy).includes('SQLite format 3')).toBe(false)
    expect(readFileSync(copy).includes('備註')).toBe(false)
    const verified = verifyCopy(opening(copy), opening(temporary.file), bounds)
    expect(verified).toMatchObject({ problem: null, facts: { patients: people, visits: people, unsent: people } })
    expect(verified.facts.auditHash).toBe(bounds.before.auditHash)
  })

  it('opens as a store of its own', async () => {
    copyStore(opening(temporary.file), copy)
    const store = okValue(await openStore({ file: copy, key: temporary.key }))
    const rows = await read(store.db, { after: 0, limit: 1_000 })
    expect(verifyAuditChain(rows)).toMatchObject({ intact: true, tail: { sequence: people } })
    await store.close()
  })

  it('is not taken for good when it is damaged, has lost rows, or has another history', async () => {
    const bounds = copyStore(opening(temporary.file), copy)
    const verify = (changed = bounds) => verifyCopy(opening(copy), opening(temporary.file), changed).problem
    const more = { ...bounds.before, visits: people + 1 }
    expect(verify({ before: more, after: more })).toBe('fewer-rows')
    const fewer = { ...bounds.before, visits: people - 1 }
    expect(verify({ before: fewer, after: fewer })).toBe('more-rows')
    const db = openConnection({ ...opening(copy), readonly: false })
    db.exec('DROP TRIGGER audit_never_changed')
    db.exec(`UPDATE audit SET hash = 'x' WHERE sequence = ${people}`)
    db.close()
    expect(verify()).toBe('audit-differs')
    flip(copy, 4096 * 7 + 99)
    expect(verify()).toBe('damaged')
  })

  it('needs the key', () => {
    copyStore(opening(temporary.file), copy)
    const stranger = { ...opening(copy), key: new Uint8Array(32).fill(1), readonly: true }
    expect(() => openConnection(stranger)).toThrow('not a database')
  })
})

describe('one bit turned in the real file', () => {
  beforeEach(() => temporary.store.close())

  it('is found wherever it lies, and everything but the rows it hit is rescued', { timeout: 120_000 }, async () => {
    const whole = readFileSync(temporary.file)
    const pages = whole.byteLength / 4096
    const known = storeFacts(open(temporary.file))
    let rescued = 0
    for (let page = 1; page < pages; page += 5) {
      writeFileSync(temporary.file, whole)
      flip(temporary.file, page * 4096 + 1_234)
      const problem = problemOf(temporary.file)
      const target = join(folder, `rescue-${page}.db`)
      // A page that is part of nothing is not looked at.
      if (problem === null) continue
      let rescue: ReturnType<typeof rescueStore>
      try {
        rescue = rescueStore(opening(temporary.file), target)
      } catch {
        // The damage lies among the pages that hold the names of the tables: only a backup helps.
        continue
      }
      rescued += 1
      const missing = known.outboxRows - rescue.facts.outboxRows + known.visits - rescue.facts.visits
      expect(missing, `page ${page}`).toBeLessThanOrEqual(rescue.lost)
      expect(rescue.facts.outboxRows + rescue.facts.visits, `page ${page}`).toBeGreaterThan(known.visits)
      expect(checkStore(open(target), 'integrity')).toBeNull()
      const store = okValue(await openStore({ file: target, key: temporary.key }))
      okValue(await store.write((tx) => insert(tx, syntheticPatient(5_000))))
      await store.close()
    }
    expect(rescued).toBeGreaterThan(5)
    writeFileSync(temporary.file, whole)
    expect(checkStore(open(temporary.file), 'integrity')).toBeNull()
  })
})
