import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fail } from '../../../preload/contract/result.ts'
import type { CardSessionId, EncounterId } from '../../../preload/contract/words.ts'
import { tail } from '../../store/audit/auditRepository.ts'
import { byEncounter } from '../../store/card/journalQueries.ts'
import { byEncounters, byId as rowOf } from '../../store/outbox/outboxQueries.ts'
import { unpackText } from '../../store/packedText.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { byId, ordersOf } from '../../store/visit/encounterQueries.ts'
import { finishConsultation } from '../consultation/finishConsultation.ts'
import { reopenConsultation } from '../consultation/reopenConsultation.ts'
import { startConsultation } from '../consultation/startConsultation.ts'
import { verifyProfessionalPin } from '../desk/professionalPin.ts'
import { makeUpVisit } from '../make-up/makeUpVisit.ts'
import { registerVisit } from '../registration/registerVisit.ts'
import { diagnoses, drugOrder, lin, openTestDesk, professionalPin, soap, type TestDesk, wu } from '../testDesk.ts'
import { closeVisit } from './closeVisit.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
})
afterEach(() => desk.dispose())

/** A visit that waits to be paid. */
const visitToPay = async (): Promise<EncounterId> => {
  await desk.insert(lin)
  const { encounterId } = okValue(await registerVisit(desk.context, desk.registration()))
  okValue(await startConsultation(desk.context, encounterId))
  const draft = { encounterId, soap, diagnoses, orders: [drugOrder] }
  const finished = okValue(await finishConsultation(desk.context, draft))
  expect(finished).toMatchObject({ problems: [], missing: [], visit: { state: 'to-pay' } })
  return encounterId
}
const close = (encounterId: EncounterId, changes = {}) =>
  closeVisit(desk.context, { encounterId, received: 1000, exceptionCode: null, exceptionReason: null, ...changes })
/** The progress of saving, the last step of closing. */
const isSaving = (payload: unknown): boolean => JSON.stringify(payload ?? null).includes('"save"')
const stored = (encounterId: EncounterId) => byId(desk.context.store.db, encounterId)
const outboxOf = (encounterId: EncounterId) => byEncounters(desk.context.store.db, [encounterId])

describe('finishing the consultation', () => {
  it('needs a diagnosis that may be claimed and orders that can be priced, and keeps the draft', async () => {
    await desk.insert(lin)
    const { encounterId } = okValue(await registerVisit(desk.context, desk.registration()))
    okValue(await startConsultation(desk.context, encounterId))
    const orders = [{ ...drugOrder, code: 'ZZ99999999' }]
    const finished = okValue(await finishConsultation(desk.context, { encounterId, soap, diagnoses: [], orders }))
    expect(finished).toMatchObject({
      visit: null,
      missing: ['diagnosis'],
      problems: [{ line: 1, problem: 'unknown-code' }],
    })
    expect(await stored(encounterId)).toMatchObject({ state: 'in-consultation', draft: { soap, orders } })
  })

  it('says of a code that has ended that it has, and not that there is none', async () => {
    await desk.insert(lin)
    const { encounterId } = okValue(await registerVisit(desk.context, desk.registration()))
    okValue(await startConsultation(desk.context, encounterId))
    const written = await desk.context.store.write((tx) =>
      tx.updateTable('catalog_concept').set({ valid_to: '2026-02-01' }).where('code', '=', drugOrder.code).execute(),
    )
    okValue(written)
    const finished = okValue(
      await finishConsultation(desk.context, { encounterId, soap, diagnoses, orders: [drugOrder] }),
    )
    expect(finished).toMatchObject({ visit: null, problems: [{ line: 1, problem: 'not-in-force' }] })
  })

  it('names every diagnosis that may not be claimed, not only the main one', async () => {
    await desk.insert(lin)
    const { encounterId } = okValue(await registerVisit(desk.context, desk.registration()))
    okValue(await startConsultation(desk.context, encounterId))
    const named = (code: string) => ({ code, nameZh: '', nameEn: '' })
    const finishWith = async (...codes: string[]) =>
      okValue(
        await finishConsultation(desk.context, {
          encounterId,
          soap,
          diagnoses: [...diagnoses, ...codes.map(named)],
          orders: [drugOrder],
        }),
      )
    expect(await finishWith('E11', 'I10', 'Z99.999')).toMatchObject({
      visit: null,
      missing: [],
      unbillable: ['E11', 'Z99.999'],
    })
    expect(await finishWith('I10')).toMatchObject({ visit: { state: 'to-pay' }, missing: [], unbillable: [] })
  })

  it('leaves what was typed as it was; the quantity that the rule gives stands in the price', async () => {
    const encounterId = await visitToPay()
    const visit = await stored(encounterId)
    expect(visit?.draft.orders[0]?.quantity).toBeNull()
    expect(visit?.price?.lines.find((line) => line.line === 1)?.quantity).toBe(9)
  })
})

