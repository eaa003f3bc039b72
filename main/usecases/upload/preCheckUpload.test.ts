import { afterEach, beforeEach, expect, it } from 'vitest'
import { fail, ok } from '../../../preload/contract/result.ts'
import type { EncounterId, OutboxId } from '../../../preload/contract/words.ts'
import { readNhiFile } from '../../outbox/mappers/nhi/nhiXmlReader.ts'
import { resultText } from '../../outbox/mappers/nhi/resultText.ts'
import { byEncounters, byId } from '../../store/outbox/outboxQueries.ts'
import { unpackText } from '../../store/packedText.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { exceptionVisit } from '../make-up/makeUpVisits.ts'
import { closedVisit } from '../record/closedVisit.fixture.ts'
import { openTestDesk, type TestDesk } from '../testDesk.ts'
import { preCheckUpload } from './preCheckUpload.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
  await desk.signIn()
})
afterEach(() => desk.dispose())

const rowOf = async (encounterId: EncounterId, target = 'nhi-upload'): Promise<OutboxId> => {
  const row = (await byEncounters(desk.context.store.db, [encounterId])).find((each) => each.target === target)
  return row?.id as OutboxId
}

/** An NHI that looks at the one record and finds these items, after so many questions. */
const nhiFinding = (items: readonly string[], notReady = 0, invalid = items.length === 0 ? 0 : 1) => {
  let asked = 0
  const modes: string[] = []
  const control = {
    ...desk.context.control,
    open: () => desk.context.control.open(),
    uploadRecords: async (xml: Uint8Array, mode: string) => {
      modes.push(`${mode} ${readNhiFile(xml)?.length}`)
      return ok({ opcode: '20261122103000000001' })
    },
    uploadResult: async () => {
      asked += 1
      return ok({ text: asked > notReady ? text() : null })
    },
  }
  let text = (): string => ''
  return {
    modes,
    context: { ...desk.context, control: control as typeof desk.context.control },
    of: async (id: OutboxId) => {
      const row = await byId(desk.context.store.db, id)
      const { record } = JSON.parse(row === null ? '{}' : (unpackText(row.payload) ?? '{}'))
      text = () => resultText([record], items.length === 0 ? [] : [{ index: 0, items }], invalid)
    },
  }
}

it('lets the NHI look without taking the record in, and changes nothing', async () => {
  const id = await rowOf(await closedVisit(desk))
  const before = await byId(desk.context.store.db, id)
  const nhi = nhiFinding([], 2)
  await nhi.of(id)
  expect(okValue(await preCheckUpload(nhi.context, id))).toEqual({ verdict: 'sound', by: 'nhi', fieldErrors: [] })
  expect(nhi.modes).toEqual(['pre-check 1'])
  expect(await byId(desk.context.store.db, id)).toEqual(before)
})

it('tells each field the NHI would refuse', async () => {
  const id = await rowOf(await closedVisit(desk))
  const nhi = nhiFinding(['M44:AH01'])
  await nhi.of(id)
  expect(okValue(await preCheckUpload(nhi.context, id))).toEqual({
    verdict: 'refused',
    by: 'nhi',
    fieldErrors: [{ field: 'M44', orderLine: null, code: 'AH01' }],
  })
})

it('tells what the NHI would only remark, without calling the record refused', async () => {
  const id = await rowOf(await closedVisit(desk))
  const nhi = nhiFinding(['M06:D024'], 0, 0)
  await nhi.of(id)
  expect(okValue(await preCheckUpload(nhi.context, id))).toEqual({
    verdict: 'sound',
    by: 'nhi',
    fieldErrors: [{ field: 'M06', orderLine: null, code: 'D024' }],
  })
})

it('says so when no result comes, when the NHI cannot be asked, and when there is nothing to ask', async () => {
  const encounterId = await closedVisit(desk)
  const id = await rowOf(encounterId)
  const never = nhiFinding([], 99)
  expect(await preCheckUpload(never.context, id)).toMatchObject({ error: { code: 'NHI_TIMEOUT', retryable: true } })
  const away = { ...never.context.control, uploadRecords: async () => fail('NHI_UNREACHABLE', { retryable: true }) }
  expect(await preCheckUpload({ ...never.context, control: away }, id)).toMatchObject({
    error: { code: 'NHI_UNREACHABLE' },
  })
  expect(await preCheckUpload(desk.context, await rowOf(encounterId, 'clinic-cloud'))).toMatchObject({
    error: { code: 'VISIT_STATE' },
  })
  const unnumbered = await rowOf(await exceptionVisit(desk))
  expect(await preCheckUpload(desk.context, unnumbered)).toMatchObject({
    error: { code: 'VISIT_STATE', details: { reason: 'no-number-yet' } },
  })
})
