import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDice, type Dice } from '../../../e2e/crash/dice.ts'
import { verifyAuditChain } from '../audit/auditChain.ts'
import { read } from '../audit/auditRepository.ts'
import { get } from '../desk/preferenceRepository.ts'
import type { ReadDb } from '../handles.ts'
import { openStore } from '../openStore.ts'
import { openConnection } from '../sqliteConnection.ts'
import { buildRecorder } from './buildRecorder.ts'
import { type DiskEvent, readJournal } from './journal.ts'
import { type LosingDisk, losingDisk, type PowerCut } from './losingDisk.ts'

/** `POWER_CUTS=400 POWER_SEED=1 vitest run --config vitest.int.config.ts main/store/powerLoss` plays a long run. */
const cuts = Number(process.env.POWER_CUTS ?? 24)
const seed = Number(process.env.POWER_SEED ?? Date.now() % 2 ** 31)
/** Enough for two moves of the WAL into the database, and a WAL that is written over from its start. */
const transactions = 36
const transactionsBetweenRests = 12
const key = new Uint8Array(randomBytes(32))

/** What is found when the power comes back. */
interface Found {
  readonly problem: string | null
  /** Number of the last transaction that is there; -1 for none. */
  readonly last: number
}

const everything = async (db: ReadDb) => ({
  last: Number((await get(db, 'last')) ?? -1),
  rows: await read(db, { after: 0, limit: 10_000 }),
})

const lookInto = async (folder: string): Promise<Found> => {
  const file = join(folder, 'clinic.db')
  const opened = await openStore({ file, key })
  if (!opened.ok) return { problem: opened.error.code, last: -1 }
  const store = opened.value
  const known = await everything(store.db).catch(() => null)
  await store.close()
  // It opens, and a page of what is read is not what was written.
  if (known === null) return { problem: 'unreadable', last: -1 }
  const { last, rows } = known
  const subjects = rows.map((row) => Number(row.subject))
  const isInOrder = subjects.length === last + 1 && subjects.every((subject, index) => subject === index)
  const db = openConnection({ file, key, readonly: true, nativeBinding: undefined, busyTimeoutMs: 100 })
  const integrity = db.pragma('integrity_check', { simple: true })
  db.close()
  if (integrity !== 'ok') return { problem: 'integrity', last }
  if (!isInOrder || !verifyAuditChain(rows).intact) return { problem: 'half a transaction', last }
  return { problem: null, last }
}

const howToCut = (dice: Dice): PowerCut => ({
  random: dice.next,
  sectorBytes: dice.pick([512, 4096]),
  kept: dice.pick([0, 0.2, 0.5, 0.9, 1]),
})

/** Half of the cuts come right after a commit was called safe, the others anywhere. */
const whenToCut = (events: readonly DiskEvent[], dice: Dice, cuts: number): readonly number[] => {
  const said = events.flatMap((event, index) => (event.kind === 'said' ? [index] : []))
  const chosen = Array.from({ length: cuts }, (_, index) =>
    index % 2 === 0 ? (said[dice.below(said.length)] ?? 0) : dice.below(events.length),
  )
  return chosen.toSorted((a, b) => a - b)
}

describe('a store whose power goes', () => {
  let folder = ''
  let events: readonly DiskEvent[] = []

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'power-loss-'))
    const library = await buildRecorder(folder)
    const data = join(folder, 'data')
    mkdirSync(data)
    const journal = join(folder, 'journal')
    const fixture = fileURLToPath(new URL('../writer.fixture.ts', import.meta.url))
    const hexKey = Buffer.from(key).toString('hex')
    const writer = spawn(
      process.execPath,
      [fixture, join(data, 'clinic.db'), hexKey, '0', String(transactionsBetweenRests)],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, LD_PRELOAD: library, POWER_LOSS_JOURNAL: journal, POWER_LOSS_FOLDER: data },
      },
    )
    let said = ''
    writer.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString('latin1')
      if (said.split('\n').length > transactions) writer.kill('SIGKILL')
    })
    await once(writer, 'close')
    events = existsSync(journal) ? readJournal(readFileSync(journal)) : []
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** Plays the power cuts on a disk, and gives what each left, with the last transaction that had been called safe. */
  const play = async (
    disk: LosingDisk,
    dice: Dice,
    cuts: number,
  ): Promise<readonly (Found & { readonly safe: number })[]> => {
    const results: (Found & { readonly safe: number })[] = []
    let done = 0
    let safe = -1
    for (const at of whenToCut(events, dice, cuts)) {
      for (; done <= at; done += 1) {
        const event = events[done]
        if (event === undefined) break
        disk.apply(event)
        if (event.kind === 'said') safe = Number(event.text)
      }
      const after = mkdtempSync(join(folder, 'after-'))
      for (const [path, content] of disk.cut(howToCut(dice))) writeFileSync(join(after, basename(path)), content)
      results.push({ ...(await lookInto(after)), safe })
      rmSync(after, { recursive: true })
    }
    return results
  }

  it('has seen the store written, synced and moved out of its WAL', () => {
    const database = events.find((event) => event.kind === 'named' && event.path.endsWith('clinic.db'))
    const wal = events.find((event) => event.kind === 'named' && event.path.endsWith('clinic.db-wal'))
    if (database?.kind !== 'named' || wal?.kind !== 'named') throw new Error('no store in the journal')
    const firstSaid = events.findIndex((event) => event.kind === 'said')
    const later = events.slice(firstSaid)
    // The last may have been killed between its word and its record.
    expect(later.filter((event) => event.kind === 'said').length).toBeGreaterThanOrEqual(transactions - 1)
    expect(later.some((event) => event.kind === 'synced' && event.file === wal.file)).toBe(true)
    expect(later.some((event) => event.kind === 'written' && event.file === database.file)).toBe(true)
  })

  it('opens again with every transaction that was called safe, and none by half', {
    timeout: 60_000 + cuts * 2_000,
  }, async () => {
    const dice = createDice(seed)
    const results = await play(losingDisk(), dice, cuts)
    const failed = results.filter(({ problem, last, safe }) => problem !== null || last < safe)
    const mostSafe = Math.max(...results.map(({ safe }) => safe)) + 1
    process.stdout.write(
      `${cuts} power cuts, seed ${seed}: ${failed.length} bad, ${mostSafe} transactions safe at most\n`,
    )
    expect(failed).toEqual([])
    expect(results).toHaveLength(cuts)
  })

  it('would show a loss: on a disk that only says it has synced', async () => {
    const results = await play(losingDisk({ liesAboutSync: true }), createDice(seed), 12)
    expect(results.some(({ problem, last, safe }) => problem !== null || last < safe)).toBe(true)
  })
})
