import { copyFileSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import type { OutboxRow } from '../../main/domain/upload/outboxRow.ts'
import type { Store } from '../../main/store/handles.ts'
import { byId } from '../../main/store/outbox/outboxQueries.ts'
import { openConnection } from '../../main/store/sqliteConnection.ts'
import type { Dice } from '../crash/dice.ts'
import { expectServersHold } from './dayLedger.ts'
import type { DayStore } from './dayStore.ts'
import type { FaultyDay } from './faultyDay.ts'
import type { Weather } from './weather.ts'

const pageBytes = 4_096
const workerMs = 1_200

/** Where in which file a bit turns over. */
interface Place {
  readonly file: string
  readonly at: number
}

const flip = ({ file, at }: Place, dice: Dice): void => {
  const bytes = readFileSync(file)
  bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << dice.below(8)), at)
  writeFileSync(file, bytes)
}

/** What reading a damaged store may say instead of giving a row. */
const damage = /malformed|corrupt|not a database|disk I\/O/

/** A row as the damaged store has it; null where it says that it cannot be read, or has it no more. */
const readDamaged = async (store: Store, id: string): Promise<OutboxRow | null> => {
  try {
    return await byId(store.db, id)
  } catch (error) {
    expect(String(error)).toMatch(damage)
    return null
  }
}

/**
 * Plays a day on which the store's files come back with a bit turned over: rows are read as they were, as they were a moment before,
 * or not at all; the worker runs on them, and whatever it calls delivered is. The files as they were are put back at the end.
 */
const playFlip = async (day: FaultyDay, placeOf: (store: DayStore, dice: Dice) => Place): Promise<void> => {
  await day.stopWorker()
  const { file } = day.day
  const before = await Promise.all(day.saved.map(({ row }) => day.day.row(row.id)))
  // While it is open, as a power cut would leave it: the last transactions lie in the WAL.
  const endings = ['', '-wal']
  for (const ending of endings) copyFileSync(`${file}${ending}`, `${file}${ending}.whole`)
  await day.day.close()
  for (const ending of endings) copyFileSync(`${file}${ending}.whole`, `${file}${ending}`)
  rmSync(`${file}-shm`, { force: true })
  flip(placeOf(day.day, day.dice), day.dice)

  const opened = await day.day.open()
  if (opened.ok) {
    for (const row of before) {
      const read = await readDamaged(opened.value, row.id)
      if (read === null) continue
      expect({ ...read, payload: [] }).toMatchObject({
        target: row.target,
        aggregateId: row.aggregateId,
        payloadHash: row.payloadHash,
        dueAt: row.dueAt,
        idempotencyKey: row.idempotencyKey,
      })
      expect(read.payload).toEqual(row.payload)
      if (row.state !== 'accepted') expect(read.state, 'a flipped bit turns nothing green').not.toBe('accepted')
    }
    day.startWorker()
    await sleep(workerMs)
    await day.stopWorker()
    for (const { row, identity } of day.saved) {
      const read = await readDamaged(opened.value, row.id)
      if (read?.state === 'accepted') await expectServersHold(day.sims, row.target, identity)
    }
    await day.day.close()
  } else {
    expect(['STORE_CORRUPT', 'STORE_KEY_LOST']).toContain(opened.error.code)
  }
  for (const ending of ['-wal', '-shm']) rmSync(`${file}${ending}`, { force: true })
  for (const ending of endings) {
    copyFileSync(`${file}${ending}.whole`, `${file}${ending}`)
    rmSync(`${file}${ending}.whole`)
  }
  expect((await day.day.open()).ok).toBe(true)
  day.startWorker()
}

const anywhere = (file: string, dice: Dice): Place => ({ file, at: dice.below(statSync(file).size) })

export const flipInFile: Weather = {
  name: 'bit flips',
  missing: () => null,
  play: (day) => playFlip(day, ({ file }, dice) => anywhere(file, dice)),
}

export const flipInWal: Weather = {
  name: 'bit flips in the WAL',
  missing: () => null,
  play: (day) => playFlip(day, ({ file }, dice) => anywhere(`${file}-wal`, dice)),
}

/** Pages of a table, counted from 1, as the database's own file has them. */
const pagesOf = ({ file, key }: DayStore, table: string): number[] => {
  const db = openConnection({ file, key, readonly: false, nativeBinding: undefined, busyTimeoutMs: 1_000 })
  try {
    // All of it into the file, where the pages lie by their numbers.
    db.pragma('wal_checkpoint(TRUNCATE)')
    return db.prepare<[string], number>('SELECT pageno FROM dbstat WHERE name = ?').pluck().all(table)
  } finally {
    db.close()
  }
}

export const flipInPayload: Weather = {
  name: 'bit flips in payloads',
  missing: () => null,
  play: (day) =>
    playFlip(day, (store, dice) => {
      const [first, ...others] = pagesOf(store, 'outbox_payload')
      if (first === undefined) throw new Error('no payload lies anywhere')
      const page = dice.pick([first, ...others])
      expect(existsSync(store.file)).toBe(true)
      return { file: store.file, at: (page - 1) * pageBytes + dice.below(pageBytes) }
    }),
}
