import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ordinaryPrescription, type Prescription } from '../../../preload/contract/orders/prescription.ts'
import { type EncounterId, PractitionerIdSchema } from '../../../preload/contract/words.ts'
import { read as readAudit } from '../../store/audit/auditRepository.ts'
import { set as setPreference } from '../../store/desk/preferenceRepository.ts'
import { dispensingOf, keepDispensing } from '../../store/record/dispensingRepository.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import { type DeskContext, instantOf } from '../context.ts'
import { previewPrice } from '../money/previewPrice.ts'
import { amendVisit } from '../record/amendVisit.ts'
import { cancelVisit } from '../record/cancelVisit.ts'
import { closeVisit } from '../record/closeVisit.ts'
import { visitVersions } from '../record/visitVersions.ts'
import { registerVisit } from '../registration/registerVisit.ts'
import { diagnoses, drugOrder, lin, openTestDesk, soap, type TestDesk, wu } from '../testDesk.ts'
import { finishConsultation } from './finishConsultation.ts'
import { reopenConsultation } from './reopenConsultation.ts'
import { startConsultation } from './startConsultation.ts'

const zhou = { id: PractitionerIdSchema.parse('ph-1'), name: '周 試藥' }
const gao = { id: PractitionerIdSchema.parse('ph-2'), name: '高試藥' }
const by = (pharmacist: typeof zhou): Prescription => ({
  ...ordinaryPrescription,
  dispenser: 'clinic-pharmacist',
  pharmacist,
})

let desk: TestDesk
let context: DeskContext
beforeEach(async () => {
  desk = await openTestDesk()
  const [doctor] = desk.context.settings.practitioners
  if (doctor === undefined) throw new Error('a desk has a doctor')
  const pharmacists = [zhou, gao].map((person) => ({ ...doctor, ...person, role: 'pharmacist' as const }))
  context = {
    ...desk.context,
    settings: { ...desk.context.settings, practitioners: [doctor, ...pharmacists] },
    // A day of one full dispensing and one reduced one.
    rules: {
      ...desk.context.rules,
      dispensingLimits: desk.context.rules.dispensingLimits.map((limit) => ({
        ...limit,
        fullTo: 1,
        reduced: limit.reduced === null ? null : { ...limit.reduced, to: 2 },
      })),
    },
  }
})
afterEach(() => desk.dispose())

const begin = async (profile = lin): Promise<EncounterId> => {
  await desk.insert(profile)
  await desk.signIn()
  const { encounterId } = okValue(await registerVisit(context, desk.registration({ besidesEarlier: true })))
  okValue(await startConsultation(context, encounterId))
  return encounterId
}
const finish = (encounterId: EncounterId, prescription: Prescription, orders = [drugOrder]) =>
  finishConsultation(context, { encounterId, soap, diagnoses, orders, prescription })
const feeOf = async (encounterId: EncounterId) =>
  (await byId(context.store.db, encounterId))?.price?.lines.find(({ kind }) => kind === 'dispensing')?.code
const placeOf = async (encounterId: EncounterId) => {
  const kept = await dispensingOf(context.store.db, encounterId)
  return kept === null ? null : [kept.practitionerId, kept.number]
}
const close = async (encounterId: EncounterId) =>
  okValue(await closeVisit(context, { encounterId, received: 1000, exceptionCode: null, exceptionReason: null }))
const amend = async (encounterId: EncounterId, prescription: Prescription, note = soap) =>
  okValue(
    await amendVisit(context, {
      encounterId,
      fromVersion: 1,
      reason: 'someone else',
      soap: note,
      diagnoses,
      orders: [drugOrder],
      prescription,
    }),
  )
/** Who dispensed, as the last row of the audit trail about this has it. */
const dispenserInAudit = async (action: string): Promise<unknown> => {
  const rows = await readAudit(context.store.db, { after: 0, limit: 1000 })
  return JSON.parse(rows.findLast((row) => row.action === action)?.details ?? '{}').dispensedBy
}

