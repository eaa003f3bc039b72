import { expect, it } from 'vitest'
import { acceptAll, scriptedTarget } from '../testing/dispatcherBench.ts'
import { openTemporaryStore } from '../testing/temporaryStore.ts'
import { createVirtualTime } from '../testing/virtualTime.ts'
import { startWorkerInTime } from '../testing/workerInTime.ts'

it('a worker that is started while a person has stopped the sending sends nothing until it may', async () => {
  const temporary = await openTemporaryStore()
  const time = createVirtualTime()
  try {
    const [id = ''] = await temporary.append({})
    const nhi = { target: scriptedTarget((rows) => acceptAll(rows)), probe: async () => ({ up: true, dataCentre: 0 }) }
    const running = await startWorkerInTime(temporary, time, nhi, () => 0.5, true)
    await time.advance(60_000)
    expect(running.posted).toContainEqual({ type: 'ready', recovered: 0 })
    expect(await temporary.row(id)).toMatchObject({ state: 'waiting', tries: 0 })
    running.worker.resume()
    await time.advance(1_000)
    expect(await temporary.row(id)).toMatchObject({ state: 'accepted' })
    await running.stop()
  } finally {
    await temporary.dispose()
  }
})
