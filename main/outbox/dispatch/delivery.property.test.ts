import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OutboxRow } from '../../domain/upload/outboxRow.ts'
import { unpackText } from '../../store/packedText.ts'
import { issuedBefore } from '../targets/issuedBefore.ts'
import { createNhiUpload } from '../targets/nhiUpload.ts'
import { createBench, type DispatcherBench } from '../testing/dispatcherBench.ts'
import { createFakeNhi, type NhiFault, nhiFailed } from '../testing/fakeNhi.ts'
import { openTemporaryStore, type TemporaryStore } from '../testing/temporaryStore.ts'
import { createVirtualTime } from '../testing/virtualTime.ts'
import { visitRows } from '../testing/visitRows.ts'
import { storeLedger } from './ledger.ts'

const fault = fc.oneof(
  fc.constantFrom<NhiFault>(
    nhiFailed('NHI_UNREACHABLE'),
    nhiFailed('NHI_TIMEOUT'),
    { ...nhiFailed('NHI_REPLY_LOST'), done: true },
    { ...nhiFailed('NHI_SERVER_ERROR'), done: true },
    nhiFailed('NHI_REFUSED', '8203'),
    nhiFailed('NHI_REFUSED', '5004'),
    nhiFailed('NHI_REFUSED', '9999'),
    nhiFailed('NHI_REFUSED', '4711'),
    nhiFailed('CONTROL_ABSENT'),
    nhiFailed('SAM_NOT_VERIFIED'),
  ),
)
const faults = fc.array(fault, { maxLength: 5 })

const scenario = fc.record({
  visits: fc.array(fc.constantFrom('card', 'no-card', 'refused'), { minLength: 1, maxLength: 40 }),
  upload: faults,
  result: faults,
  number: faults,
  readyAfter: fc.integer({ min: 1, max: 3 }),
  distortions: fc.integer({ min: 0, max: 3 }),
  crashAfterMs: fc.array(fc.integer({ min: 1, max: 40_000 }), { maxLength: 2 }),
})

describe('delivery to the NHI', () => {
  let temporary: TemporaryStore
  beforeAll(async () => {
    temporary = await openTemporaryStore()
  })
  afterAll(() => temporary.dispose())

  it('ends with each visit held once, and green exactly when it is, whatever fails and whenever the worker dies', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async (given) => {
        const time = createVirtualTime()
        const nhi = createFakeNhi()
        Object.assign(nhi.faults, { upload: [...given.upload], result: [...given.result], number: [...given.number] })
        nhi.readyAfter = given.readyAfter
        let distortions = given.distortions
        nhi.distort = (text) => {
          distortions -= 1
          return distortions >= 0 ? text.slice(0, 90) : text
        }
        const refused = new Set<string>()
        nhi.judge = (record) => (refused.has(record.visit.M15 ?? '') ? ['M44:AH01'] : [])

        const rows = given.visits.map((kind): OutboxRow => {
          const row = visitRows(kind === 'no-card' ? { exceptionCode: 'A031' } : {}).nhi
          const number = /"M15":"([^"]+)"/.exec(unpackText(row.payload) ?? '')?.[1]
          if (kind === 'refused' && number !== undefined) refused.add(number)
          return row
        })
        await temporary.append(...rows)

        const launch = async (): Promise<DispatcherBench> => {
          const ledger = storeLedger(temporary.store)
          const target = createNhiUpload({
            port: nhi.port,
            keepPayload: ledger.keepPayload,
            issuedBefore: issuedBefore(ledger),
            rowsAwaiting: (opcode) => ledger.rowsAwaiting('nhi-upload', opcode),
            now: time.now,
            resultPollMs: 10_000,
          })
          const bench = createBench({ temporary, time, targets: [target] })
          await bench.dispatcher.start()
          return bench
        }

        let bench = await launch()
        for (const ms of given.crashAfterMs) {
          await time.advance(ms)
          // Dies without booking anything that is under way.
          void bench.dispatcher.stop(0)
          await time.advance(1)
          bench = await launch()
        }
        const states = async () => Promise.all(rows.map(async (row) => (await temporary.row(row.id)).state))
        for (
          let looks = 0;
          looks < 100 && (await states()).some((state) => !/accepted|rejected/.test(state));
          looks += 1
        ) {
          await time.advance(looks < 20 ? 15_000 : 600_000)
        }
        await bench.dispatcher.stop(0)

        expect(await states()).toEqual(given.visits.map((kind) => (kind === 'refused' ? 'rejected' : 'accepted')))
        // One identity a visit: a second treatment number would have made a second visit.
        expect(nhi.held.size).toBe(given.visits.filter((kind) => kind !== 'refused').length)
      }),
      { numRuns: 25 },
    )
  })
})
