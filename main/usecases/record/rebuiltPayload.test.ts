import { afterEach, beforeEach, expect, it } from 'vitest'
import type { EncounterId, OutboxId } from '../../../preload/contract/words.ts'
import { isPayloadWhole } from '../../outbox/payload/openPayload.ts'
import { runningClocks } from '../../store/outbox/deadlineRepository.ts'
import { byEncounters, byId } from '../../store/outbox/outboxQueries.ts'
import { unpackText } from '../../store/packedText.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { exceptionVisit } from '../make-up/makeUpVisits.ts'
import { diagnoses, drugOrder, openTestDesk, soap, type TestDesk } from '../testDesk.ts'
import { requeueUpload } from '../upload/monitorUploads.ts'
import { amendVisit } from './amendVisit.ts'
import { cancelVisit } from './cancelVisit.ts'
import { closedVisit } from './closedVisit.fixture.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
  await desk.signIn()
})
afterEach(() => desk.dispose())

const rowsOf = async (encounterId: EncounterId) => {
  const { db } = desk.context.store
  const headers = await byEncounters(db, [encounterId])
  const rows = await Promise.all(headers.map(({ id }) => byId(db, id)))
  return rows.filter((row) => row !== null)
}
/** Sets the rows aside as the worker does with a payload that no longer fits its hash. */
const damage = async (encounterId: EncounterId): Promise<void> => {
  okValue(
    await desk.context.store.write((tx) =>
      tx
        .updateTable('outbox')
        .set({ state: 'quarantined', last_code: 'PAYLOAD_DAMAGED', payload_hash: '0'.repeat(64) })
        .where('aggregate_id', '=', encounterId)
        .execute(),
    ),
  )
}

it('“send again” makes a damaged payload anew from its visit, as it was to the letter, while its clock runs on', async () => {
  const encounterId = await closedVisit(desk)
  const before = await rowsOf(encounterId)
  await damage(encounterId)
  const clocks = await runningClocks(desk.context.store.db, Number.MAX_SAFE_INTEGER)
  expect(clocks.find(({ clock }) => clock === 'upload')).toMatchObject({ encounterId, cause: 'PAYLOAD_DAMAGED' })
  for (const { id } of before) okValue(await requeueUpload(desk.context, id as OutboxId))
  const after = await rowsOf(encounterId)
  expect(after).toHaveLength(2)
  for (const [index, row] of after.entries()) {
    expect(isPayloadWhole(row)).toBe(true)
    expect(row).toMatchObject({ state: 'waiting', dueAt: before[index]?.dueAt })
    expect(JSON.parse(unpackText(row.payload) ?? '')).toEqual(
      JSON.parse(unpackText(before[index]?.payload ?? new Uint8Array()) ?? ''),
    )
  }
})

it('a visit with a damaged payload can be amended', async () => {
  const encounterId = await closedVisit(desk)
  await damage(encounterId)
  const others = [{ code: 'J02.9', nameZh: '急性咽炎', nameEn: '' }]
  const amendment = { encounterId, fromVersion: 1, reason: '更正', soap, diagnoses: others, orders: [drugOrder] }
  const amended = okValue(await amendVisit(desk.context, amendment))
  expect(amended.visit).toMatchObject({ version: 2 })
  expect(diagnoses).not.toEqual(others)
})

it('and cancelled: what may have arrived is deleted under the number the visit has', async () => {
  const encounterId = await closedVisit(desk)
  const [first] = (await rowsOf(encounterId)).filter(({ target }) => target === 'nhi-upload')
  const original = JSON.parse(unpackText(first?.payload ?? new Uint8Array()) ?? '')
  await damage(encounterId)
  okValue(
    await desk.context.store.write((tx) =>
      tx
        .updateTable('outbox')
        .set({ state: 'accepted' })
        .where('id', '=', first?.id ?? '')
        .execute(),
    ),
  )
  okValue(await cancelVisit(desk.context, { encounterId, fromVersion: 1, reason: '掛錯病人' }))
  const deletion = (await rowsOf(encounterId)).filter(({ target }) => target === 'nhi-upload').at(-1)
  const { record } = JSON.parse(unpackText(deletion?.payload ?? new Uint8Array()) ?? '')
  expect(record.H01).toBe('D')
  expect([record.visit.M11, record.visit.M15]).toEqual([original.record.visit.M11, original.record.visit.M15])
})

it('that of an exception is not guessed: only the payload had the number the NHI knows it by', async () => {
  const encounterId = await exceptionVisit(desk)
  await damage(encounterId)
  const [row] = (await rowsOf(encounterId)).filter(({ target }) => target === 'nhi-upload')
  expect(await requeueUpload(desk.context, row?.id as OutboxId)).toMatchObject({
    error: { code: 'VISIT_STATE', details: { reason: 'payload-damaged' } },
  })
  expect(await cancelVisit(desk.context, { encounterId, fromVersion: 1, reason: '掛錯' })).toMatchObject({
    error: { details: { reason: 'payload-damaged' } },
  })
})
