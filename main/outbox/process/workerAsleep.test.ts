import { afterEach, beforeEach, expect, it } from 'vitest'
import type { SendReport } from '../dispatch/target.ts'
import { acceptAll, retryAll, scriptedTarget } from '../testing/dispatcherBench.ts'
import { openTemporaryStore, type TemporaryStore } from '../testing/temporaryStore.ts'
import { createVirtualTime, type VirtualTime } from '../testing/virtualTime.ts'
import { startWorkerInTime, type WorkerInTime } from '../testing/workerInTime.ts'
import type { Worker } from './worker.ts'

const hour = 3_600_000
const minute = 60_000

let temporary: TemporaryStore
let time: VirtualTime
let worker: Worker
let isUp: boolean
let answer: (rows: Parameters<typeof acceptAll>[0]) => SendReport
let running: WorkerInTime

beforeEach(async () => {
  temporary = await openTemporaryStore()
  time = createVirtualTime()
  isUp = true
  answer = (rows) => acceptAll(rows)
  running = await startWorkerInTime(
    temporary,
    time,
    {
      // While probes fail, a send is tried now and then all the same.
      target: scriptedTarget((rows) => (isUp ? answer(rows) : retryAll(rows, 'unreachable', 'LINK'))),
      probe: () => Promise.resolve({ up: isUp, dataCentre: isUp ? 0 : null }),
    },
    // A long spread, if one is waited for.
    () => 0.99,
  )
  worker = running.worker
})
afterEach(async () => {
  await running.stop()
  await temporary.dispose()
})

const link = () => running.posted.findLast((message) => message.type === 'links')
const waiting = async (): Promise<string> => {
  const [id = ''] = await temporary.append({ dueAt: time.now() + 20 * hour })
  worker.wake('appended')
  await time.settle()
  expect((await temporary.row(id)).state).toBe('waiting')
  return id
}
/** The line is away for so long. */
const away = async (ms: number): Promise<void> => {
  isUp = false
  await time.advance(minute)
  expect(link()).toMatchObject({ links: { nhi: 'down' } })
  await time.advance(ms)
}

it('a PC that slept with its line down sends as soon as the line is back, and waits for no share of a return', async () => {
  await away(minute)
  const id = await waiting()
  await time.advance(8 * hour)
  worker.wake('power-resumed')
  // The tunnel is built only now, after the first looks have failed.
  await time.advance(minute)
  expect((await temporary.row(id)).state).toBe('waiting')
  isUp = true
  await time.advance(15_000)
  expect((await temporary.row(id)).state).toBe('accepted')
})

it('so does a person’s key while the line is down; without one the share is waited for', async () => {
  await away(minute)
  const asked = await waiting()
  await time.advance(3 * hour)
  worker.wake('asked')
  isUp = true
  await time.advance(15_000)
  expect((await temporary.row(asked)).state).toBe('accepted')

  await away(minute)
  const patient = await waiting()
  await time.advance(3 * hour)
  isUp = true
  await time.advance(minute)
  expect((await temporary.row(patient)).state).toBe('waiting')
  await time.advance(5 * minute)
  expect((await temporary.row(patient)).state).toBe('accepted')
})

it('a deadline that is near ends the share of the return, and not what the server asked for', async () => {
  let sends = 0
  answer = (rows) => {
    sends += 1
    return { ...retryAll(rows, 'answered', 'SLOW_DOWN'), holdMs: 30 * minute }
  }
  await temporary.append({ dueAt: time.now() + 4 * hour })
  worker.wake('appended')
  await time.settle()
  expect(sends).toBe(1)
  await away(40 * minute)
  answer = (rows) => {
    sends += 1
    return { ...retryAll(rows, 'answered', 'SLOW_DOWN'), holdMs: 3 * hour }
  }
  isUp = true
  await time.advance(15 * minute)
  expect(sends).toBe(2)
  await away(40 * minute)
  await temporary.append({ dueAt: time.now() + 10 * minute })
  isUp = true
  await time.advance(minute)
  expect(sends).toBe(2)
})