describe('who dispenses', () => {
  it('is the doctor where nobody else is said, and is written down with the visit', async () => {
    const encounterId = await begin()
    okValue(await finish(encounterId, ordinaryPrescription))
    expect(await dispensingOf(context.store.db, encounterId)).toMatchObject({
      role: 'doctor',
      practitionerId: 'dr-1',
      practitionerName: '許示範',
      number: 1,
    })
    await close(encounterId)
    expect(await dispenserInAudit('visit-closed')).toBe('dr-1')
  })

  it('has to be a pharmacist of the clinic, by name', async () => {
    const encounterId = await begin()
    const stranger = { ...zhou, name: '別人' }
    for (const prescription of [by(stranger), { ...ordinaryPrescription, dispenser: 'clinic-pharmacist' as const }]) {
      expect(okValue(await finish(encounterId, prescription))).toMatchObject({
        visit: null,
        problems: [{ line: 0, problem: 'pharmacist-needed' }],
      })
    }
    expect(await placeOf(encounterId)).toBeNull()
  })

  it('is whom the draft names that ended the consultation, where two end it at once', async () => {
    const encounterId = await begin()
    const ended = await Promise.all([finish(encounterId, by(zhou)), finish(encounterId, by(gao))])
    expect(ended.filter(({ ok }) => ok)).toHaveLength(1)
    const named = (await byId(context.store.db, encounterId))?.draft.prescription?.pharmacist
    expect(await placeOf(encounterId)).toEqual([named?.id, 1])
  })

  it('leaves the way open after a try that failed once the draft was kept', async () => {
    const encounterId = await begin()
    const { rules } = context
    context = { ...context, rules: { ...rules, copaymentCodes: [] } }
    const failed = await finish(encounterId, by(zhou))
    const { draftSavedAt } = (await byId(context.store.db, encounterId)) ?? {}
    expect(failed).toMatchObject({
      error: { code: 'RULES_MISSING', details: { savedAt: instantOf(draftSavedAt ?? 0) } },
    })
  })

  it('is nobody here for drugs that a pharmacy gives, and for none', async () => {
    const released = await begin()
    okValue(await finish(released, { ...ordinaryPrescription, released: true }))
    expect(await placeOf(released)).toBeNull()
    const none = await begin(wu)
    const procedure = { ...drugOrder, kind: 'procedure' as const, code: '48011C', dose: null, frequency: null }
    okValue(await finish(none, by(zhou), [{ ...procedure, route: null, days: null, quantity: 1 }]))
    expect(await placeOf(none)).toBeNull()
  })

  it('is for the next visit whom the desk chose last, while that is one of the clinic', async () => {
    await desk.temporary.must((tx) => setPreference(tx, 'lastPharmacistId', JSON.stringify(gao.id)))
    const encounterId = await begin()
    expect((await byId(context.store.db, encounterId))?.draft.prescription).toEqual(by(gao))
    await desk.temporary.must((tx) => setPreference(tx, 'lastPharmacistId', JSON.stringify('ph-9')))
    const other = await begin(wu)
    expect((await byId(context.store.db, other))?.draft.prescription).toBeUndefined()
  })
})

describe("the place in a pharmacist's day", () => {
  it('chooses the fee, each pharmacist counted alone', async () => {
    const fees = []
    for (const [pharmacist, profile] of [
      [zhou, lin],
      [zhou, wu],
      [zhou, lin],
      [gao, wu],
    ] as const) {
      const encounterId = await begin(profile)
      okValue(await finish(encounterId, by(pharmacist)))
      fees.push(await feeOf(encounterId))
      await close(encounterId)
    }
    expect(fees).toEqual(['05203C', '05234D', undefined, '05203C'])
  })

  it('is free again when the visit is reopened, cancelled or dispensed by another', async () => {
    const first = await begin()
    okValue(await finish(first, by(zhou)))
    const second = await begin(wu)
    okValue(await finish(second, by(zhou)))
    expect(await placeOf(second)).toEqual(['ph-1', 2])

    okValue(await reopenConsultation(context, first))
    expect(await placeOf(first)).toBeNull()
    const orders = [drugOrder]
    const previewed = okValue(await previewPrice(context, { encounterId: first, orders, prescription: by(zhou) }))
    expect(previewed.price?.lines.some(({ code }) => code === '05203C')).toBe(true)
    okValue(await finish(first, by(zhou)))
    expect(await placeOf(first)).toEqual(['ph-1', 1])

    await close(second)
    await amend(second, by(gao))
    expect([await placeOf(second), await feeOf(second)]).toEqual([['ph-2', 1], '05203C'])
    expect(await dispenserInAudit('visit-amended')).toBe('ph-2')
    const [ended] = okValue(await visitVersions(context, second))
    expect(ended?.changes).toContainEqual({
      part: 'prescription',
      line: null,
      before: 'by-days pharmacist:周\u00a0試藥',
      after: 'by-days pharmacist:高試藥',
    })
    okValue(await cancelVisit(context, { encounterId: second, fromVersion: 2, reason: 'by mistake' }))
    expect(await placeOf(second)).toBeNull()
  })

  it('stays with an amendment by who has left the clinic since', async () => {
    const encounterId = await begin()
    okValue(await finish(encounterId, by(zhou)))
    await close(encounterId)
    const [doctor] = context.settings.practitioners
    context = { ...context, settings: { ...context.settings, practitioners: doctor === undefined ? [] : [doctor] } }
    expect((await amend(encounterId, by(zhou), { ...soap, plan: 'rest' })).problems).toEqual([])
    expect(await placeOf(encounterId)).toEqual(['ph-1', 1])
    // A visit that is open is dispensed by nobody who has left.
    const open = await begin(wu)
    expect(okValue(await finish(open, by(zhou))).problems).toMatchObject([{ problem: 'pharmacist-needed' }])
    expect(okValue(await finish(open, by(zhou))).visit).toBeNull()
  })

  it('needs no name where the visit was closed before anybody asked for one', async () => {
    const encounterId = await begin()
    okValue(await finish(encounterId, by(zhou)))
    const unnamed: Prescription = { ...ordinaryPrescription, dispenser: 'clinic-pharmacist' }
    const { draft } = (await byId(context.store.db, encounterId)) ?? {}
    await desk.temporary.must(async (tx) => {
      const older = JSON.stringify({ ...draft, prescription: unnamed })
      await tx.updateTable('consultation').set({ draft: older }).where('encounter_id', '=', encounterId).execute()
      await keepDispensing(tx, encounterId, null)
    })
    await close(encounterId)
    expect((await amend(encounterId, unnamed, { ...soap, plan: 'rest' })).problems).toEqual([])
    expect([await placeOf(encounterId), await feeOf(encounterId)]).toEqual([null, '05203C'])
    // An open one does.
    const open = await begin(wu)
    expect(okValue(await finish(open, unnamed)).problems).toMatchObject([{ problem: 'pharmacist-needed' }])
  })
})
