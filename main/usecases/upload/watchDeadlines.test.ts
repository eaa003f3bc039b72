import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DeskStatus } from '../../../preload/contract/desk/status.ts'
import { fail } from '../../../preload/contract/result.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { read } from '../../store/audit/auditRepository.ts'
import { lateOf } from '../../store/outbox/deadlineRepository.ts'
import { byEncounters } from '../../store/outbox/outboxQueries.ts'
import { apply } from '../../store/outbox/outboxRepository.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { finishConsultation } from '../consultation/finishConsultation.ts'
import { startConsultation } from '../consultation/startConsultation.ts'
import { closeVisit } from '../record/closeVisit.ts'
import { signRecords, unsignedRecords } from '../record/signRecords.ts'
import { registerVisit } from '../registration/registerVisit.ts'
import { diagnoses, drugOrder, lin, openTestDesk, soap, type TestDesk } from '../testDesk.ts'
import { createUploadExport } from './exportUploads.ts'
import { explainLateUpload, listUploads, uploadDays, uploadTries } from './monitorUploads.ts'
import { createDeadlineWatch, type RaisedAlarm } from './watchDeadlines.ts'

const hour = 3_600_000

let desk: TestDesk
let raised: RaisedAlarm[]
let status: DeskStatus['deadlines'] | null
beforeEach(async () => {
  desk = await openTestDesk()
  raised = []
  status = null
})
afterEach(() => desk.dispose())

const watch = () =>
  createDeadlineWatch({
    context: desk.context,
    onStatus: (deadlines) => {
      status = deadlines
    },
    raise: (alarms) => raised.push(...alarms),
  })
const marks = (): string[] => raised.map(({ clock, mark }) => `${clock} ${mark}`)

const toPay = async (): Promise<EncounterId> => {
  await desk.insert(lin)
  const { encounterId } = okValue(await registerVisit(desk.context, desk.registration()))
  okValue(await startConsultation(desk.context, encounterId))
  okValue(await finishConsultation(desk.context, { encounterId, soap, diagnoses, orders: [drugOrder] }))
  return encounterId
}
const closed = async (): Promise<EncounterId> => {
  const encounterId = await toPay()
  okValue(await closeVisit(desk.context, { encounterId, received: 1000, exceptionCode: null, exceptionReason: null }))
  return encounterId
}
/** A closed visit whose record its doctor has signed, so that only its upload is waited for. */
const signed = async (): Promise<EncounterId> => {
  const encounterId = await closed()
  await desk.signIn()
  okValue(await signRecords(desk.context, { records: [{ encounterId, version: 1 }] }))
  return encounterId
}
const rowOf = async (encounterId: EncounterId, target = 'nhi-upload') => {
  const row = (await byEncounters(desk.context.store.db, [encounterId])).find((each) => each.target === target)
  if (row === undefined) throw new Error('no row')
  return row
}
const move = async (id: string, changes: object): Promise<void> => {
  const none = { nextTryAt: 0, tries: 1, lastCode: null, reference: null, receiptAt: null, fieldErrors: [] }
  okValue(
    await desk.context.store.write((tx) =>
      apply(
        tx,
        id,
        { state: 'waiting', ...none, ...changes },
        { at: desk.context.now(), ms: 5, code: 'NHI_UNREACHABLE' },
      ),
    ),
  )
}

