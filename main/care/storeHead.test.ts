import { copyFileSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { read } from '../store/audit/auditRepository.ts'
import { damagePages } from '../store/damagePages.fixture.ts'
import { openReader } from '../store/openReader.ts'
import { openStore } from '../store/openStore.ts'
import { catchUp } from '../store/outbox/cloudFindingRepository.ts'
import { dayOne, noon } from '../store/syntheticRecords.ts'
import { okValue } from '../store/temporaryStore.ts'
import { byDay } from '../store/visit/encounterQueries.ts'
import { careHandlers } from './careHandlers.ts'
import { headFileOf } from './headFile.ts'
import { createStoreHead } from './storeHead.ts'
import { openTestCare, type TestCare } from './testCare.ts'

let desk: TestCare

beforeEach(async () => {
  desk = await openTestCare()
  await visit(0, 10)
})
afterEach(() => desk.dispose())

const visit = async (from: number, to: number): Promise<void> => {
  for (let index = from; index < to; index += 1) await desk.visit(index)
}
const visits = async (): Promise<number> => (await byDay(desk.store.db, dayOne)).length
const keep = () => desk.care.head.keep(desk.store)
const lostTail = () => desk.care.status().lostTail
const owed = async () => (await catchUp(desk.store.db))?.state ?? null
const walOf = () => `${desk.paths.database}-wal`
const newestAt = new Date(noon).toISOString()

/** Keeps the files as they are, for `putBack`: as a killed process leaves them, whatever it had not moved into the database. */
const asKilled = (): void => {
  for (const file of [desk.paths.database, walOf()]) copyFileSync(file, `${file}.killed`)
}
const putBack = async (): Promise<void> => {
  await desk.store.close()
  for (const file of [desk.paths.database, walOf()]) copyFileSync(`${file}.killed`, file)
  rmSync(`${desk.paths.database}-shm`, { force: true })
}

/** Ten more visits that lie in the WAL, of which the remembered head tells; then a kill, and a bit turned over amid them. */
const loseTail = async (): Promise<void> => {
  const key = desk.care.context.key()
  if (key === null) throw new Error('no key')
  const reader = openReader({ file: desk.paths.database, key, nativeBinding: undefined })
  // Whoever still reads the store as it was keeps the WAL from being moved into the database and begun anew.
  const [from, to] = await reader.snapshot(async () => {
    await read(reader.db, { after: 0, limit: 1 })
    const before = statSync(walOf()).size
    await visit(10, 20)
    await keep()
    asKilled()
    return [before, statSync(walOf()).size]
  })
  reader.close()
  await putBack()
  const wal = readFileSync(walOf())
  const middle = Math.floor((from + to) / 2)
  wal.writeUInt8(wal.readUInt8(middle) ^ 4, middle)
  writeFileSync(walOf(), wal)
}

const note = (foundAt: string) => careHandlers(desk.care)['care:note-lost-tail']({ foundAt: foundAt as never })

it('a bit turned over in the WAL takes the newest visits, and the next start says since when and how many', async () => {
  await loseTail()
  okValue(await desk.restart())
  const there = await visits()
  expect(there).toBeGreaterThanOrEqual(10)
  expect(there).toBeLessThan(20)
  expect(lostTail()).toEqual({
    foundAt: new Date(desk.now).toISOString(),
    lastAt: newestAt,
    missing: 20 - there,
  })
  expect(await owed()).toBe('owed')
  expect(await desk.care.takeNotes()).toMatchObject([{ action: 'store-tail-lost' }])
})

it('a loss is told over restarts and further visits until a person has taken note of it', async () => {
  await loseTail()
  okValue(await desk.restart())
  const told = lostTail()
  await visit(30, 35)
  await keep()
  await desk.store.close()
  okValue(await desk.restart())
  expect(lostTail()).toEqual(told)
  desk.care.head.follow(desk.store)
  expect(okValue(await note('2026-01-01T00:00:00.000Z')).lostTail).toEqual(told)
  expect(okValue(await note(told?.foundAt ?? '')).lostTail).toBeNull()
  await desk.care.head.stop()
  await desk.store.close()
  okValue(await desk.restart())
  expect(lostTail()).toBeNull()
})

it('what was committed behind the last remembering is nothing lost', async () => {
  await keep()
  await visit(10, 15)
  asKilled()
  await putBack()
  okValue(await desk.restart())
  expect(await visits()).toBe(15)
  expect(lostTail()).toBeNull()
  expect(await owed()).toBeNull()
})

it('a restore is no such loss, and what it brought is remembered from then on', async () => {
  const ask = careHandlers(desk.care)
  okValue(await ask['backup:choose-folder']({}))
  const name = okValue(await ask['backup:run']({})).backup.last?.name ?? ''
  await visit(10, 15)
  await keep()
  okValue(await ask['backup:restore']({ name, code: null }))
  await desk.store.close()
  okValue(await desk.restart())
  expect(await visits()).toBe(10)
  expect(lostTail()).toBeNull()
  await keep()
  expect(JSON.parse(readFileSync(headFileOf(desk.paths.database), 'utf8'))).toMatchObject({ sequence: 10, lost: null })
})

it('an older copy that somebody put there is told, and one that went on by itself without a number', async () => {
  await keep()
  await desk.store.close()
  const older = `${desk.paths.database}.older`
  copyFileSync(desk.paths.database, older)
  okValue(await desk.restart())
  await visit(10, 14)
  await keep()
  await desk.store.close()
  const whole = readFileSync(headFileOf(desk.paths.database))
  copyFileSync(older, desk.paths.database)
  okValue(await desk.restart())
  expect(lostTail()).toMatchObject({ lastAt: newestAt, missing: 4 })
  // The same copy, worked on elsewhere, beside a head that knows nothing of that work.
  await visit(40, 46)
  await desk.store.close()
  writeFileSync(headFileOf(desk.paths.database), whole)
  okValue(await desk.restart())
  expect(lostTail()).toMatchObject({ lastAt: null, missing: null })
  expect(await owed()).toBe('owed')
})

it('a head that cannot be read says nothing, and one that cannot be written stops nothing', async () => {
  const file = headFileOf(desk.paths.database)
  await keep()
  await desk.store.close()
  writeFileSync(file, '{"version":1,"sequence":')
  okValue(await desk.restart())
  expect(lostTail()).toBeNull()
  rmSync(file)
  mkdirSync(file)
  await keep()
  await visit(10, 11)
  expect(await visits()).toBe(11)
})

it('a store whose trail cannot be read is not compared, and what is remembered stays', async () => {
  await keep()
  const file = headFileOf(desk.paths.database)
  const before = readFileSync(file, 'utf8')
  const key = desk.care.context.key()
  if (key === null) throw new Error('no key')
  await desk.store.close()
  damagePages(desk.paths.database, key, { table: 'audit', type: 'leaf', most: 1_000 })
  const logged: string[] = []
  const head = createStoreHead({ ...desk.care.context, log: (event) => logged.push(event) })
  desk.store = okValue(await openStore({ file: desk.paths.database, key }))
  expect(await head.compare(desk.store)).toBe(false)
  await head.keep(desk.store)
  expect(head.lost()).toBeNull()
  expect(readFileSync(file, 'utf8')).toBe(before)
  expect(logged).toEqual(['store-head-not-compared'])
})

it('a note that cannot be kept leaves the loss told', async () => {
  await loseTail()
  okValue(await desk.restart())
  const told = lostTail()
  desk.care.head.follow(desk.store)
  const file = headFileOf(desk.paths.database)
  rmSync(file)
  mkdirSync(file)
  expect(await note(told?.foundAt ?? '')).toMatchObject({ error: { code: 'STORE_LOCATION' } })
  expect(lostTail()).toEqual(told)
  await desk.care.head.stop()
})
