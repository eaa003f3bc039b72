import { afterEach, beforeEach, expect, it } from 'vitest'
import type { IsoDate } from '../../../preload/contract/words.ts'
import { read } from '../../store/audit/auditRepository.ts'
import { keepNotice } from '../../store/outbox/deadlineRepository.ts'
import { append } from '../../store/outbox/outboxRepository.ts'
import { insert as insertPatient } from '../../store/patient/patientRepository.ts'
import { syntheticEncounter, syntheticOutboxRow, syntheticPatient } from '../../store/syntheticRecords.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { insert as insertEncounter } from '../../store/visit/encounterRepository.ts'
import { openTestDesk, type TestDesk } from '../testDesk.ts'
import { createUploadExport } from './exportUploads.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
})
afterEach(() => desk.dispose())

const days = ['2026-10-01', '2026-10-02', '2026-10-05'] as const
const asked = { from: days[0] as IsoDate, to: days[2] as IsoDate, words: {} }

/** One visit on each of the days, with so many rows each, oldest day first. */
const fill = async (rowsEach: number): Promise<void> => {
  for (const [index, day] of days.entries()) {
    const patient = syntheticPatient(index)
    const encounter = syntheticEncounter(patient.id, 1, { day: day as IsoDate })
    const rows = Array.from({ length: rowsEach }, (_, sequence) => ({
      ...syntheticOutboxRow(encounter.id),
      sequence: sequence + 1,
    }))
    okValue(
      await desk.context.store.write(async (tx) => {
        await insertPatient(tx, patient)
        await insertEncounter(tx, encounter)
        for (let from = 0; from < rows.length; from += 500) await append(tx, rows.slice(from, from + 500))
      }),
    )
  }
}
const percents = (): number[] =>
  desk.published
    .filter(({ name }) => name === 'outbox:export-progress')
    .map(({ payload }) => (payload as { percent: number }).percent)

it('33,000 rows, more than a statement can name, are written day by day, and how far it is is told', async () => {
  await fill(11_000)
  expect(okValue(await createUploadExport(desk.context).run(asked))).toMatchObject({ rows: 33_000 })
  const { payload } = desk.published.findLast(({ name }) => name === 'file') as { payload: { text: string } }
  const lines = payload.text.trimEnd().split('\r\n')
  expect(lines).toHaveLength(33_001)
  expect([...new Set(lines.slice(1).map((line) => line.slice(0, 10)))]).toEqual([...days])
  expect(percents()).toEqual([0, 33, 66, 100])
}, 60_000)

it('can be stopped, then writes no file and no line into the audit, and can be asked for again', async () => {
  await fill(1)
  const desks = createUploadExport({
    ...desk.context,
    pause: async () => {
      okValue(desks.stop())
    },
  })
  expect(okValue(await desks.run(asked))).toEqual({ file: null, rows: 0 })
  expect(desk.published.some(({ name }) => name === 'file')).toBe(false)
  expect(percents()).toEqual([0, 100])
  const trail = await read(desk.context.store.db, { after: 0, limit: 50 })
  expect(trail.some(({ action }) => action === 'uploads-exported')).toBe(false)
  expect(okValue(await createUploadExport(desk.context).run(asked))).toMatchObject({ rows: 3 })
})

it('names nobody, and tells in words what was in the way of what is late', async () => {
  const patient = syntheticPatient(1)
  const encounter = syntheticEncounter(patient.id, 1, { day: asked.from })
  const row = syntheticOutboxRow(encounter.id, { dueAt: desk.context.now() - 1 })
  const alarm = {
    encounterId: encounter.id,
    clock: 'upload',
    dueAt: row.dueAt,
    mark: 'late',
    cause: 'waiting',
  } as const
  okValue(
    await desk.context.store.write(async (tx) => {
      await insertPatient(tx, patient)
      await insertEncounter(tx, encounter)
      await append(tx, [row])
      await keepNotice(tx, alarm, desk.context.now())
    }),
  )
  const words = { isLate: '逾期', waiting: '待上傳', 'cause.waiting': '還在排隊' }
  okValue(await createUploadExport(desk.context).run({ ...asked, words }))
  const { payload } = desk.published.findLast(({ name }) => name === 'file') as { payload: { text: string } }
  const [head = '', line = ''] = payload.text.trimEnd().split('\r\n')
  const cellOf = (column: string): string | undefined =>
    line.split(',')[head.replace('\uFEFF', '').split(',').indexOf(column)]
  expect(['late', 'state', 'lateCause'].map(cellOf)).toEqual(['逾期', '待上傳', '還在排隊'])
  for (const own of [patient.name, patient.nationalId, patient.id, encounter.id]) expect(line).not.toContain(own)
})

it('is one at a time', async () => {
  const desks = createUploadExport(desk.context)
  const first = desks.run(asked)
  expect(await desks.run(asked)).toMatchObject({ error: { code: 'CONFLICT' } })
  okValue(await first)
})
