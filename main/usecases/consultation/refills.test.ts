import { afterEach, beforeEach, expect, it } from 'vitest'
import type { OrderDraft } from '../../../preload/contract/orders/order.ts'
import { ordinaryPrescription, type Prescription } from '../../../preload/contract/orders/prescription.ts'
import { type EncounterId, IsoDateSchema } from '../../../preload/contract/words.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { dayOf } from '../context.ts'
import { amendVisit } from '../record/amendVisit.ts'
import { cancelVisit } from '../record/cancelVisit.ts'
import { closeVisit } from '../record/closeVisit.ts'
import { visitVersions } from '../record/visitVersions.ts'
import { registerVisit } from '../registration/registerVisit.ts'
import { registrationOptions } from '../registration/registrationOptions.ts'
import { diagnoses, drugOrder, lin, openTestDesk, soap, type TestDesk } from '../testDesk.ts'
import { finishConsultation } from './finishConsultation.ts'
import { dueRefills } from './refills.ts'
import { reopenConsultation } from './reopenConsultation.ts'
import { startConsultation } from './startConsultation.ts'

const dayMs = 86_400_000
let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
})
afterEach(() => desk.dispose())

const chronic: OrderDraft = { ...drugOrder, frequency: 'QD', days: 30 }
const another: OrderDraft = { ...drugOrder, code: 'AC24132100' }
const refill: Prescription = { ...ordinaryPrescription, kind: 'chronic-refill', dispensings: 3, daysEach: 30 }

const begin = async (): Promise<EncounterId> => {
  await desk.insert(lin)
  const { encounterId } = okValue(await registerVisit(desk.context, desk.registration({ besidesEarlier: true })))
  okValue(await startConsultation(desk.context, encounterId))
  return encounterId
}
const finish = (encounterId: EncounterId, prescription: Prescription, orders = [chronic]) =>
  finishConsultation(desk.context, { encounterId, soap, diagnoses, orders, prescription })
const close = async (encounterId: EncounterId) => {
  // Days have gone by since the PIN was given.
  await desk.signIn()
  return closeVisit(desk.context, { encounterId, received: 1000, exceptionCode: null, exceptionReason: null })
}
const closed = async (prescription: Prescription, orders = [chronic]): Promise<EncounterId> => {
  const encounterId = await begin()
  const { visit, problems } = okValue(await finish(encounterId, prescription, orders))
  expect([visit?.state, problems]).toEqual(['to-pay', []])
  okValue(await close(encounterId))
  return encounterId
}
const open = async () => okValue(await dueRefills(desk.context, { patientId: null, dueBy: null }))
const inDays = (days: number): string => dayOf(desk.context.now() + days * dayMs)

it('opens with the visit that issues it, is due in the last ten days, and is used up by the last dispensing', async () => {
  const prescriptionId = await closed(refill, [chronic, drugOrder])
  const [first] = await open()
  expect(first).toMatchObject({
    prescriptionId,
    next: 2,
    dispensings: 3,
    suppliedUntil: inDays(29),
    dueFrom: inDays(20),
  })
  // The general drug stands on a sheet of its own.
  expect(first?.orders.map(({ code, days }) => [code, days])).toEqual([[chronic.code, 30]])
  expect(
    okValue(await dueRefills(desk.context, { patientId: null, dueBy: IsoDateSchema.parse(first?.issuedOn) })),
  ).toEqual([])

  desk.advance(20 * dayMs)
  const again = { ...refill, refillOf: { prescriptionId, dispensing: 2 } }
  await closed(again)
  expect((await open())[0]).toMatchObject({ next: 3, suppliedUntil: inDays(29) })
  desk.advance(25 * dayMs)
  await closed({ ...again, refillOf: { prescriptionId, dispensing: 3 } })
  expect(await open()).toEqual([])
})

it('does not let a refill be dispensed too early, nor twice', async () => {
  const prescriptionId = await closed(refill)
  const again = { ...refill, refillOf: { prescriptionId, dispensing: 2 } }
  desk.advance(dayMs)
  const early = await begin()
  expect(okValue(await finish(early, again))).toMatchObject({
    visit: null,
    problems: [{ line: 0, field: 'prescription', problem: 'refill-too-early' }],
  })
  desk.advance(20 * dayMs)
  const one = await begin()
  okValue(await finish(one, again))
  desk.advance(dayMs)
  const other = await begin()
  okValue(await finish(other, again))
  okValue(await close(one))
  expect(await close(other)).toMatchObject({
    ok: false,
    error: { code: 'VISIT_STATE', details: { reason: 'refill-taken' } },
  })
  // Nothing is on the card, so the doctor can have it back and order otherwise.
  okValue(await reopenConsultation(desk.context, other))
  expect(okValue(await finish(other, ordinaryPrescription, [another])).visit?.state).toBe('to-pay')
  okValue(await close(other))
})

it('opens none for a released prescription, nor for one dispensed whole', async () => {
  await closed({ ...refill, released: true })
  expect(await open()).toEqual([])
  // Near the end of the first supply, so that nothing overlaps by more than its last days.
  desk.advance(25 * dayMs)
  await closed({ ...refill, wholeAmount: 'H8' }, [{ ...chronic, days: 90 }])
  expect(await open()).toEqual([])
})

