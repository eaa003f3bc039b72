import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type PatientForm, PatientFormSchema } from '../../../preload/contract/patient/patientForm.ts'
import { searchAudit } from '../../store/audit/auditQueries.ts'
import { findById } from '../../store/patient/patientRepository.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import { consult, nhiRowsOf, registerOwed } from '../make-up/makeUpVisits.ts'
import { closeVisit } from '../record/closeVisit.ts'
import { registerVisit } from '../registration/registerVisit.ts'
import { lin, openTestDesk, type TestDesk } from '../testDesk.ts'
import { createPatient, patientDetails, similarPatients, updatePatient } from './patientForms.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
})
afterEach(() => desk.dispose())

const form = (changes: object = {}): PatientForm =>
  PatientFormSchema.parse({
    name: '陳示安',
    identity: { kind: 'national-id', value: 'F131104093' },
    birthDate: '1984-01-05',
    sex: 'M',
    phone: '0912-345 678',
    address: '示範市示範路 1 號',
    contact: { name: '陳範例', relation: '母', phone: '02-2345-6789' },
    ...changes,
  })
const newborn = { kind: 'newborn', parentId: 'F131104093', parentBirthDate: '1990-02-03', birthOrder: 1, birthCount: 2 }
const create = async (changes: object = {}) => okValue(await createPatient(desk.context, form(changes)))

describe('somebody new', () => {
  it('gets a chart with everything that was written down, and a row in the trail without the number', async () => {
    const made = await create()
    expect(made).toMatchObject({ name: '陳示安', chartNumber: '0000001', nationalIdMasked: 'F1******93', age: 42 })
    expect(okValue(await patientDetails(desk.context, made.patientId)).form).toEqual(form())
    expect(await findById(desk.context.store.db, made.patientId)).toMatchObject({
      idKind: 'national-id',
      newborn: null,
    })
    const rows = await desk.context.store.db.selectFrom('audit').selectAll().execute()
    expect(rows).toMatchObject([{ action: 'patient-created', subject: made.patientId }])
    expect(JSON.stringify(rows)).not.toContain('F131104093')
    expect(desk.published).toContainEqual({ name: 'patient:changed', payload: { patientId: made.patientId } })
  })

  it('is refused where the number has a chart, and told whose', async () => {
    const first = await create()
    expect(await createPatient(desk.context, form({ name: '別人' }))).toMatchObject({
      error: { code: 'PATIENT_EXISTS', details: { patientId: first.patientId } },
    })
    expect((await create({ identity: { kind: 'passport', value: 'P1234567' } })).chartNumber).toBe('0000002')
  })

  it.each([
    ['2026-11-27', { kind: 'passport', value: 'P1234567' }, 'future'],
    ['1890-01-01', { kind: 'passport', value: 'P1234567' }, 'too-old'],
    ['1911-12-31', { kind: 'passport', value: 'P1234567' }, 'before-roc'],
    ['2026-08-01', newborn, 'not-newborn'],
  ])('born on %s is refused', async (birthDate, identity, problem) => {
    expect(await createPatient(desk.context, form({ birthDate, identity }))).toMatchObject({
      error: { code: 'BIRTH_DATE_IMPOSSIBLE', details: { problem } },
    })
  })

  it.each(['王', '陳'.repeat(30), '𡘙'.repeat(30), 'Maria-José O’Neill', '林𠮷安'])(
    'may be called %s',
    async (name) => {
      const made = await create({ name })
      expect((await findById(desk.context.store.db, made.patientId))?.name).toBe(name)
    },
  )

  it.each([
    ['an empty name', { name: '  ' }],
    ['a line break', { name: '陳\n安' }],
    ['a wrong check digit', { identity: { kind: 'national-id', value: 'F131104094' } }],
    ['a passport that looks like an id', { identity: { kind: 'passport', value: 'F131104093' } }],
    ['the third of two children', { identity: { ...newborn, birthOrder: 3 } }],
    ['a phone of words', { phone: '問家人' }],
    ['a day that never was', { birthDate: '2023-02-29' }],
    ['something more', { isAdmin: true }],
  ])('is not written down with %s', (_what, changes) => {
    expect(PatientFormSchema.safeParse({ ...form(), ...changes }).success).toBe(false)
  })
})

