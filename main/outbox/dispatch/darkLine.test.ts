import { afterEach, beforeEach, expect, it } from 'vitest'
import { acceptAll, retryAll, scriptedTarget } from '../testing/dispatcherBench.ts'
import { openTemporaryStore, type TemporaryStore } from '../testing/temporaryStore.ts'
import { createVirtualTime, type VirtualTime } from '../testing/virtualTime.ts'
import { startWorkerInTime, type WorkerInTime } from '../testing/workerInTime.ts'
import type { SendReport } from './target.ts'

let temporary: TemporaryStore
let time: VirtualTime
let running: WorkerInTime
/** Nothing is answered: sends hang until they are ended, looks for their two seconds. */
let isDark: boolean
let sent: string[]

beforeEach(async () => {
  temporary = await openTemporaryStore()
  time = createVirtualTime()
  isDark = false
  sent = []
  running = await startWorkerInTime(
    temporary,
    time,
    {
      target: scriptedTarget(
        (rows, signal) => {
          sent.push(...rows.map(({ id }) => id))
          if (!isDark) return acceptAll(rows)
          return new Promise<SendReport>((resolve) => {
            signal.addEventListener('abort', () => resolve(retryAll(rows, 'failing', 'REPLY_LOST')))
          })
        },
        { maxBatchRows: 1, slots: 2 },
      ),
      probe: async () => {
        if (!isDark) return { up: true, dataCentre: 0 }
        await new Promise<void>((resolve) => {
          time.after(2_000, resolve)
        })
        return { up: false, dataCentre: null }
      },
    },
    // The longest that every interval can be.
    () => 0.999,
  )
  await time.advance(1_000)
})
afterEach(async () => {
  await running.stop()
  await temporary.dispose()
})

const states = (ids: readonly string[]): Promise<readonly string[]> =>
  Promise.all(ids.map(async (id) => (await temporary.row(id)).state))
const link = (): unknown => {
  const told = running.posted.findLast((message) => message.type === 'links')
  return told?.type === 'links' ? told.links.nhi : null
}

it('everything goes within five seconds of the return, sends that hang in the dark line included, whenever it returns', async () => {
  for (let after = 8_000; after <= 11_000; after += 250) {
    isDark = true
    sent = []
    const hanging = await temporary.append({}, {})
    running.worker.wake('appended')
    await time.advance(200)
    expect(sent.toSorted()).toEqual(hanging.toSorted())
    const behind = await temporary.append({})
    running.worker.wake('appended')
    await time.advance(after)
    expect([link(), await states([...hanging, ...behind])]).toEqual(['down', ['sending', 'sending', 'waiting']])
    isDark = false
    await time.advance(5_000)
    expect(await states([...hanging, ...behind])).toEqual(['accepted', 'accepted', 'accepted'])
    // What hung went once more, because nobody knows what came of it; what had not left went once.
    expect(sent.toSorted()).toEqual([...hanging, ...hanging, ...behind].toSorted())
  }
})
