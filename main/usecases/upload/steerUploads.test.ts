import { afterEach, beforeEach, expect, it } from 'vitest'
import { due } from '../../store/outbox/outboxQueries.ts'
import { append } from '../../store/outbox/outboxRepository.ts'
import { insert } from '../../store/patient/patientRepository.ts'
import { syntheticEncounter, syntheticOutboxRow, syntheticPatient } from '../../store/syntheticRecords.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { insert as insertEncounter } from '../../store/visit/encounterRepository.ts'
import { openTestDesk, type TestDesk } from '../testDesk.ts'
import { drainUploads, pauseUploads } from './steerUploads.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
})
afterEach(() => desk.dispose())

const asked = (): unknown[] => desk.published.filter(({ name }) => name.startsWith('outbox:')).map(({ name }) => name)

it('pauses and goes on', async () => {
  expect(okValue(await pauseUploads(desk.context, { paused: true }))).toEqual({ paused: true })
  expect(okValue(await pauseUploads(desk.context, { paused: false }))).toEqual({ paused: false })
  expect(asked()).toEqual(['outbox:pause', 'outbox:resume'])
})

it('sends everything before closing: ends a pause and every waiting time, and says what is left', async () => {
  const person = syntheticPatient(1)
  const visit = syntheticEncounter(person.id, 1)
  const now = desk.context.now()
  await desk.temporary.must(async (tx) => {
    await insert(tx, person)
    await insertEncounter(tx, visit)
    await append(tx, [syntheticOutboxRow(visit.id, { nextTryAt: now + 200_000 })])
  })
  expect(okValue(await drainUploads(desk.context))).toEqual({ complete: true, unsent: 1 })
  expect(asked()).toEqual(['outbox:resume', 'outbox:wake', 'outbox:drain'])
  const query = { target: 'nhi-upload', now, limit: 5, except: new Set<string>() } as const
  expect(await due(desk.context.store.db, query)).toHaveLength(1)
})
