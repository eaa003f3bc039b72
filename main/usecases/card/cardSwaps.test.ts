import { setTimeout } from 'node:timers/promises'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PublicProfile } from '../../../native/card-reader/port.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { unclaimedSerials, unresolved } from '../../store/card/journalQueries.ts'
import { findById } from '../../store/patient/patientRepository.ts'
import { byDay } from '../../store/visit/encounterQueries.ts'
import { finishConsultation } from '../consultation/finishConsultation.ts'
import { startConsultation } from '../consultation/startConsultation.ts'
import { closeVisit } from '../record/closeVisit.ts'
import { cancelRegistration } from '../registration/cancelRegistration.ts'
import { registerVisit } from '../registration/registerVisit.ts'
import { settleCard } from '../serial/settleCard.ts'
import { diagnoses, drugOrder, lin, openTestDesk, readerName, soap, type TestDesk, wu } from '../testDesk.ts'

const day = '2026-11-20'
let travelMs: () => number = () => 0
const travel = async (): Promise<void> => {
  const ms = travelMs()
  if (ms > 0) await setTimeout(ms)
}

/** What hands and machines do, in any order, while the verbs are under way. */
const hands = fc.oneof(
  fc.constantFrom('insert-one', 'insert-other', 'pull', 'swap', 'swap-unnoticed', 'lose-reply', 'cut', 'mend', 'wait'),
  fc.constantFrom('register', 'register', 'cancel', 'consult', 'close', 'close'),
)

