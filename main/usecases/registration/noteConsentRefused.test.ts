import { afterEach, beforeEach, expect, it } from 'vitest'
import type { PatientId } from '../../../preload/contract/words.ts'
import { read } from '../../store/audit/auditRepository.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { knownPatient } from '../make-up/makeUpVisits.ts'
import { openTestDesk, type TestDesk } from '../testDesk.ts'
import { noteConsentRefused } from './noteConsentRefused.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
})
afterEach(() => desk.dispose())

const refusals = async () =>
  (await read(desk.context.store.db, { after: 0, limit: 500 })).filter(
    ({ action }) => action === 'remote-consent-refused',
  )

it('keeps who refused a visit by video or phone, at which desk, by the server’s time', async () => {
  const patientId = await knownPatient(desk)
  okValue(await noteConsentRefused(desk.context, { patientId, attendance: 'phone' }))
  const { person: who, id } = desk.context.settings.desk
  expect(await refusals()).toMatchObject([
    { at: desk.context.now(), who, desk: id, subject: patientId, details: '{"attendance":"phone"}' },
  ])
})

it('keeps it of somebody the clinic has no record of yet, too, and nothing of a number that is nobody’s', async () => {
  okValue(await noteConsentRefused(desk.context, { patientId: null, attendance: 'video' }))
  const nobody = '019a0000-0000-7000-8000-00000000dead' as PatientId
  const refused = await noteConsentRefused(desk.context, { patientId: nobody, attendance: 'video' })
  expect(refused).toMatchObject({ ok: false, error: { code: 'PATIENT_UNKNOWN' } })
  expect(await refusals()).toMatchObject([{ subject: '' }])
})
