import { afterEach, beforeEach, expect, it } from 'vitest'
import type { OutboxRow } from '../../domain/upload/outboxRow.ts'
import { acceptAll, createBench, scriptedTarget } from '../testing/dispatcherBench.ts'
import { openTemporaryStore, type TemporaryStore } from '../testing/temporaryStore.ts'
import { createVirtualTime, type VirtualTime } from '../testing/virtualTime.ts'

const hour = 3_600_000
let temporary: TemporaryStore
let time: VirtualTime
let sent: string[]
beforeEach(async () => {
  temporary = await openTemporaryStore()
  time = createVirtualTime()
  sent = []
})
afterEach(() => temporary.dispose())

const bench = () =>
  createBench({
    temporary,
    time,
    targets: [
      scriptedTarget(
        (rows: readonly OutboxRow[]) => {
          sent.push(...rows.map(({ id }) => id))
          return acceptAll(rows)
        },
        { maxBatchRows: 1, slots: 1 },
      ),
    ],
  })

it('“send this now” goes before every row whose deadline is nearer, and only once', async () => {
  const near = await temporary.append(...[1, 2, 3, 4].map((hours) => ({ dueAt: time.now() + hours * hour })))
  const [far = ''] = await temporary.append({ dueAt: time.now() + 23 * hour })
  const { dispatcher } = bench()
  dispatcher.sendNow(far)
  await time.settle()
  expect(sent).toEqual([far, ...near])
})

it('does not pass an earlier row of its own visit, nor go before its moment', async () => {
  const aggregateId = '019a0000-0000-7000-8000-00000000000a'
  const [other = ''] = await temporary.append({ dueAt: time.now() + hour })
  const [first = '', second = ''] = await temporary.append(
    { aggregateId, sequence: 1, dueAt: time.now() + 2 * hour },
    { aggregateId, sequence: 2, dueAt: time.now() + 2 * hour },
  )
  const [later = ''] = await temporary.append({ dueAt: time.now() + 3 * hour, nextTryAt: time.now() + hour })
  const { dispatcher } = bench()
  dispatcher.sendNow(second)
  dispatcher.sendNow(later)
  await time.settle()
  expect(sent).toEqual([other, first, second])
})