describe('closing with the card', () => {
  it('writes the card, then visit, orders, audit and both outbox rows together', async () => {
    const encounterId = await visitToPay()
    const visit = okValue(await close(encounterId))
    expect(visit).toMatchObject({ state: 'closed', cardWrite: 'written', paid: { received: 1000 } })
    expect(desk.control.treatments).toMatchObject([{ diagnoses: ['J069'] }])
    expect(desk.control.prescriptions).toMatchObject([{ code: drugOrder.code, totalQuantity: 9 }])
    const signature = (await ordersOf(desk.context.store.db, encounterId))[0]?.signature ?? ''
    expect(signature).toMatch(/^\d{40}$/)
    const rows = await outboxOf(encounterId)
    expect(rows.map((row) => row.target).toSorted()).toEqual(['clinic-cloud', 'nhi-upload'])
    // What the card has signed is in both, although the document was made while it was signing.
    for (const { id } of rows) {
      const row = await rowOf(desk.context.store.db, id)
      expect(row === null ? null : unpackText(row.payload)).toContain(signature)
    }
    expect(await tail(desk.context.store.db)).toMatchObject({ sequence: 2 })
    expect(desk.published.map((one) => one.name)).toContain('outbox:wake')
  })

  it('tells the cloud the code it is claimed under, not the one it was registered under', async () => {
    await desk.insert(lin)
    const { encounterId } = okValue(await registerVisit(desk.context, desk.registration()))
    okValue(await startConsultation(desk.context, encounterId))
    const orders = [{ ...drugOrder, days: 30, dose: 10 }]
    okValue(await finishConsultation(desk.context, { encounterId, soap, diagnoses, orders }))
    const { price } = okValue(await closeVisit(desk.context, { encounterId, received: 1000, exceptionCode: null }))
    expect(price?.copaymentCode).toBe('D20')
    const { db } = desk.context.store
    const told = (await byEncounters(db, [encounterId])).find(({ target }) => target === 'clinic-cloud')
    const row = await rowOf(db, told?.id ?? '')
    const payload = row === null ? '' : (unpackText(row.payload) ?? '')
    expect(payload).toContain('"value":"D20"')
    expect(payload).not.toContain('"D10"')
  })

  it('closes only once', async () => {
    const encounterId = await visitToPay()
    okValue(await close(encounterId))
    expect(await close(encounterId)).toMatchObject({ error: { code: 'VISIT_STATE' } })
    expect(await outboxOf(encounterId)).toHaveLength(2)
  })

  it('never writes to the card of somebody else', async () => {
    const encounterId = await visitToPay()
    await desk.signIn()
    desk.pull()
    expect(await close(encounterId)).toMatchObject({ error: { code: 'CARD_ABSENT' } })
    await desk.insert(wu)
    expect(await close(encounterId)).toMatchObject({ error: { code: 'CARD_CHANGED' } })
    expect(desk.control.treatments).toEqual([])
    expect(await stored(encounterId)).toMatchObject({ state: 'to-pay' })
  })

  it('does not close for less money than is due', async () => {
    const encounterId = await visitToPay()
    expect(await close(encounterId, { received: 0 })).toMatchObject({ error: { code: 'VISIT_INCOMPLETE' } })
    expect(desk.control.treatments).toEqual([])
  })

  it('signs no order while the professional’s card is out, writes nothing then, and goes on when it is back', async () => {
    const encounterId = await visitToPay()
    await verifyProfessionalPin(desk.watch, desk.board, professionalPin)
    desk.watch.professional.observe({ type: 'removed' })
    expect(await close(encounterId)).toMatchObject({ error: { code: 'PROFESSIONAL_CARD_ABSENT' } })
    expect(desk.control.treatments).toEqual([])
    expect(desk.control.prescriptions).toEqual([])
    expect(await stored(encounterId)).toMatchObject({ state: 'to-pay', cardWrite: 'none' })
    desk.watch.professional.observe({ type: 'inserted' })
    expect(okValue(await close(encounterId))).toMatchObject({ state: 'closed', cardWrite: 'written' })
  })

  it('writes by two cards where no professional has been, as at a cashier’s desk', async () => {
    desk.control.removeProfessionalCard()
    const encounterId = await visitToPay()
    await desk.watch.round()
    expect(okValue(await close(encounterId))).toMatchObject({ state: 'closed', cardWrite: 'written' })
    expect(desk.control.prescriptions).toHaveLength(1)
  })

  it('signs no order without the PIN of the professional’s card', async () => {
    const encounterId = await visitToPay()
    await desk.watch.round()
    expect(await close(encounterId)).toMatchObject({ error: { code: 'PROFESSIONAL_PIN_NEEDED' } })
    expect(desk.control.prescriptions).toEqual([])
  })

  it('goes on without being able to ask for the professional’s card, as the clinic must', async () => {
    const encounterId = await visitToPay()
    desk.control.refuseNext('status', 'CONTROL_ABSENT')
    await desk.watch.ask()
    expect(okValue(await close(encounterId)).state).toBe('closed')
  })

  it('uses signatures that it has although the card is out by now', async () => {
    const encounterId = await visitToPay()
    await verifyProfessionalPin(desk.watch, desk.board, professionalPin)
    const { write } = desk.context.store
    const broken = {
      ...desk.context,
      store: {
        ...desk.context.store,
        write: async (act: Parameters<typeof write>[0]) => {
          const isClosing =
            desk.control.prescriptions.length > 0 && desk.published.some(({ payload }) => isSaving(payload))
          return isClosing ? fail('STORE_FULL') : write(act)
        },
      },
    } as typeof desk.context
    expect(await closeVisit(broken, { encounterId, received: 1000, exceptionCode: null })).toMatchObject({
      error: { code: 'STORE_FULL' },
    })
    desk.watch.professional.observe({ type: 'removed' })
    expect(okValue(await close(encounterId)).state).toBe('closed')
    expect(desk.control.prescriptions).toHaveLength(1)
  })

  it('heals a SAM that lapsed in the middle, and writes once', async () => {
    const encounterId = await visitToPay()
    desk.control.lapseSam()
    desk.control.refuseNext('writePrescriptions', 'SAM_NOT_VERIFIED', 4050)
    expect(await close(encounterId)).toMatchObject({ error: { code: 'SAM_NOT_VERIFIED' } })
    expect(okValue(await close(encounterId)).state).toBe('closed')
    expect(desk.control.treatments).toHaveLength(1)
    expect(desk.control.prescriptions).toHaveLength(1)
  })

  it('is not given back to the doctor once the orders are on the card, although it could not be closed', async () => {
    const encounterId = await visitToPay()
    const { store } = desk.context
    let writes = 0
    const write: typeof store.write = async (work) => {
      writes += 1
      // The two writes have their intent and outcome; then the disk is full.
      return writes > 4 ? fail('STORE_FULL') : store.write(work)
    }
    const closing = { encounterId, received: 1000, exceptionCode: null, exceptionReason: null }
    const context = { ...desk.context, store: { ...store, write } }
    expect(await closeVisit(context, closing)).toMatchObject({ error: { code: 'STORE_FULL' } })
    expect(desk.control.prescriptions).toHaveLength(1)
    expect(await reopenConsultation(desk.context, encounterId)).toMatchObject({
      error: { code: 'VISIT_STATE', details: { reason: 'card-written' } },
    })
    expect(okValue(await close(encounterId)).state).toBe('closed')
    expect(desk.control.prescriptions).toHaveLength(1)
  })

  it('can be tried again after the answer to the order write was lost, without writing fees twice', async () => {
    const encounterId = await visitToPay()
    desk.control.loseNextReply('writePrescriptions')
    expect(await close(encounterId)).toMatchObject({ error: { code: 'CARD_WRITE_UNCONFIRMED' } })
    expect(await stored(encounterId)).toMatchObject({ state: 'to-pay', cardWrite: 'unconfirmed' })
    expect(okValue(await close(encounterId))).toMatchObject({ state: 'closed', cardWrite: 'written' })
    expect(desk.control.calls.filter((call) => call === 'writeTreatment')).toHaveLength(1)
    const states = (await byEncounter(desk.context.store.db, encounterId)).map(
      (entry) => `${entry.kind} ${entry.state}`,
    )
    expect(states).toContain('write-orders lost')
  })
})

