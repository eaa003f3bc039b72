import { afterEach, beforeEach, expect, it } from 'vitest'
import type { EncounterId, OutboxId } from '../../../preload/contract/words.ts'
import { byEncounters } from '../../store/outbox/outboxQueries.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { closedVisit } from '../record/closedVisit.fixture.ts'
import { openTestDesk, type TestDesk } from '../testDesk.ts'
import { uploadSubstitutions } from './uploadSubstitutions.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
  await desk.signIn()
})
afterEach(() => desk.dispose())

const rowOf = async (encounterId: EncounterId, target: string): Promise<OutboxId> => {
  const row = (await byEncounters(desk.context.store.db, [encounterId])).find((each) => each.target === target)
  return row?.id as OutboxId
}
const rename = (name: string) => desk.context.store.write((tx) => tx.updateTable('patient').set({ name }).execute())

it('tells that a name with other characters is in no record for the NHI, and nothing of a row of the cloud', async () => {
  const encounterId = await closedVisit(desk)
  const id = await rowOf(encounterId, 'nhi-upload')
  expect(okValue(await uploadSubstitutions(desk.context, id))).toEqual({ fields: [], nameOutsideBig5: [] })
  await rename('王堃𡍼')
  expect(okValue(await uploadSubstitutions(desk.context, id))).toEqual({
    fields: [],
    nameOutsideBig5: [
      { from: '堃', to: '坤', reason: 'variant' },
      { from: '𡍼', to: '？', reason: 'missing' },
    ],
  })
  const cloud = await rowOf(encounterId, 'clinic-cloud')
  expect(okValue(await uploadSubstitutions(desk.context, cloud))).toEqual({ fields: [], nameOutsideBig5: [] })
})

it('says so when there is no such row, and when its payload cannot be read', async () => {
  const id = await rowOf(await closedVisit(desk), 'nhi-upload')
  expect(await uploadSubstitutions(desk.context, crypto.randomUUID() as OutboxId)).toMatchObject({
    error: { code: 'NOT_FOUND' },
  })
  await desk.context.store.write((tx) =>
    tx
      .updateTable('outbox')
      .set({ payload_hash: '0'.repeat(64) })
      .where('id', '=', id)
      .execute(),
  )
  expect(await uploadSubstitutions(desk.context, id)).toMatchObject({
    error: { code: 'VISIT_STATE', details: { reason: 'payload-damaged' } },
  })
})