describe('cards that come, go and are swapped at any moment', () => {
  let desk: TestDesk
  beforeEach(async () => {
    desk = await openTestDesk({ travel })
  })
  afterEach(() => desk.dispose())

  it('get nothing written that is not their holder’s', async () => {
    let number = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(hands, fc.integer({ min: 0, max: 3 })), { minLength: 6, maxLength: 30 }),
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 5, maxLength: 9 }),
        async (script, delays) => {
          number += 1
          let turn = 0
          travelMs = () => delays[turn++ % delays.length] ?? 0
          desk.advance(120_000)
          const suffix = String(number).padStart(4, '0')
          const one: PublicProfile = { ...lin, cardNumber: `90000000${suffix}`, nationalId: `T10000${suffix}` }
          const other: PublicProfile = { ...wu, cardNumber: `91000000${suffix}`, nationalId: `T20000${suffix}` }
          const firstWrite = desk.control.writes.length
          const { context, control, reader } = desk
          const cardTurn = context.cardTurn
          const waiting: Promise<unknown>[] = []
          const run = (verb: () => Promise<unknown>): void => {
            waiting.push(cardTurn(verb))
          }
          let inside: PublicProfile | null = null
          const put = (card: PublicProfile | null, isNoticed = true): void => {
            inside = card
            desk.lay(card)
            if (!isNoticed) return
            if (card === null) reader.remove(readerName)
            else reader.insert(readerName, card)
          }
          const visitIn = async (state: string): Promise<EncounterId | null> => {
            const cards = [one.cardNumber, other.cardNumber]
            const visits = await byDay(context.store.db, day)
            return visits.find((visit) => visit.state === state && cards.includes(visit.cardNumber ?? ''))?.id ?? null
          }
          const act = async (hand: string): Promise<void> => {
            if (hand === 'insert-one') put(one)
            else if (hand === 'insert-other') put(other)
            else if (hand === 'pull') put(null)
            else if (hand === 'swap') {
              const next = inside === one ? other : one
              put(null)
              put(next)
            } else if (hand === 'swap-unnoticed') put(inside === one ? other : one, false)
            else if (hand === 'lose-reply') {
              control.loseNextReply('nextSerial')
              control.loseNextReply('writeTreatment')
            } else if (hand === 'cut') control.cutServer(true)
            else if (hand === 'mend') control.cutServer(false)
            else if (hand === 'register') {
              const form = desk.registration()
              run(() => registerVisit(context, form))
            } else if (hand === 'cancel') {
              run(async () => {
                const encounterId = await visitIn('waiting')
                if (encounterId !== null) await cancelRegistration(context, encounterId)
              })
            } else if (hand === 'consult') {
              run(async () => {
                const encounterId = await visitIn('waiting')
                if (encounterId === null) return
                await startConsultation(context, encounterId)
                await finishConsultation(context, { encounterId, soap, diagnoses, orders: [drugOrder] })
              })
            } else if (hand === 'close') {
              run(async () => {
                const encounterId = await visitIn('to-pay')
                if (encounterId !== null)
                  await closeVisit(context, { encounterId, received: 1000, exceptionCode: null, exceptionReason: null })
              })
            }
          }
          for (const [hand, ms] of script) {
            await act(hand)
            if (ms > 0) await setTimeout(ms)
          }
          await Promise.all(waiting)
          // In the end everything is well again, each card once more in the reader.
          control.cutServer(false)
          for (const card of [one, other]) {
            put(null)
            await desk.insert(card)
            await cardTurn(() => settleCard(context))
          }
          put(null)

          const visits = await byDay(context.store.db, day)
          const [lost, held] = await Promise.all([unresolved(context.store.db), unclaimedSerials(context.store.db)])
          for (const write of control.writes.slice(firstWrite)) {
            expect([one.cardNumber, other.cardNumber]).toContain(write.cardNumber)
            if (write.treatmentDateTime === null) continue
            const visit = visits.find(({ treatmentDateTime }) => treatmentDateTime === write.treatmentDateTime)
            expect(visit?.cardNumber).toBe(write.cardNumber)
            const patient = visit === undefined ? null : await findById(context.store.db, visit.patientId)
            expect([one, other].find(({ cardNumber }) => cardNumber === write.cardNumber)?.nationalId).toBe(
              patient?.nationalId,
            )
          }
          for (const card of [one, other]) {
            const taken = control.visits.filter(({ cardNumber }) => cardNumber === card.cardNumber)
            for (const { treatmentDateTime } of taken) {
              const owners = visits.filter((visit) => visit.treatmentDateTime === treatmentDateTime)
              expect(owners.length).toBeLessThanOrEqual(1)
              const isKept = [...lost, ...held].some((entry) => entry.claim?.cardNumber === card.cardNumber)
              // No serial is lost from sight: it has its visit, or the journal holds it.
              expect(owners.length === 1 || isKept).toBe(true)
            }
            // Serials that stand without a visit of theirs: at most one, because nothing is asked for while one is open.
            const standing = visits.filter(
              (visit) =>
                visit.cardNumber === card.cardNumber && ['waiting', 'in-consultation', 'to-pay'].includes(visit.state),
            )
            expect(standing.length).toBeLessThanOrEqual(1)
          }
        },
      ),
      { numRuns: 80 },
    )
  })

  it('a card swapped between the two writes of one closing gets none of them', async () => {
    const one = { ...lin, cardNumber: '920000000001', nationalId: 'T100009999' }
    const other = { ...wu, cardNumber: '920000000002', nationalId: 'T200009999' }
    travelMs = () => 0
    await desk.insert(one)
    const registered = await registerVisit(desk.context, desk.registration())
    if (!registered.ok) throw new Error(registered.error.code)
    const { encounterId } = registered.value
    await startConsultation(desk.context, encounterId)
    await finishConsultation(desk.context, { encounterId, soap, diagnoses, orders: [drugOrder] })
    await desk.signIn()
    const release = desk.control.hold('writeTreatment')
    const before = desk.control.writes.length
    const closing = closeVisit(desk.context, {
      encounterId,
      received: 1000,
      exceptionCode: null,
      exceptionReason: null,
    })
    await expect.poll(() => desk.control.calls.at(-1)).toBe('writeTreatment')
    release()
    desk.pull()
    await desk.insert(other)
    expect(await closing).toMatchObject({ error: { code: 'CARD_CHANGED' } })
    expect(desk.control.writes.slice(before).filter(({ cardNumber }) => cardNumber === other.cardNumber)).toEqual([])
    desk.pull()
    await desk.insert(one)
    expect(
      await closeVisit(desk.context, { encounterId, received: 1000, exceptionCode: null, exceptionReason: null }),
    ).toMatchObject({
      ok: true,
      value: { state: 'closed', cardWrite: 'written' },
    })
  })
})
