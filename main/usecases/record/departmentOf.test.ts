import { afterEach, beforeEach, expect, it } from 'vitest'
import { okValue } from '../../store/temporaryStore.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import { previewPrice } from '../money/previewPrice.ts'
import { personById } from '../patient/wholePerson.ts'
import { drugOrder, openTestDesk, type TestDesk } from '../testDesk.ts'
import { closedVisit } from './closedVisit.fixture.ts'
import { departmentOf } from './departmentOf.ts'
import { visitRecordOf } from './visitRecordOf.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
})
afterEach(() => desk.dispose())

/** The desk after the doctor has gone over from internal medicine (02), whose first examinations are 3.8 % dearer, to general practice. */
const later = () => {
  const { settings } = desk.context
  const practitioners = settings.practitioners.map((person) => ({ ...person, department: '01' }))
  return { ...desk.context, settings: { ...settings, practitioners } }
}

it('a visit keeps the department it was in, in its record and in its price, whatever the doctor does now', async () => {
  const encounterId = await closedVisit(desk)
  const visit = await byId(desk.context.store.db, encounterId)
  const patient = visit === null ? null : await personById(desk.context.store.db, visit.patientId)
  if (visit?.price == null || patient === null) throw new Error('no closed visit')
  const { price } = visit
  const facts = { price, exceptionCode: null, closedAt: 0, signatures: new Map<number, string>() }
  const record = okValue(await visitRecordOf(later(), visit, patient, facts))
  expect(record.practitioner.department).toBe('02')

  const { price: again } = okValue(await previewPrice(later(), { encounterId, orders: [drugOrder] }))
  expect(again?.lines).toEqual(price.lines)
})

it('of a visit from before it was kept it is the doctor’s of today, and nobody’s where the doctor has left', () => {
  const visit = { department: null, practitionerId: 'dr-1' as never }
  expect(departmentOf(later(), visit)).toBe('01')
  const { settings } = desk.context
  expect(departmentOf({ settings: { ...settings, practitioners: [] } }, visit)).toBeNull()
})