describe('the two clocks', () => {
  it('looks once more when it is asked while it looks: what asked may know a later time', async () => {
    await signed()
    const watching = watch()
    const first = watching.look()
    desk.advance(20.5 * hour)
    await Promise.all([first, watching.look()])
    expect(marks()).toEqual(['upload 4'])
  })

  it('are told before they are kept: a program that is killed in between tells them again', async () => {
    await signed()
    desk.advance(21 * hour)
    const { store } = desk.context
    const killed = createDeadlineWatch({
      context: { ...desk.context, store: { ...store, write: () => new Promise(() => undefined) } },
      onStatus: () => undefined,
      raise: (alarms) => raised.push(...alarms),
    })
    void killed.look()
    await expect.poll(marks).toEqual(['upload 4'])
    await watch().look()
    expect(marks()).toEqual(['upload 4', 'upload 4'])
    await watch().look()
    expect(marks()).toHaveLength(2)
  })

  it('alarm at four, two and one hours and when late, each once, over a restart and a sleep', async () => {
    const encounterId = await signed()
    const row = await rowOf(encounterId)
    const leave = async (leftMs: number): Promise<void> => {
      desk.advance(row.dueAt - leftMs - desk.context.now())
      // Every look by a new watch: a restart remembers by the store alone.
      await watch().look()
    }
    await leave(5 * hour)
    expect(marks()).toEqual([])
    expect(status?.upload).toEqual({ next: null, late: 0 })
    await leave(4 * hour)
    await leave(3 * hour)
    expect(marks()).toEqual(['upload 4'])
    expect(status?.upload).toEqual({ next: new Date(row.dueAt).toISOString(), late: 0 })
    // Asleep over the mark of two hours: the tighter one is told, and only that.
    await leave(hour / 2)
    expect(marks()).toEqual(['upload 4', 'upload 1'])
    await move(row.id, { lastCode: 'NHI_UNREACHABLE' })
    await leave(-1)
    await leave(-10 * hour)
    expect(marks()).toEqual(['upload 4', 'upload 1', 'upload late'])
    expect(status?.upload).toEqual({ next: null, late: 1 })
    expect(await lateOf(desk.context.store.db, [encounterId])).toMatchObject([
      { clock: 'upload', cause: 'NHI_UNREACHABLE' },
    ])
    expect(JSON.stringify(await read(desk.context.store.db, { after: 0, limit: 10 }))).toContain('deadline-missed')
  })

  it('run for a refused record, stop with a receipt, and leave what is for the cloud alone', async () => {
    const encounterId = await signed()
    const row = await rowOf(encounterId)
    desk.advance(row.dueAt - hour - desk.context.now())
    await move(row.id, { state: 'rejected', lastCode: 'M44:AA' })
    await watch().look()
    expect(marks()).toEqual(['upload 1'])
    await move(row.id, { state: 'accepted', reference: 'R', receiptAt: desk.context.now() })
    desk.advance(3 * hour)
    await watch().look()
    expect(marks()).toEqual(['upload 1'])
    expect((await rowOf(encounterId, 'clinic-cloud')).state).toBe('waiting')
  })

  it('run for a visit that nobody has closed: neither sent nor signed', async () => {
    const encounterId = await toPay()
    desk.advance(24 * hour + 60_000)
    await watch().look()
    expect(marks().toSorted()).toEqual(['signature late', 'upload late'])
    expect(status).toMatchObject({ upload: { late: 1 }, signature: { late: 1 } })
    const late = await lateOf(desk.context.store.db, [encounterId])
    expect(late.map(({ cause }) => cause)).toEqual(['visit-to-pay', 'visit-to-pay'])
  })

  it('go on for a record that nobody signs, with a clock of its own that a signature ends', async () => {
    const encounterId = await closed()
    const row = await rowOf(encounterId)
    await move(row.id, { state: 'accepted', reference: 'R', receiptAt: desk.context.now() })
    desk.advance(24 * hour - 30 * 60_000)
    await watch().look()
    expect(marks()).toEqual(['signature 1'])
    desk.advance(hour)
    await watch().look()
    expect(marks()).toEqual(['signature 1', 'signature late'])
    expect(status).toMatchObject({ upload: { late: 0 }, signature: { late: 1 } })
    expect(await lateOf(desk.context.store.db, [encounterId])).toMatchObject([
      { clock: 'signature', cause: 'record-unsigned' },
    ])
    await desk.signIn()
    okValue(await signRecords(desk.context, { records: [{ encounterId, version: 1 }] }))
    await watch().look()
    expect(status?.signature).toEqual({ next: null, late: 0 })
  })

  it('call nobody for a signature that this way in cannot give', async () => {
    const encounterId = await closed()
    await move((await rowOf(encounterId)).id, { state: 'accepted', reference: 'R', receiptAt: desk.context.now() })
    desk.advance(25 * hour)
    const { way } = desk.context.control
    const offers = new Set([...way.offers].filter((capability) => capability !== 'professional-signature'))
    const control = { ...desk.context.control, way: { ...way, offers } }
    const elsewhere = createDeadlineWatch({
      context: { ...desk.context, control },
      onStatus: (deadlines) => {
        status = deadlines
      },
      raise: (alarms) => raised.push(...alarms),
    })
    await elsewhere.look()
    expect(marks()).toEqual([])
    expect(status?.signature).toEqual({ next: null, late: 0 })
    expect(okValue(await unsignedRecords(desk.context))).toMatchObject([{ encounterId, isLate: true }])
  })

  it('are told once when the store takes nothing, and kept, with their own moment, when it does again', async () => {
    const encounterId = await signed()
    const row = await rowOf(encounterId)
    desk.advance(row.dueAt + 60_000 - desk.context.now())
    let takes = false
    const { store } = desk.context
    const full: typeof store.write = async (work) =>
      takes ? store.write(work) : fail('STORE_FULL', { retryable: true })
    const one = createDeadlineWatch({
      context: { ...desk.context, store: { ...store, write: full } },
      onStatus: () => undefined,
      raise: (alarms) => raised.push(...alarms),
    })
    const toldAt = desk.context.now()
    await one.look()
    await one.look()
    expect(marks()).toEqual(['upload late'])
    expect(await lateOf(store.db, [encounterId])).toEqual([])
    takes = true
    desk.advance(60_000)
    await one.look()
    await watch().look()
    expect(marks()).toEqual(['upload late'])
    expect(await lateOf(store.db, [encounterId])).toHaveLength(1)
    const missed = (await read(store.db, { after: 0, limit: 100 })).filter(({ action }) => action === 'deadline-missed')
    expect(missed.map(({ at }) => at)).toEqual([toldAt])
  })

  it('are told once however many look at the same time', async () => {
    const row = await rowOf(await signed())
    desk.advance(row.dueAt - hour - desk.context.now())
    const one = watch()
    await Promise.all([one.look(), one.look(), one.look()])
    expect(marks()).toEqual(['upload 1'])
  })
})

