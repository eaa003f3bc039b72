import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CardSessionId, PatientId } from '../../../preload/contract/words.ts'
import { byEncounter as debtOf } from '../../store/card/cardDebtRepository.ts'
import { findById, insert } from '../../store/patient/patientRepository.ts'
import { syntheticPatient } from '../../store/syntheticRecords.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { listMakeUps } from '../make-up/listMakeUps.ts'
import { makeUpVisit } from '../make-up/makeUpVisit.ts'
import { consult, nhiRowsOf, owedVisit, registerOwed } from '../make-up/makeUpVisits.ts'
import { registerOwedCard } from '../make-up/registerOwedCard.ts'
import { returnCard } from '../make-up/returnCard.ts'
import { searchPatients } from '../patient/searchPatients.ts'
import { closeVisit } from '../record/closeVisit.ts'
import { lin, openTestDesk, type TestDesk, wu } from '../testDesk.ts'
import { registerVisit } from './registerVisit.ts'
import { registrationOptions } from './registrationOptions.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
  await desk.signIn()
})
afterEach(() => desk.dispose())

const session = () => desk.context.cards.current()?.session.sessionId ?? ('' as CardSessionId)
const patientOf = (patientId: PatientId) => findById(desk.context.store.db, patientId)

/** Somebody just written down at the desk, who has never shown a card here; the hand that wrote was wrong about the birthday. */
const newcomer = async (): Promise<PatientId> => {
  const { nationalId } = lin
  const written = { nationalId, name: '林安', birthDate: '1984-05-13', sex: 'M', nhiCardNumber: null } as const
  const patient = syntheticPatient(7, { ...written, allergies: ['Penicillin'] })
  await desk.temporary.must((tx) => insert(tx, patient))
  return patient.id
}
const close = (encounterId: Awaited<ReturnType<typeof owedVisit>>) =>
  closeVisit(desk.context, { encounterId, received: 1000, exceptionCode: null, exceptionReason: null })
const onCard = { name: lin.name, birthDate: lin.birthDate, nhiCardNumber: lin.cardNumber, allergies: ['Penicillin'] }

it('gets no visit with a birthday that no field of the NHI holds: it could never be closed', async () => {
  const patient = syntheticPatient(8, { birthDate: '1911-12-31' })
  await desk.temporary.must((tx) => insert(tx, patient))
  const refused = { error: { code: 'BIRTH_DATE_IMPOSSIBLE', details: { problem: 'before-roc' } } }
  const form = { ...desk.registration({ patientId: patient.id, exceptionCode: 'A020' }), cardSessionId: null }
  expect(await registerVisit(desk.context, form)).toMatchObject(refused)
  const { practitionerId, roomId, session: part, treatmentItem, copaymentCode } = form
  const owed = { practitionerId, roomId, session: part, treatmentItem, copaymentCode, attendance: 'on-site' as const }
  expect(await registerOwedCard(desk.context, { ...owed, patientId: patient.id, appointmentId: null })).toMatchObject(
    refused,
  )
})

describe('somebody new without a card', () => {
  it('is found by the number alone and offered a form without a card', async () => {
    const patientId = await newcomer()
    const found = okValue(await searchPatients(desk.context, { text: lin.nationalId, limit: 5 }))
    expect(found).toMatchObject([{ patientId, lastVisitOn: null }])
    const attendance = 'on-site' as const
    const options = okValue(await registrationOptions(desk.context, { cardSessionId: null, patientId, attendance }))
    expect(options.exceptionCodes.length).toBeGreaterThan(0)
    expect(options.proposed.practitionerId).toBe('dr-1')
  })

  it('owes the card: the number without a card is asked for by the national ID, and the card returned becomes the chart’s', async () => {
    const patientId = await newcomer()
    const encounterId = await owedVisit(desk, patientId)
    expect(await debtOf(desk.context.store.db, encounterId)).toMatchObject({ state: 'open', deposit: 500 })
    expect((await debtOf(desk.context.store.db, encounterId))?.actual?.treatmentNumber).toMatch(/\S/)
    expect(await nhiRowsOf(desk, encounterId)).toEqual([])
    await desk.insert(wu)
    const wrong = await returnCard(desk.context, {
      encounterId,
      cardSessionId: session(),
      lateRefund: null,
      refundBy: 'cash',
    })
    expect(wrong).toMatchObject({ error: { code: 'CARD_CHANGED' } })
    expect(await patientOf(patientId)).toMatchObject({ name: '林安', nhiCardNumber: null })
    desk.pull()
    await desk.insert(lin)
    const done = okValue(
      await returnCard(desk.context, { encounterId, cardSessionId: session(), lateRefund: null, refundBy: 'cash' }),
    )
    expect(done).toMatchObject({ state: 'done', refund: 500, patient: { name: lin.name } })
    expect(await patientOf(patientId)).toMatchObject(onCard)
    const [row] = await nhiRowsOf(desk, encounterId)
    expect(row?.payload.record).toMatchObject({ visit: { M02: lin.cardNumber, M03: lin.nationalId, M04: '0730315' } })
  })

  it('whose card comes while the visit is under way is closed like everybody else', async () => {
    const patientId = await newcomer()
    const encounterId = await registerOwed(desk, patientId)
    await consult(desk, encounterId)
    desk.advance(60_000)
    await desk.insert(lin)
    okValue(
      await returnCard(desk.context, { encounterId, cardSessionId: session(), lateRefund: null, refundBy: 'cash' }),
    )
    expect(await patientOf(patientId)).toMatchObject(onCard)
    expect(okValue(await close(encounterId))).toMatchObject({ state: 'closed', cardWrite: 'written' })
    const [row] = await nhiRowsOf(desk, encounterId)
    expect(row?.payload.record).toMatchObject({ visit: { M02: lin.cardNumber, M04: '0730315' } })
  })

  it('is registered as an exception, and made good when the card works again', async () => {
    const patientId = await newcomer()
    const form = desk.registration({ patientId, exceptionCode: 'A020' })
    const { encounterId } = okValue(await registerVisit(desk.context, form))
    await consult(desk, encounterId)
    okValue(await close(encounterId))
    const [exception] = await nhiRowsOf(desk, encounterId)
    expect(exception?.payload.record).toMatchObject({ H01: 'B', visit: { M03: lin.nationalId } })
    desk.advance(3_600_000)
    await desk.temporary.must(async (tx) => {
      await tx.updateTable('outbox').set({ state: 'quarantined' }).where('target', '=', 'nhi-upload').execute()
    })
    await desk.insert(lin)
    expect(okValue(await listMakeUps(desk.context)).items).toMatchObject([{ encounterId, state: 'open' }])
    const made = okValue(await makeUpVisit(desk.context, { encounterId, cardSessionId: session() }))
    expect(made).toMatchObject({ state: 'done' })
    expect(await patientOf(patientId)).toMatchObject(onCard)
  })
})
