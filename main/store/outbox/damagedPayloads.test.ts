import { hash, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openStore, type Store } from '../openStore.ts'
import { insert as insertPatient } from '../patient/patientRepository.ts'
import { noon, syntheticEncounter, syntheticOutboxRow, syntheticPatient } from '../syntheticRecords.ts'
import { okValue } from '../temporaryStore.ts'
import { insert as insertEncounter } from '../visit/encounterRepository.ts'
import { byIdOrBare, dueOneByOne } from './damagedPayloads.ts'
import { damageOnePayload } from './damagePayload.fixture.ts'
import { due } from './outboxQueries.ts'
import { append } from './outboxRepository.ts'

const key = new Uint8Array(randomBytes(32))
let folder: string
let file: string
let store: Store
let met: number
const person = syntheticPatient(1)
const visits = [1, 2, 3, 4, 5].map((queueNumber) => syntheticEncounter(person.id, queueNumber))

const open = async (): Promise<void> => {
  store = okValue(
    await openStore({
      file,
      key,
      onUnreadable: () => {
        met += 1
      },
    }),
  )
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'damaged-payloads-'))
  file = join(folder, 'clinic.db')
  met = 0
  await open()
  okValue(
    await store.write(async (tx) => {
      await insertPatient(tx, person)
      for (const visit of visits) {
        await insertEncounter(tx, visit)
        // Of several pages, so that a page belongs to one payload.
        const payload = new Uint8Array(randomBytes(20_000))
        await append(tx, [{ ...syntheticOutboxRow(visit.id), payload, payloadHash: hash('sha256', payload) }])
      }
    }),
  )
})
afterEach(async () => {
  await store.close()
  await rm(folder, { recursive: true, force: true })
})

it('a damaged payload is told of, and keeps nobody but its own row', async () => {
  await store.close()
  damageOnePayload(file, key)
  await open()
  const query = { target: 'nhi-upload' as const, now: noon + 1e9, limit: 10, except: new Set<string>() }
  await expect(due(store.db, query)).rejects.toThrow()
  expect(met).toBe(1)
  const rows = await dueOneByOne(store.db, query)
  const isWhole = rows.map(({ payload, payloadHash }) => hash('sha256', payload) === payloadHash)
  expect(isWhole.toSorted()).toEqual([false, true, true, true, true])
  const ill = rows[isWhole.indexOf(false)]
  expect(await byIdOrBare(store.db, ill?.id ?? '')).toMatchObject({ id: ill?.id, payload: new Uint8Array(0) })
})

it('reads what is whole as it is otherwise read', async () => {
  const query = { target: 'nhi-upload' as const, now: noon + 1e9, limit: 3, except: new Set<string>() }
  const expected = await due(store.db, query)
  expect(await dueOneByOne(store.db, query)).toEqual(expected)
  const [first] = expected
  expect(await dueOneByOne(store.db, { ...query, except: new Set([first?.id ?? '']) })).toHaveLength(3)
  expect(met).toBe(0)
})