describe('the upload monitor', () => {
  it('shows a late row with what was in the way, keeps what a person says of it, and exports both', async () => {
    const encounterId = await closed()
    const row = await rowOf(encounterId)
    await move(row.id, { lastCode: 'NHI_UNREACHABLE' })
    const explain = (note: string) => explainLateUpload(desk.context, { outboxId: row.id as never, note })
    expect(await explain('too early')).toMatchObject({ error: { code: 'VISIT_STATE' } })
    desk.advance(25 * hour)
    await watch().look()
    const listed = async () =>
      okValue(
        await listUploads(desk.context, { filter: 'late', limit: 10, offset: 0, day: null, target: null, text: '' }),
      )
    expect(await listed()).toMatchObject([
      { outboxId: row.id, isLate: true, lateness: { cause: 'NHI_UNREACHABLE', note: null } },
      { target: 'clinic-cloud', isLate: false, lateness: null },
    ])
    okValue(await explain('停電，"UPS" 沒電'))
    await move(row.id, {
      state: 'accepted',
      tries: 2,
      reference: '=R1',
      receiptAt: desk.context.now(),
      lastCode: '0000',
    })
    expect((await listed()).find(({ outboxId }) => outboxId === row.id)).toMatchObject({
      state: 'accepted',
      isLate: true,
    })
    expect(okValue(await uploadDays(desk.context))).toMatchObject([{ received: 1, open: 0, refused: 0, late: 1 }])
    expect(okValue(await uploadTries(desk.context, row.id as never))).toMatchObject([
      { ms: 5, code: 'NHI_UNREACHABLE' },
      { ms: 5, code: 'NHI_UNREACHABLE' },
    ])

    const day = (await listed())[0]?.day ?? ('2026-01-01' as never)
    const words = { isLate: '逾期', state: '狀態', accepted: '已收件' }
    const exported = okValue(await createUploadExport(desk.context).run({ from: day, to: day, words }))
    expect(exported.rows).toBe(2)
    const { payload } = desk.published.findLast(({ name }) => name === 'file') as { payload: { text: string } }
    const lines = payload.text.slice(1).trimEnd().split('\r\n')
    expect(lines[0]).toContain('狀態')
    const line = lines.find((each) => each.includes(row.id)) ?? ''
    expect(line).toContain('已收件')
    expect(line).toContain('逾期,NHI_UNREACHABLE,"停電，""UPS"" 沒電"')
    // No formula reaches a spreadsheet, and no name leaves.
    expect(line).toContain(",'=R1,")
    expect(payload.text).not.toContain(lin.name)
  })
})
