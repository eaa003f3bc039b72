import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sealKey } from '../../care/recoveryEnvelope.ts'
import { recoveryCodeOf } from '../../domain/desk/recoveryCode.ts'
import { keepAnchor } from '../../store/audit/auditAnchors.ts'
import { append, tail } from '../../store/audit/auditRepository.ts'
import { copyStore } from '../../store/care/copyStore.ts'
import { insert } from '../../store/patient/patientRepository.ts'
import { openConnection } from '../../store/sqliteConnection.ts'
import { syntheticEncounter, syntheticPatient } from '../../store/syntheticRecords.ts'
import { okValue, openTemporaryStore, type TemporaryStore } from '../../store/temporaryStore.ts'
import { insert as insertEncounter } from '../../store/visit/encounterRepository.ts'
import { type AuditDesk, exportAudit, listAudit, verifyAudit } from './auditTrail.ts'

let temporary: TemporaryStore
let folder: string
let desk: AuditDesk
let file: string

const patient = syntheticPatient(1, { name: '林示安' })
const encounter = syntheticEncounter(patient.id, 1)
const start = Date.parse('2026-11-20T09:00:00+08:00')
const filter = { from: null, to: null, who: '', action: '', patientId: null }
const everything = { filter, before: null, limit: 100 }

beforeEach(async () => {
  temporary = await openTemporaryStore()
  folder = mkdtempSync(join(tmpdir(), 'clinic-audit-'))
  file = join(folder, 'trail.jsonl')
  desk = { store: temporary.store, clinic: '3501200000', now: () => start, chooseFile: async () => file }
  await temporary.must(async (tx) => {
    await insert(tx, patient)
    await insertEncounter(tx, encounter)
  })
  for (let index = 0; index < 12; index += 1) {
    await temporary.must((tx) =>
      append(tx, {
        at: start + index * 6 * 3_600_000,
        who: index % 2 === 0 ? '林櫃檯' : '許_示範',
        desk: 'd1',
        action: index < 6 ? 'visit-opened' : 'card-read',
        subject: index === 0 ? encounter.id : index === 7 ? patient.id : '',
        details: { index },
      }),
    )
  }
})
afterEach(async () => {
  await temporary.dispose()
  rmSync(folder, { recursive: true, force: true })
})

const sequences = async (change: Partial<typeof filter>): Promise<number[]> =>
  okValue(await listAudit(desk, { ...everything, filter: { ...filter, ...change } })).rows.map(
    ({ sequence }) => sequence,
  )

describe('the viewer', () => {
  it('filters by person, day, action and patient, newest first, page by page', async () => {
    expect(await sequences({ who: '許_' })).toEqual([12, 10, 8, 6, 4, 2])
    expect(await sequences({ who: '許%' })).toEqual([])
    expect(await sequences({ from: '2026-11-21' as never, to: '2026-11-21' as never })).toEqual([7, 6, 5, 4])
    expect(await sequences({ action: 'card-read' })).toEqual([12, 11, 10, 9, 8, 7])
    expect(await sequences({ patientId: patient.id as never })).toEqual([8, 1])
    const page = okValue(await listAudit(desk, { ...everything, before: 3, limit: 1 }))
    expect(page).toMatchObject({ rows: [{ sequence: 2 }] })
  })

  it('finds what a professional did by the name, whoever sits at the desk', async () => {
    const deed = { at: start, who: '林櫃檯', desk: 'd1', action: 'visit-opened', subject: encounter.id }
    await temporary.must((tx) => append(tx, { ...deed, details: { professional: '王_示範' } }))
    await temporary.must((tx) => append(tx, { ...deed, details: { professional: '陳醫師', note: '王_示範' } }))
    expect(await sequences({ who: '王_示範' })).toEqual([13])
    expect(await sequences({ who: '王_' })).toEqual([13])
  })

  it('names whom a row is about, by the patient or by the visit', async () => {
    const { rows } = okValue(await listAudit(desk, everything))
    expect(rows.filter(({ patientName }) => patientName !== null).map(({ sequence }) => sequence)).toEqual([8, 1])
  })
})

/** Changes rows behind the triggers' back, as somebody with the key and a database tool would. */
const tamper = (sql: string): void => {
  const { file: database, key } = temporary
  const db = openConnection({ file: database, key, readonly: false, nativeBinding: undefined, busyTimeoutMs: 1_000 })
  for (const name of ['audit_never_changed', 'audit_never_deleted']) db.exec(`DROP TRIGGER ${name}`)
  db.exec(sql)
  db.close()
}

