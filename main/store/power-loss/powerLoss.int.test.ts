import { execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { verifyAuditChain } from '../auditChain.ts'
import { read } from '../auditRepository.ts'
import { openStore } from '../openStore.ts'
import { findByNationalId } from '../patientRepository.ts'
import { get } from '../preferenceRepository.ts'
import { openConnection } from '../sqliteConnection.ts'
import { syntheticPatient } from '../syntheticRecords.ts'
import { type DiskEvent, diskAfter, type Fate, readEvents } from './diskAfter.ts'

/** How often the power goes: `POWER_CUTS=1000` for a long look, `POWER_SEED` for the same cuts again. */
const cuts = Number(process.env.POWER_CUTS ?? 60)
const seed = Number(process.env.POWER_SEED ?? 20261126)
const transactions = 120
const sectorBytes = 512
const key = new Uint8Array(randomBytes(32))

let folder: string
let events: readonly DiskEvent[]

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

/** Lets the real writer of the store work under the recorder until it has called so many transactions safe, then ends it. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clinic-power-'))
  const [recorder, data, log] = [join(folder, 'recorder.so'), join(folder, 'data'), join(folder, 'record')]
  execFileSync(process.env.CC ?? 'cc', [
    '-shared',
    '-fPIC',
    '-O1',
    '-o',
    recorder,
    here('recorder.c'),
    '-ldl',
    '-lpthread',
  ])
  mkdirSync(data)
  const writer = spawn(
    process.execPath,
    [here('../writer.fixture.ts'), join(data, 'clinic.db'), Buffer.from(key).toString('hex'), '0'],
    {
      env: { ...process.env, LD_PRELOAD: recorder, POWER_FOLDER: data, POWER_LOG: log },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let lines = 0
  writer.stdout.on('data', (text: Buffer) => {
    lines += text.toString('latin1').split('\n').length - 1
    if (lines >= transactions) writer.kill('SIGKILL')
  })
  await once(writer, 'close')
  events = readEvents(readFileSync(log))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Small and repeatable (mulberry32). */
const dice = (start: number): (() => number) => {
  let state = start >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const saidBefore = (index: number): number | null => {
  const said = events.slice(0, index).findLast((event) => event.op === 'said')
  return said?.op === 'said' ? Number(said.text) : null
}

/** What a store is worth that was found after a cut; throws where a transaction is missing that was called safe, or half of one is there. */
const inspect = async (index: number, name: string, fate: (length: number) => Fate, lies: boolean): Promise<void> => {
  const found = join(folder, name)
  mkdirSync(found)
  for (const [file, content] of diskAfter(events, { before: index, fate, lies })) {
    if (!file.endsWith('-shm')) writeFileSync(join(found, file), content)
  }
  const file = join(found, 'clinic.db')
  const opened = await openStore({ file, key })
  if (!opened.ok) throw new Error(`cut at ${index}: ${opened.error.code}`)
  const store = opened.value
  try {
    const safe = saidBefore(index) ?? -1
    const kept = Number((await get(store.db, 'last')) ?? -1)
    expect(kept, `cut at ${index}: ${safe} was safe`).toBeGreaterThanOrEqual(safe)
    const rows = await read(store.db, { after: 0, limit: 10_000 })
    expect(rows.map(({ subject }) => Number(subject))).toEqual(rows.map((_row, number) => number))
    expect(rows).toHaveLength(kept + 1)
    expect(verifyAuditChain(rows).intact).toBe(true)
    if (kept >= 0) expect(await findByNationalId(store.db, syntheticPatient(kept).nationalId)).not.toBeNull()
    expect(await findByNationalId(store.db, syntheticPatient(kept + 1).nationalId)).toBeNull()
  } finally {
    await store.close()
  }
  const db = openConnection({ file, key, readonly: true, nativeBinding: undefined, busyTimeoutMs: 100 })
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  db.close()
  await rm(found, { recursive: true })
}

/** Lost, whole or torn at a sector, each as likely as the others. */
const anyFate =
  (roll: () => number) =>
  (length: number): Fate => {
    const kind = Math.floor(roll() * 3)
    if (kind === 0 || (kind === 2 && length <= sectorBytes)) return 'lost'
    return kind === 1 ? 'whole' : { firstBytes: sectorBytes * (1 + Math.floor(roll() * (length / sectorBytes - 1))) }
  }

it('has recorded a store at work: writes, syncs, and each transaction that was called safe', () => {
  const count = (op: DiskEvent['op']): number => events.filter((event) => event.op === op).length
  expect(count('said')).toBeGreaterThanOrEqual(transactions)
  // Each commit waits for the disk.
  expect(count('sync')).toBeGreaterThanOrEqual(count('said'))
  expect(count('write')).toBeGreaterThan(count('sync'))
})

it('keeps every transaction that was called safe, whenever the power goes and whatever unsynced writes come to', {
  timeout: 900_000,
}, async () => {
  const first = events.findIndex((event) => event.op === 'said')
  for (let cut = 0; cut < cuts; cut += 1) {
    const roll = dice(seed + cut)
    const index = first + 1 + Math.floor(roll() * (events.length - first - 1))
    await inspect(index, `cut-${cut}`, anyFate(roll), false)
  }
})

it('would see a disk that lies about its syncs', { timeout: 60_000 }, async () => {
  await expect(inspect(events.length, 'lies', () => 'lost', true)).rejects.toThrow()
})
