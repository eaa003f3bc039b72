import { afterEach, beforeEach, expect, it } from 'vitest'
import { fail, ok } from '../../../preload/contract/result.ts'
import { verifyAuditChain } from '../../store/audit/auditChain.ts'
import { read } from '../../store/audit/auditRepository.ts'
import { openTemporaryStore, type TemporaryStore } from '../../store/temporaryStore.ts'
import { audited } from './audited.ts'
import { type AuditNote, createAuditNote } from './auditNote.ts'

let temporary: TemporaryStore
let now = 1_000_000
let full = false
let professional = '王示範'
const missed: string[] = []
let note: AuditNote

beforeEach(async () => {
  temporary = await openTemporaryStore()
  full = false
  professional = '王示範'
  missed.length = 0
  note = createAuditNote({
    store: {
      ...temporary.store,
      write: (work) => (full ? Promise.resolve(fail('STORE_FULL')) : temporary.store.write(work)),
    },
    desk: { id: 'desk-1', person: '許示範' },
    professional: () => professional,
    now: () => now,
    onMissed: (action) => missed.push(action),
  })
})
afterEach(() => temporary.dispose())

const rows = () => read(temporary.store.db, { after: 0, limit: 100 })
const encounterId = '019a0000-0000-7000-8000-000000000001' as never

it('notes who looked at what, at which desk, by server time, and a look that goes on once', async () => {
  const table = audited({ 'visit:detail': async () => ok({}) as never }, () => note)
  await table['visit:detail']?.({ encounterId })
  now += 30_000
  await table['visit:detail']?.({ encounterId })
  now += 31_000
  await table['visit:detail']?.({ encounterId })
  expect(await rows()).toMatchObject([
    { at: 1_000_000, who: '許示範', desk: 'desk-1', action: 'visit-opened', subject: encounterId },
    { at: 1_061_000, details: '{"professional":"王示範"}' },
  ])
  expect(verifyAuditChain(await rows()).intact).toBe(true)
})

it('notes the same look of another professional at the same desk', async () => {
  const table = audited({ 'visit:detail': async () => ok({}) as never }, () => note)
  await table['visit:detail']?.({ encounterId })
  professional = '陳示範'
  await table['visit:detail']?.({ encounterId })
  await table['visit:detail']?.({ encounterId })
  expect((await rows()).map(({ details }) => details)).toEqual([
    '{"professional":"王示範"}',
    '{"professional":"陳示範"}',
  ])
})

it('notes a refused login each time, and never the PIN', async () => {
  const table = audited({ 'professional:verify-pin': async () => fail('PROFESSIONAL_PIN_WRONG') }, () => note)
  await table['professional:verify-pin']?.({ pin: '123456' })
  await table['professional:verify-pin']?.({ pin: '123456' })
  const kept = await rows()
  expect(kept.map(({ action, details }) => [action, JSON.parse(details).refused])).toEqual([
    ['login', 'PROFESSIONAL_PIN_WRONG'],
    ['login', 'PROFESSIONAL_PIN_WRONG'],
  ])
  expect(JSON.stringify(kept)).not.toContain('123456')
})

it('notes how many were found, and not what was typed', async () => {
  const table = audited({ 'patient:search': async () => ok([]) }, () => note)
  await table['patient:search']?.({ text: 'A123456789', limit: 5 })
  const [row] = await rows()
  expect(row).toMatchObject({ action: 'patients-searched' })
  expect(JSON.stringify(row)).not.toContain('A123456789')
})

it('does not note what tells nothing, fails, or writes its own row', async () => {
  const table = audited(
    {
      'status:current': async () => ok({} as never),
      'visit:detail': async () => fail('NOT_FOUND'),
      'registration:options': async () => ok({}) as never,
      'patient:reveal-id': async () => ok({ nationalId: 'A' }),
    },
    () => note,
  )
  await table['status:current']?.({})
  await table['visit:detail']?.({ encounterId })
  await table['registration:options']?.({ cardSessionId: null, patientId: null, attendance: 'on-site' })
  await table['patient:reveal-id']?.({ patientId: encounterId })
  expect(await rows()).toEqual([])
})

it('answers although a row could not be kept, says so, and tries again at the next look', async () => {
  const table = audited({ 'visit:detail': async () => ok({}) as never }, () => note)
  full = true
  expect(await table['visit:detail']?.({ encounterId })).toMatchObject({ ok: true })
  expect(missed).toEqual(['visit-opened'])
  full = false
  await table['visit:detail']?.({ encounterId })
  expect(await rows()).toHaveLength(1)
})

it.each([
  ['audit:export', { from: null, to: null }],
  ['recovery:save-pdf', {}],
] as const)(
  'does not call exported what a person thought better of, and what was written once: %s',
  async (name, input) => {
    let file: string | null = null
    const table = audited({ [name]: async () => ok({ file, rows: 4 }) }, () => note)
    const ask = table[name] as (given: object) => Promise<unknown>
    await ask(input)
    expect(await rows()).toEqual([])
    file = 'E:\\file'
    await ask(input)
    expect(await rows()).toHaveLength(1)
  },
)

it('leaves an export of uploads to the verb, which notes it with its days', async () => {
  const table = audited({ 'outbox:export': async () => ok({ file: 'E:\\file', rows: 4 }) }, () => note)
  const day = '2026-11-25' as never
  await table['outbox:export']?.({ from: day, to: day, words: {} })
  expect(await rows()).toEqual([])
})
