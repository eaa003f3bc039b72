import { setTimeout } from 'node:timers/promises'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PublicProfile } from '../../../native/card-reader/port.ts'
import { createFakeVisitBook, type FakeVisitBook } from '../../../native/nhi-control/fake/visitBook.ts'
import { unclaimedSerials, unresolved } from '../../store/card/journalQueries.ts'
import { begin } from '../../store/card/journalRepository.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { byDay } from '../../store/visit/encounterQueries.ts'
import { createOneAtATime } from '../oneAtATime.ts'
import { registerVisit } from '../registration/registerVisit.ts'
import { otherSerial } from '../serial/otherSerial.ts'
import { lin, openTestDesk, type TestDesk } from '../testDesk.ts'

const day = '2026-11-20'
const at = Date.parse('2026-11-20T02:00:00Z')

/** How long each request and answer takes; set anew by each run. */
let travelMs: () => number = () => 0
const travel = async (): Promise<void> => {
  const ms = travelMs()
  if (ms > 0) await setTimeout(ms)
}

describe('two desks on one store that ask for the same card at once', () => {
  let book: FakeVisitBook
  let passed = 0
  let first: TestDesk
  let second: TestDesk
  beforeEach(async () => {
    travelMs = () => 0
    passed = 0
    book = createFakeVisitBook(() => at + passed)
    const turn = createOneAtATime()
    first = await openTestDesk({ book, travel, turn })
    second = await openTestDesk({ book, travel, turn, sharing: first, deskId: 'front-2' })
  })
  afterEach(async () => {
    await second.dispose()
    await first.dispose()
  })

  /** The same card lies on both desks; nothing of the kind can be with plastic, but with two keys, a virtual card, or a fast hand. */
  const insertAtBoth = (person: PublicProfile) => Promise.all([first.insert(person), second.insert(person)])
  const register = (desk: TestDesk) => registerVisit(desk.context, desk.registration())
  const attempts = () =>
    [...first.control.calls, ...second.control.calls].filter((call) => call === 'nextSerial').length

  it('take one serial; the second is shown the visit that came of it', async () => {
    await insertAtBoth(lin)
    const release = first.control.hold('nextSerial')
    const mine = register(first)
    await expect.poll(() => first.control.calls).toContain('nextSerial')
    const theirs = register(second)
    await expect
      .poll(() => second.published)
      .toContainEqual(
        expect.objectContaining({ payload: expect.objectContaining({ step: 'wait-desk', state: 'running' }) }),
      )
    release()
    const visit = okValue(await mine)
    expect(await theirs).toMatchObject({
      error: { code: 'VISIT_OPEN_ALREADY', details: { encounterId: visit.encounterId } },
    })
    expect(attempts()).toBe(1)
  })

  it('the second goes on when the first is refused', async () => {
    await insertAtBoth(lin)
    const release = first.control.hold('nextSerial')
    first.control.refuseNext('nextSerial', 'NHI_REFUSED', 5012)
    const mine = register(first)
    await expect.poll(() => first.control.calls).toContain('nextSerial')
    const theirs = register(second)
    release()
    expect(await mine).toMatchObject({ error: { details: { statusCode: 5012 } } })
    expect(okValue(await theirs).state).toBe('waiting')
    expect(book.visits).toHaveLength(1)
  })

  it('the second finds the serial that the first lost, and uses it', async () => {
    await insertAtBoth(lin)
    first.control.loseNextReply('nextSerial')
    first.control.refuseNext('cardVisits', 'NHI_UNREACHABLE')
    expect(await register(first)).toMatchObject({ error: { code: 'SERIAL_UNRESOLVED' } })
    const visit = okValue(await register(second))
    expect(visit.visitSequenceNumber).toBe(book.visits[0]?.visitSequenceNumber)
    expect(attempts()).toBe(1)
  })

  it('the second takes over from a desk that was switched off in the middle', async () => {
    await insertAtBoth(lin)
    const visit = okValue(await registerVisit(first.context, first.registration({ exceptionCode: 'A020' })))
    await first.temporary.must((tx) =>
      begin(tx, {
        id: 'j-dead',
        encounterId: null,
        patientId: visit.patient.patientId,
        kind: 'serial',
        intent: { treatmentItem: '01', cardNumber: lin.cardNumber, afterCheck: '1' },
        at: at - 121_000,
        desk: 'front-1',
        claim: { cardNumber: lin.cardNumber, treatmentItem: '01', day },
      }),
    )
    await first.temporary.must((tx) =>
      tx.updateTable('encounter').set({ state: 'cancelled' }).where('id', '=', visit.encounterId).execute(),
    )
    expect(okValue(await register(second)).state).toBe('waiting')
    expect(book.visits).toHaveLength(1)
    expect(await unresolved(first.context.store.db)).toEqual([])
  })

  it('never take two, never make two visits, and lose none, however the calls fall', async () => {
    const trouble = fc.constantFrom('none', 'none', 'lost', 'lost-and-blind', 'refused', 'not-carried-out')
    let number = 100
    await fc.assert(
      fc.asyncProperty(
        trouble,
        trouble,
        fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 6, maxLength: 12 }),
        fc.integer({ min: 0, max: 8 }),
        async (one, other, delays, head) => {
          number += 1
          // The NHI tells visits apart by their second; each pair has a minute of its own.
          passed += 60_000
          for (const desk of [first, second]) desk.advance(60_000)
          let turn = 0
          travelMs = () => delays[turn++ % delays.length] ?? 0
          const person: PublicProfile = {
            ...lin,
            cardNumber: `9${String(number).padStart(11, '0')}`,
            nationalId: `T${String(number).padStart(9, '0')}`,
          }
          await insertAtBoth(person)
          const before = book.visits.length
          for (const [desk, kind] of [
            [first, one],
            [second, other],
          ] as const) {
            if (kind === 'lost' || kind === 'lost-and-blind') desk.control.loseNextReply('nextSerial')
            if (kind === 'lost-and-blind') desk.control.refuseNext('cardVisits', 'NHI_UNREACHABLE')
            if (kind === 'refused') desk.control.refuseNext('nextSerial', 'NHI_REFUSED', 5012)
            if (kind === 'not-carried-out') desk.control.refuseNext('nextSerial', 'NHI_REPLY_LOST')
          }
          const key = register(first)
          await setTimeout(head)
          // Two desks, and a second press of the key at the first.
          await Promise.all([key, register(second), register(first)])
          const serials = book.visits.slice(before)
          expect(serials.length).toBeLessThanOrEqual(1)
          const visits = (await byDay(first.context.store.db, day)).filter(
            (visit) => visit.cardNumber === person.cardNumber && visit.state !== 'cancelled',
          )
          expect(visits.length).toBeLessThanOrEqual(1)
          const [serial] = serials
          if (serial === undefined) expect(visits).toEqual([])
          else {
            // The serial has its visit, or the journal knows of it.
            const [lost, held] = await Promise.all([
              unresolved(first.context.store.db),
              unclaimedSerials(first.context.store.db),
            ])
            const isKnown = [...lost, ...held].some((entry) => entry.claim?.cardNumber === person.cardNumber)
            if (visits.length === 0) expect(isKnown).toBe(true)
            else expect(visits[0]?.treatmentDateTime).toBe(serial.treatmentDateTime)
          }
          // Whatever was left, the next press settles it: one visit, one serial.
          let last = await register(first)
          for (let press = 0; press < 4 && !last.ok && last.error.code !== 'VISIT_OPEN_ALREADY'; press += 1) {
            last = await register(first)
          }
          expect(last.ok || last.error.code).toSatisfy((end) => end === true || end === 'VISIT_OPEN_ALREADY')
          expect(book.visits.slice(before)).toHaveLength(1)
          first.pull()
          second.pull()
        },
      ),
      { numRuns: 40 },
    )
  })
})