describe('a visit that changed after its fees were written', () => {
  /** Fees are written and the orders refused; the doctor gets the visit back and changes it. */
  const changeAfterFees = async (): Promise<EncounterId> => {
    const encounterId = await visitToPay()
    desk.control.refuseNext('writePrescriptions', 'NHI_REFUSED', 5012)
    expect((await close(encounterId)).ok).toBe(false)
    okValue(await reopenConsultation(desk.context, encounterId))
    const orders = [drugOrder, { ...drugOrder, days: 5 }]
    okValue(await finishConsultation(desk.context, { encounterId, soap, diagnoses, orders }))
    return encounterId
  }

  it('is told, not closed over, and closed when a person says so', async () => {
    const encounterId = await changeAfterFees()
    const now = (await stored(encounterId))?.price?.totalPoints
    const written = desk.control.treatments[0]?.outpatientFee
    expect(written).not.toBe(now)
    expect(await close(encounterId)).toMatchObject({
      error: { code: 'CARD_FEES_DIFFER', details: { points: written, now } },
    })
    expect(desk.control.prescriptions).toEqual([])
    expect(await stored(encounterId)).toMatchObject({ state: 'to-pay' })
    expect(okValue(await close(encounterId, { keepCardFees: true })).state).toBe('closed')
    expect(desk.control.treatments).toHaveLength(1)
    expect(desk.control.prescriptions).toHaveLength(2)
  })

  it('can’t be while the fees’ answer is lost: what was written then is what is written again', async () => {
    const encounterId = await visitToPay()
    desk.control.loseNextReply('writeTreatment')
    expect(await close(encounterId)).toMatchObject({ error: { code: 'CARD_WRITE_UNCONFIRMED' } })
    expect((await reopenConsultation(desk.context, encounterId)).ok).toBe(false)
    expect(okValue(await close(encounterId)).state).toBe('closed')
  })

  it('is asked about diagnoses, too, although the points are the same', async () => {
    const encounterId = await visitToPay()
    desk.control.refuseNext('writePrescriptions', 'NHI_REFUSED', 5012)
    await close(encounterId)
    okValue(await reopenConsultation(desk.context, encounterId))
    const other = [{ code: 'J02.9', nameZh: '急性咽炎', nameEn: 'Acute pharyngitis' }]
    okValue(await finishConsultation(desk.context, { encounterId, soap, diagnoses: other, orders: [drugOrder] }))
    expect(await close(encounterId)).toMatchObject({ error: { code: 'CARD_FEES_DIFFER' } })
  })

  it('is told where it is closed as an exception, too, although its card is left alone then', async () => {
    const encounterId = await changeAfterFees()
    const written = desk.control.treatments[0]?.outpatientFee
    desk.pull()
    expect(await close(encounterId, { exceptionCode: 'A021' })).toMatchObject({
      error: { code: 'CARD_FEES_DIFFER', details: { points: written } },
    })
    expect(await stored(encounterId)).toMatchObject({ state: 'to-pay' })
    expect(okValue(await close(encounterId, { exceptionCode: 'A021', keepCardFees: true })).state).toBe('closed')
  })

  it('and closed as an exception is asked about once more when it is made good', async () => {
    const encounterId = await changeAfterFees()
    okValue(await close(encounterId, { exceptionCode: 'A021', keepCardFees: true }))
    desk.advance(3_600_000)
    const makeUp = (keepCardFees: boolean) => {
      const cardSessionId = desk.context.cards.current()?.session.sessionId ?? ('' as CardSessionId)
      return makeUpVisit(desk.context, { encounterId, cardSessionId, keepCardFees })
    }
    expect(await makeUp(false)).toMatchObject({ error: { code: 'CARD_FEES_DIFFER' } })
    expect(desk.control.prescriptions).toEqual([])
    expect(okValue(await makeUp(true))).toMatchObject({ state: 'done' })
    expect(desk.control.treatments).toHaveLength(1)
    expect(desk.control.prescriptions).toHaveLength(2)
  })

  it('whose fees stand on the card as they are is made good without a word', async () => {
    const encounterId = await visitToPay()
    desk.control.refuseNext('writePrescriptions', 'NHI_REFUSED', 5012)
    expect((await close(encounterId)).ok).toBe(false)
    okValue(await close(encounterId, { exceptionCode: 'A021' }))
    desk.advance(3_600_000)
    const cardSessionId = desk.context.cards.current()?.session.sessionId ?? ('' as CardSessionId)
    expect(okValue(await makeUpVisit(desk.context, { encounterId, cardSessionId }))).toMatchObject({ state: 'done' })
  })

  it('that was changed back needs no word', async () => {
    const encounterId = await changeAfterFees()
    okValue(await reopenConsultation(desk.context, encounterId))
    okValue(await finishConsultation(desk.context, { encounterId, soap, diagnoses, orders: [drugOrder] }))
    expect(okValue(await close(encounterId)).state).toBe('closed')
  })
})

