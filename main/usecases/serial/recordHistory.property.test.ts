import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { outboxPolicy } from '../../domain/upload/outboxPolicy.ts'
import { storeLedger } from '../../outbox/dispatch/ledger.ts'
import { issuedBefore } from '../../outbox/targets/issuedBefore.ts'
import { createNhiUpload } from '../../outbox/targets/nhiUpload.ts'
import { createFakeNhi, nhiFailed } from '../../outbox/testing/fakeNhi.ts'
import { summary } from '../../store/outbox/outboxQueries.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import { exceptionVisit, nhiRowsOf } from '../make-up/makeUpVisits.ts'
import { amendVisit } from '../record/amendVisit.ts'
import { cancelVisit } from '../record/cancelVisit.ts'
import { closedVisit } from '../record/closedVisit.fixture.ts'
import { drugOrder, openTestDesk, soap, type TestDesk } from '../testDesk.ts'

/** What may happen to a visit and its records, one after another. */
const steps = ['deliver', 'refuse', 'lose-reply', 'die', 'amend', 'cancel'] as const
type Step = (typeof steps)[number]

const codes = ['J02.9', 'J06.9', 'I10', 'R05.1'] as const

const never = new AbortController().signal

/** The way out of one desk: the real target and ledger, an NHI that keeps what it is handed. */
const wayOut = (desk: TestDesk) => {
  const nhi = createFakeNhi()
  const { store } = desk.context
  const ledger = storeLedger(store)
  const target = createNhiUpload({
    port: nhi.port,
    keepPayload: ledger.keepPayload,
    issuedBefore: issuedBefore(ledger),
    rowsAwaiting: (opcode) => ledger.rowsAwaiting('nhi-upload', opcode),
    now: desk.context.now,
    resultPollMs: 10_000,
  })
  /** One send of what is due; `dies`: before anything of it is booked. */
  const send = async (dies: boolean): Promise<boolean> => {
    const [batch] = await target.plan(await ledger.due('nhi-upload', Number.MAX_SAFE_INTEGER, 30, new Set()))
    if (batch === undefined) return false
    okValue(await ledger.markSending(batch.filter(({ state }) => state === 'waiting').map(({ id }) => id)))
    const { outcomes } = await target.send(batch, never)
    if (dies) {
      okValue(await ledger.recover(desk.context.now()))
      return false
    }
    const now = desk.context.now()
    const tries = batch.flatMap((row) => {
      const outcome = outcomes.get(row.id)
      if (outcome === undefined) return []
      const transition = outboxPolicy.next(row, outcome, now, 0.5)
      return [{ id: row.id, transition, attempt: { at: now, ms: 1, code: transition.lastCode } }]
    })
    okValue(await ledger.apply(tries))
    return true
  }
  const deliver = async (): Promise<void> => {
    for (let sends = 0; sends < 40 && (await send(false)); sends += 1);
  }
  return { nhi, send, deliver }
}

const play = async (desk: TestDesk, encounterId: EncounterId, history: readonly Step[]) => {
  const { nhi, send, deliver } = wayOut(desk)
  let written = 0
  for (const step of history) {
    const visit = await byId(desk.context.store.db, encounterId)
    const fromVersion = visit?.version ?? 0
    if (step === 'deliver') await deliver()
    else if (step === 'refuse') {
      nhi.judge = ({ H01 }) => (H01 === 'D' ? [] : ['M35:15'])
      await deliver()
      nhi.judge = () => []
    } else if (step === 'lose-reply') {
      nhi.faults.upload = [{ ...nhiFailed('NHI_REPLY_LOST'), done: true }]
      await send(false)
    } else if (step === 'die') await send(true)
    else if (step === 'cancel' && visit?.state === 'closed') {
      okValue(await cancelVisit(desk.context, { encounterId, fromVersion, reason: '取消' }))
    } else if (step === 'amend' && visit?.state === 'closed') {
      written += 1
      const code = codes[written % codes.length] ?? codes[0]
      const diagnoses = [{ code, nameZh: '', nameEn: '' }]
      const note = { ...soap, plan: String(written) }
      const input = { encounterId, fromVersion, reason: '更正', soap: note, diagnoses, orders: [drugOrder] }
      okValue(await amendVisit(desk.context, input))
    }
    desk.advance(60_000)
  }
  await deliver()
  return { nhi, visit: await byId(desk.context.store.db, encounterId) }
}

describe('the records of a visit', () => {
  it.each(['card', 'no-card'] as const)(
    'come to what the visit is now, under one number, whatever is amended, cancelled, refused or lost on the way (%s)',
    async (kind) => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.constantFrom(...steps), { maxLength: 7 }), async (history) => {
          const desk = await openTestDesk()
          try {
            await desk.signIn()
            const encounterId = kind === 'card' ? await closedVisit(desk) : await exceptionVisit(desk)
            const { nhi, visit } = await play(desk, encounterId, history)
            const rows = await nhiRowsOf(desk, encounterId)
            const held = [...nhi.contents.values()]
            // Green only where the NHI has said so, and never what was taken back.
            for (const { row } of rows) expect(row.state === 'accepted').toBe(row.receiptAt !== null)
            expect(nhi.calls.filter(({ call }) => call === 'number').length).toBeLessThanOrEqual(1)
            if (visit?.state === 'cancelled') {
              expect(held).toEqual([])
              const open = await summary(desk.context.store.db, desk.context.now())
              expect(open).toMatchObject({ rejected: 0 })
              return
            }
            expect(held.length).toBeLessThanOrEqual(1)
            const newest = rows.at(-1)
            if (newest?.row.state !== 'accepted') return
            expect(held.map((record) => record.visit.M35)).toEqual([visit?.draft.diagnoses[0]?.code.replace('.', '')])
          } finally {
            await desk.dispose()
          }
        }),
        { numRuns: 12 },
      )
    },
    120_000,
  )
})