describe('the verdict', () => {
  it('is that all is well, with the place the cloud has confirmed', async () => {
    const end = await tail(temporary.store.db)
    await temporary.must((tx) => keepAnchor(tx, { ...end, anchoredAt: start }))
    expect(okValue(await verifyAudit(desk))).toMatchObject({ rows: 12, brokenAt: null, anchoredTo: 12 })
  })

  it.each([
    ['a changed row', `UPDATE audit SET who = 'x' WHERE sequence = 5`, 5, 'changed'],
    ['a missing row', 'DELETE FROM audit WHERE sequence = 5', 5, 'missing'],
    ['another hash', `UPDATE audit SET hash = 'x' WHERE sequence = 5`, 5, 'changed'],
    ['a tail that was cut off', 'DELETE FROM audit WHERE sequence > 9', 10, 'cut'],
  ] as const)('finds %s', async (_what, sql, brokenAt, reason) => {
    const end = await tail(temporary.store.db)
    await temporary.must((tx) => keepAnchor(tx, { ...end, anchoredAt: start }))
    tamper(sql)
    expect(okValue(await verifyAudit(desk))).toMatchObject({ brokenAt, reason })
  })

  it('finds a tail that was cut off and written anew', async () => {
    const end = await tail(temporary.store.db)
    await temporary.must((tx) => keepAnchor(tx, { ...end, anchoredAt: start }))
    tamper('DELETE FROM audit WHERE sequence > 11')
    const entry = { at: start, who: 'x', desk: 'd1', action: 'nothing', subject: '', details: {} }
    await temporary.must((tx) => append(tx, entry))
    expect(okValue(await verifyAudit(desk))).toMatchObject({ brokenAt: 12, reason: 'anchor' })
  })
})

const run = (target: string, input = ''): { status: number | null; stdout: string; stderr: string } => {
  const script = resolve('scripts/auditVerify.ts')
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, target], { encoding: 'utf8', input })
  return { status, stdout, stderr }
}

describe('npm run audit:verify', () => {
  it('takes an export of some days for what it is, and names the first row that was changed', {
    timeout: 30_000,
  }, async () => {
    const some = { from: '2026-11-21' as never, to: '2026-11-22' as never }
    expect(okValue(await exportAudit(desk, some))).toEqual({ file, rows: 8 })
    expect(run(file)).toMatchObject({ status: 0, stdout: expect.stringContaining('up to 11') })
    const text = readFileSync(file, 'utf8')
    writeFileSync(file, text.replace('{\\"index\\":5}', '{\\"index\\":6}'))
    expect(run(file)).toMatchObject({ status: 1, stdout: 'BROKEN: row 6 was changed after it was written\n' })
    writeFileSync(file, text.split('\n').slice(0, -2).join('\n'))
    expect(run(file)).toMatchObject({ status: 1, stdout: expect.stringContaining('row 11 and what followed') })
    writeFileSync(file, 'nothing')
    expect(run(file)).toMatchObject({ status: 2 })
  })

  it('takes an export of a day although a clock that was wrong has put rows of tomorrow into it', {
    timeout: 30_000,
  }, async () => {
    const deed = { who: '林櫃檯', desk: 'd1', action: 'card-read', subject: '', details: {} }
    const day = Date.parse('2026-11-24T09:00:00+08:00')
    for (const at of [day, day + 86_400_000, day + 60_000, day + 120_000]) {
      await temporary.must((tx) => append(tx, { ...deed, at }))
    }
    const some = { from: '2026-11-24' as never, to: '2026-11-24' as never }
    expect(okValue(await exportAudit(desk, some))).toEqual({ file, rows: 4 })
    expect(run(file)).toMatchObject({ status: 0 })
    expect(okValue(await exportAudit(desk, { from: '2027-01-01' as never, to: null }))).toEqual({ file, rows: 0 })
  })

  it('opens a backup by the recovery code', { timeout: 30_000 }, () => {
    const backup = join(folder, 'clinic-20261125-023000.db')
    const { file: database, key } = temporary
    copyStore({ file: database, key, nativeBinding: undefined, busyTimeoutMs: 1_000 }, backup)
    const secret = Uint8Array.from({ length: 20 }, (_, index) => index)
    writeFileSync(`${backup}.recovery`, JSON.stringify(sealKey(key, secret, '2026-11-25T00:00:00.000Z' as never)))
    const code = recoveryCodeOf(secret).join('-')
    expect(run(backup, `${code}\n`)).toMatchObject({ status: 0, stdout: expect.stringContaining('up to 12') })
    expect(run(backup, '00000\n')).toMatchObject({ status: 2 })
  })
})
