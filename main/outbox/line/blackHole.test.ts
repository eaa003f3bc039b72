import { afterEach, beforeEach, expect, it } from 'vitest'
import type { SendReport } from '../dispatch/target.ts'
import { acceptAll, scriptedTarget } from '../testing/dispatcherBench.ts'
import { openTemporaryStore, type TemporaryStore } from '../testing/temporaryStore.ts'
import { createVirtualTime, type VirtualTime } from '../testing/virtualTime.ts'
import { startWorkerInTime, type WorkerInTime } from '../testing/workerInTime.ts'

let temporary: TemporaryStore
let time: VirtualTime
let running: WorkerInTime
let events: string[]
/** The data centre in use has gone silent: what is sent there is never answered. */
let isSilent: boolean
let active: number

beforeEach(async () => {
  temporary = await openTemporaryStore()
  time = createVirtualTime()
  events = []
  isSilent = false
  active = 0
  running = await startWorkerInTime(
    temporary,
    time,
    {
      target: scriptedTarget(
        (rows) => {
          const centre = active
          events.push(`send to ${centre}`)
          if (centre === 1 || !isSilent) return acceptAll(rows)
          return new Promise<SendReport>(() => undefined)
        },
        { maxBatchRows: 1, slots: 2 },
      ),
      probe: async () => {
        events.push('probe')
        if (isSilent && active === 0) {
          // The look waits its two seconds there, and goes on to the next.
          await new Promise<void>((resolve) => {
            time.after(2_000, resolve)
          })
          active = 1
        }
        return { up: true, dataCentre: active }
      },
    },
    () => 0.99,
  )
  await time.advance(1_000)
})
afterEach(async () => {
  await running.stop()
  await temporary.dispose()
})

it('a data centre that goes silent is left within five seconds, though all sends hang there', async () => {
  const [first = ''] = await temporary.append({})
  running.worker.wake('appended')
  await time.advance(1_000)
  expect((await temporary.row(first)).state).toBe('accepted')
  isSilent = true
  events.length = 0
  const hanging = await temporary.append({}, {})
  const [behind = ''] = await temporary.append({})
  running.worker.wake('appended')
  await time.advance(200)
  expect(events).toEqual(['send to 0', 'send to 0'])
  await time.advance(4_800)
  expect((await temporary.row(behind)).state).toBe('accepted')
  // In this order: a send without an answer is the reason to look, not the next look by the clock.
  expect(events.slice(2).find((event) => event !== 'probe')).toBe('send to 1')
  expect(events.at(2)).toBe('probe')
  expect(running.posted.findLast((message) => message.type === 'links')).toMatchObject({ links: { nhiDataCentre: 1 } })
  expect((await temporary.row(hanging[0] ?? '')).state).toBe('sending')
})