it('gives all that is left of it to somebody who goes abroad after the first time, once', async () => {
  const quarter = { ...refill, daysEach: 28 }
  const prescriptionId = await closed(quarter, [{ ...chronic, days: 28 }])
  const again = { ...quarter, refillOf: { prescriptionId, dispensing: 2 } }
  const rest: Prescription = { ...again, wholeAmount: 'H8' }
  desk.advance(20 * dayMs)
  const two = [{ ...chronic, days: 56 }]
  const whole = await begin()
  expect(okValue(await finish(whole, rest, two)).problems).toEqual([])
  desk.advance(dayMs)
  const other = await begin()
  okValue(await finish(other, again, [{ ...chronic, days: 28 }]))
  okValue(await close(whole))
  expect(await open()).toEqual([])
  // The second time is among what was given, though the third is the one that is kept.
  expect(await close(other)).toMatchObject({
    ok: false,
    error: { code: 'VISIT_STATE', details: { reason: 'refill-taken' } },
  })
})

it('changes with the amendment of its visit, names the change, and goes with its cancellation', async () => {
  const encounterId = await closed(refill)
  const draft = { soap, diagnoses, orders: [{ ...chronic, days: 28 }], prescription: { ...refill, daysEach: 28 } }
  const reason = '天數打錯'
  okValue(await amendVisit(desk.context, { encounterId, fromVersion: 1, reason, ...draft }))
  expect((await open())[0]).toMatchObject({ daysEach: 28, suppliedUntil: inDays(27) })
  const [version] = okValue(await visitVersions(desk.context, encounterId))
  expect(version?.changes).toContainEqual({
    part: 'prescription',
    line: null,
    before: 'chronic-refill times:3 days:30 doctor',
    after: 'chronic-refill times:3 days:28 doctor',
  })
  okValue(await cancelVisit(desk.context, { encounterId, fromVersion: 2, reason }))
  expect(await open()).toEqual([])
})

it('is not taken back while a later visit has dispensed of it', async () => {
  const encounterId = await closed(refill)
  desk.advance(22 * dayMs)
  await closed({ ...refill, refillOf: { prescriptionId: encounterId, dispensing: 2 } })
  expect(await cancelVisit(desk.context, { encounterId, fromVersion: 1, reason: '打錯' })).toMatchObject({
    ok: false,
    error: { code: 'VISIT_STATE', details: { reason: 'refill-taken' } },
  })
})

it('is proposed at the front desk when the card comes, and its visit begins with the drugs and the diagnoses', async () => {
  const prescriptionId = await closed(refill, [chronic, drugOrder])
  const options = async () =>
    okValue(
      await registrationOptions(desk.context, {
        cardSessionId: desk.context.cards.current()?.session.sessionId ?? null,
        patientId: null,
        attendance: 'on-site',
      }),
    )
  await desk.insert(lin)
  expect((await options()).refill).toBeNull()
  desk.advance(20 * dayMs)
  await desk.signIn()
  await desk.insert(lin)
  const { refill: offer, treatmentItems } = await options()
  expect(offer).toMatchObject({
    refillOf: { prescriptionId, dispensing: 2 },
    treatmentItem: 'AE',
    practitionerId: 'dr-1',
    isProposed: true,
  })
  expect(treatmentItems.find(({ code }) => code === 'AE')?.copayment).toEqual({ code: '009', reason: 'chronic-refill' })

  const refillOf = { prescriptionId, dispensing: 2 }
  const asked = { copaymentCode: '009', refillOf }
  expect(await registerVisit(desk.context, desk.registration({ ...asked, treatmentItem: '01' }))).toMatchObject({
    error: { code: 'VISIT_STATE', details: { reason: 'refill-not-open' } },
  })
  const wrong = { ...asked, treatmentItem: 'AE', refillOf: { prescriptionId, dispensing: 3 } }
  expect(await registerVisit(desk.context, desk.registration(wrong))).toMatchObject({ error: { code: 'VISIT_STATE' } })

  const again = okValue(await registerVisit(desk.context, desk.registration({ ...asked, treatmentItem: 'AE' })))
  expect(again).toMatchObject({ treatmentItem: 'AE', copaymentCode: '009', visitSequenceNumber: null })
  const {
    encounterId,
    orders,
    diagnoses: kept,
    prescription,
  } = okValue(await startConsultation(desk.context, again.encounterId))
  expect([orders, kept, prescription]).toEqual([[chronic], diagnoses, { ...refill, refillOf }])
  const { visit } = okValue(
    await finishConsultation(desk.context, {
      encounterId,
      soap,
      diagnoses: kept,
      orders,
      ...(prescription === undefined ? {} : { prescription }),
    }),
  )
  expect(visit?.price).toMatchObject({
    examinationPoints: 0,
    copaymentCode: '009',
    copaymentBasic: 0,
    copaymentDrug: 0,
    medicationDays: 30,
  })
  expect(visit?.price?.dispensingPoints).toBeGreaterThan(0)
  okValue(await close(encounterId))
  expect((await open())[0]).toMatchObject({ next: 3 })
  // Nobody without a card is offered what the card has to be there for.
  expect(
    okValue(
      await registrationOptions(desk.context, {
        cardSessionId: null,
        patientId: again.patient.patientId,
        attendance: 'on-site',
      }),
    ).refill,
  ).toBeNull()
})