describe('two PCs with a store each', () => {
  it('the second is told that the card has had a serial here minutes ago', async () => {
    const book = createFakeVisitBook(() => at)
    const one = await openTestDesk({ book })
    const other = await openTestDesk({ book, deskId: 'front-2' })
    await one.insert(lin)
    const first = okValue(await registerVisit(one.context, one.registration()))
    one.pull()
    expect(okValue(await otherSerial(one.context, first))).toBeNull()
    await other.insert(lin)
    const second = okValue(await registerVisit(other.context, other.registration()))
    expect(okValue(await otherSerial(other.context, second))).toEqual({
      takenAt: new Date(at).toISOString(),
      visitSequenceNumber: first.visitSequenceNumber,
    })
    other.pull()
    expect(okValue(await otherSerial(other.context, second))).toEqual({ takenAt: null, visitSequenceNumber: null })
    await one.dispose()
    await other.dispose()
  })

  it('nothing is told of a serial that this store knows itself', async () => {
    const desk = await openTestDesk()
    await desk.insert(lin)
    const first = okValue(await registerVisit(desk.context, desk.registration()))
    await desk.temporary.must((tx) =>
      tx.updateTable('encounter').set({ state: 'closed' }).where('id', '=', first.encounterId).execute(),
    )
    desk.advance(60_000)
    const second = okValue(await registerVisit(desk.context, desk.registration()))
    expect(okValue(await otherSerial(desk.context, second))).toBeNull()
    await desk.dispose()
  })
})