describe('a closing and another desk', () => {
  /** Another desk gives the visit back to the doctor, who changes it, right before the n-th write of this one. */
  const changedBefore = (nth: number, encounterId: EncounterId) => {
    const { store } = desk.context
    let writes = 0
    const write: typeof store.write = async (work) => {
      writes += 1
      if (writes === nth) {
        okValue(await reopenConsultation(desk.context, encounterId))
        const orders = [drugOrder, { ...drugOrder, days: 5 }]
        okValue(await finishConsultation(desk.context, { encounterId, soap, diagnoses, orders }))
      }
      return store.write(work)
    }
    return { ...desk.context, store: { ...store, write } }
  }

  it('closes no exception whose visit has another price by now', async () => {
    const encounterId = await visitToPay()
    const closing = { encounterId, received: 1000, exceptionCode: 'A021' as const, exceptionReason: null }
    expect(await closeVisit(changedBefore(1, encounterId), closing as never)).toMatchObject({
      error: { code: 'VISIT_STATE' },
    })
    expect(await stored(encounterId)).toMatchObject({ state: 'to-pay', draft: { orders: [{}, {}] } })
    expect(await outboxOf(encounterId)).toEqual([])
  })

  it('writes no orders that were changed after the fees had been written', async () => {
    const encounterId = await visitToPay()
    const closing = { encounterId, received: 1000, exceptionCode: null, exceptionReason: null }
    expect(await closeVisit(changedBefore(3, encounterId), closing)).toMatchObject({
      error: { code: 'VISIT_STATE', details: { reason: 'changed' } },
    })
    expect(desk.control.prescriptions).toEqual([])
    expect(await stored(encounterId)).toMatchObject({ state: 'to-pay' })
  })
})

describe('closing without the card', () => {
  it('closes as an exception while the network is down, and leaves the card alone', async () => {
    const encounterId = await visitToPay()
    desk.control.cutServer(true)
    expect(await close(encounterId)).toMatchObject({ error: { code: 'NHI_UNREACHABLE' } })
    const visit = okValue(await close(encounterId, { exceptionCode: 'A021' }))
    expect(visit).toMatchObject({ state: 'closed', cardWrite: 'impossible', exceptionCode: 'A021' })
    expect(desk.control.treatments).toEqual([])
    expect(await outboxOf(encounterId)).toHaveLength(2)
  })
})