describe('a newborn without a number', () => {
  const birthDate = '2026-11-20'

  it('is known by a parent and the order of birth, and so is the twin', async () => {
    const first = await create({ identity: newborn, birthDate })
    expect(await createPatient(desk.context, form({ identity: newborn, birthDate }))).toMatchObject({
      error: { code: 'PATIENT_EXISTS' },
    })
    const second = await create({ identity: { ...newborn, birthOrder: 2 }, birthDate })
    expect(second.patientId).not.toBe(first.patientId)
    expect(okValue(await patientDetails(desk.context, first.patientId)).form.identity).toEqual(newborn)
  })

  it('keeps the chart when the own number comes, whenever that is', async () => {
    const { patientId } = await create({ identity: newborn, birthDate })
    desk.advance(90 * 86_400_000)
    const { version } = okValue(await patientDetails(desk.context, patientId))
    const phone = { patientId, version, form: form({ identity: newborn, birthDate, phone: '0912345679' }) }
    okValue(await updatePatient(desk.context, phone))
    const again = okValue(await patientDetails(desk.context, patientId))
    const named = form({ identity: { kind: 'national-id', value: lin.nationalId }, birthDate })
    okValue(await updatePatient(desk.context, { patientId, version: again.version, form: named }))
    expect(await findById(desk.context.store.db, patientId)).toMatchObject({
      nationalId: lin.nationalId,
      newborn: null,
      chartNumber: '0000001',
    })
  })
})

describe('who may be the same', () => {
  const ask = async (changes: object) => {
    const asked = { except: null, identity: null, name: '', birthDate: null, ...changes }
    return okValue(await similarPatients(desk.context, asked as never)).map(({ patient, same }) => [patient.name, same])
  }

  it('is found by number, or by name and birthday, once, and never as himself', async () => {
    const { patientId } = await create()
    const { identity, name, birthDate } = form()
    expect(await ask({ identity })).toEqual([['陳示安', 'identity']])
    expect(await ask({ name: ' 陳 示安', birthDate })).toEqual([['陳示安', 'person']])
    expect(await ask({ identity, name, birthDate })).toEqual([['陳示安', 'identity']])
    expect(await ask({ identity, name, birthDate, except: patientId })).toEqual([])
    expect(await ask({ name, birthDate: '1984-01-06' })).toEqual([])
    expect(await ask({ name })).toEqual([])
    expect(await ask({ identity: newborn })).toEqual([])
  })
})

describe('a change', () => {
  it('is written down, and the trail names its fields', async () => {
    const { patientId } = await create()
    const { version } = okValue(await patientDetails(desk.context, patientId))
    const changed = form({ name: '陳示全', phone: '' })
    expect(okValue(await updatePatient(desk.context, { patientId, version, form: changed })).name).toBe('陳示全')
    const search = { from: null, to: null, who: '', action: 'patient-updated', patientId, before: null, limit: 5 }
    const rows = await searchAudit(desk.context.store.db, search, () => Promise.resolve())
    expect(JSON.stringify(rows)).toContain('name phone')
  })

  it('is refused when somebody else was first, when the number is taken, and for nobody', async () => {
    const { patientId } = await create()
    const other = await create({ identity: { kind: 'passport', value: 'P1234567' } })
    const { version } = okValue(await patientDetails(desk.context, patientId))
    okValue(await updatePatient(desk.context, { patientId, version, form: form({ phone: '' }) }))
    const late = { patientId, version, form: form({ phone: '0900000000' }) }
    expect(await updatePatient(desk.context, late)).toMatchObject({ error: { code: 'CONFLICT' } })
    const otherVersion = okValue(await patientDetails(desk.context, other.patientId)).version
    const taken = { patientId: other.patientId, version: otherVersion, form: form() }
    expect(await updatePatient(desk.context, taken)).toMatchObject({ error: { code: 'PATIENT_EXISTS' } })
    const nobody = { patientId: '0190a000-0000-7000-8000-000000000000', version, form: form() }
    expect(await updatePatient(desk.context, nobody as never)).toMatchObject({ error: { code: 'NOT_FOUND' } })
  })
})

describe('whoever was written down', () => {
  it('is the one whose card comes later', async () => {
    const { patientId } = await create({ identity: { kind: 'national-id', value: lin.nationalId }, name: lin.name })
    await desk.insert(lin)
    const visit = okValue(await registerVisit(desk.context, desk.registration()))
    expect(visit.patient.patientId).toBe(patientId)
    const kept = await findById(desk.context.store.db, patientId)
    expect(kept).toMatchObject({ nhiCardNumber: lin.cardNumber, phone: '0912-345 678' })
  })

  it('as a newborn is registered as an exception, and goes out under the parent', async () => {
    const { patientId } = await create({ identity: newborn, birthDate: '2026-11-20', sex: 'F' })
    await expect(registerOwed(desk, patientId)).rejects.toThrow('NOT_OFFERED')
    const exception = desk.registration({ patientId, exceptionCode: 'A020' })
    const { encounterId } = okValue(await registerVisit(desk.context, exception))
    await consult(desk, encounterId)
    okValue(await closeVisit(desk.context, { encounterId, received: 1000, exceptionCode: null, exceptionReason: null }))
    const [nhi] = await nhiRowsOf(desk, encounterId)
    expect(nhi?.payload).toMatchObject({ nationalId: 'F131104093', record: { visit: { M03: 'F131104093', M10: 'a' } } })
  })

  it('can be registered owing the card', async () => {
    const { patientId } = await create()
    const encounterId = await registerOwed(desk, patientId)
    expect((await byId(desk.context.store.db, encounterId))?.patientId).toBe(patientId)
  })
})
