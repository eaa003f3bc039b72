import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { IsoDate } from '../../../preload/contract/words.ts'
import { read } from '../../store/audit/auditRepository.ts'
import { type FoundRecord, keepPage, oweCatchUp } from '../../store/outbox/cloudFindingRepository.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { openTestDesk, type TestDesk } from '../testDesk.ts'
import { cloudFindings, takeNoteOfFindings } from './cloudFindings.ts'

const visitedAt = Date.parse('2026-11-25T23:30:00+08:00')
const recordId = (number: number): string => `0190a000-0000-7000-8000-${String(number).padStart(12, '0')}`
const lost = (number: number, at: number | null = visitedAt): FoundRecord => ({
  recordId: recordId(number),
  version: 1,
  finding: at === null ? 'unreadable' : 'missing',
  kind: at === null ? null : 'visit',
  visitedAt: at,
  patientName: at === null ? null : '林示安',
  nationalId: at === null ? null : 'A200000012',
  sha256: null,
  packed: new Uint8Array(1),
})

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
})
afterEach(() => desk.dispose())

const find = async (...findings: readonly FoundRecord[]): Promise<void> => {
  const page = { findings, received: [], records: findings.length, cursor: 'c', isLast: true }
  const { store } = desk.context
  okValue(await store.write((tx) => oweCatchUp(tx, desk.context.now())))
  okValue(await store.write((tx) => keepPage(tx, page, desk.context.now())))
}

describe('what the cloud has and this store not', () => {
  it('is nothing where the store was never restored, and waits for nobody where there is no cloud', async () => {
    expect(okValue(await cloudFindings(desk.context))).toMatchObject({ state: 'none', unseen: 0, items: [] })
    okValue(await desk.context.store.write((tx) => oweCatchUp(tx, desk.context.now())))
    const { settings, store } = desk.context
    const cloud = { baseUrls: ['https://localhost'], caFile: 'ca', clientCertFile: 'cert', clientKeyFile: 'key' }
    const state = async (clinicCloud: typeof settings.clinicCloud): Promise<string> =>
      okValue(await cloudFindings({ store, settings: { ...settings, clinicCloud } })).state
    expect([await state(null), await state(cloud)]).toEqual(['none', 'owed'])
  })

  it('is told by clinic days, and by a person taken note of record by record; the trail says so', async () => {
    await find(lost(1), lost(2, visitedAt + 3_600_000), lost(3, null))
    const found = okValue(await cloudFindings(desk.context))
    expect(found).toMatchObject({ records: 3, unseen: 3 })
    expect(found.days).toEqual([
      { day: null, count: 1 },
      { day: '2026-11-25' as IsoDate, count: 1 },
      { day: '2026-11-26' as IsoDate, count: 1 },
    ])
    const records = [1, 3].map((number) => ({ recordId: recordId(number), version: 1 }))
    const left = okValue(await takeNoteOfFindings(desk.context, { records }))
    expect(left.items.map((item) => item.recordId)).toEqual([recordId(2)])
    expect(left).toMatchObject({ unseen: 1, items: [{ nationalIdMasked: 'A2******12' }] })
    okValue(await takeNoteOfFindings(desk.context, { records }))
    const rows = await read(desk.context.store.db, { after: 0, limit: 50 })
    expect(rows.filter(({ action }) => action === 'cloud-findings-noted')).toMatchObject([
      { details: JSON.stringify({ records: 2 }) },
    ])
    // The same records found once more are no news.
    await find(lost(1))
    expect(okValue(await cloudFindings(desk.context)).unseen).toBe(1)
  })
})
