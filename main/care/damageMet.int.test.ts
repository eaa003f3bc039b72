import { hash, randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type ForkedWorker, forkWorker, until } from '../outbox/testing/forkedWorker.ts'
import { type Surroundings, startSurroundings } from '../outbox/testing/surroundings.ts'
import { damageOnePayload } from '../store/outbox/damagePayload.fixture.ts'
import { append } from '../store/outbox/outboxRepository.ts'
import { syntheticEncounter, syntheticOutboxRow, syntheticPatient } from '../store/syntheticRecords.ts'
import { okValue } from '../store/temporaryStore.ts'
import { openTestCare, type TestCare } from './testCare.ts'

let desk: TestCare
let around: Surroundings
let worker: ForkedWorker | null = null

beforeEach(async () => {
  desk = await openTestCare()
  around = await startSurroundings()
})
afterEach(async () => {
  await worker?.supervisor.stop(2_000)
  await around.close()
  await desk.dispose()
})

it('a damaged page that the sync worker meets, in a process of its own, has the store looked through and rescued', async () => {
  for (let index = 0; index < 3; index += 1) await desk.visit(index)
  // Of several pages, so that the damage is in a payload: main never reads one, and nobody else would meet it.
  const payload = new Uint8Array(randomBytes(20_000))
  const row = { ...syntheticOutboxRow(syntheticEncounter(syntheticPatient(9).id, 9).id), payload }
  okValue(await desk.store.write((tx) => append(tx, [{ ...row, payloadHash: hash('sha256', payload) }])))
  const key = desk.care.context.key()
  if (key === null) throw new Error('no key')
  await desk.store.close()
  damageOnePayload(desk.paths.database, key)
  okValue(await desk.restart())
  expect(desk.care.isDamaged()).toBe(false)

  let told = 0
  worker = forkWorker({ file: desk.paths.database, keyHex: Buffer.from(key).toString('hex') }, around.settings, {
    onStoreDamaged: () => {
      told += 1
      desk.care.suspect()
    },
  })
  worker.supervisor.start()
  await until(() => told > 0)
  await until(() => desk.care.status().damage?.rescue != null)
  expect(desk.damaged).toBe(1)
  expect(desk.care.isDamaged()).toBe(true)
  // The visits are all there; of their payloads the damaged one is lost, and known to be.
  expect(desk.care.status().damage?.rescue).toMatchObject({ visits: 3, patients: 3 })
}, 60_000)
