import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OutboxRow } from '../../domain/upload/outboxRow.ts'
import { type ForkedWorker, forkWorker, until, untilState } from '../testing/forkedWorker.ts'
import { type Surroundings, startSurroundings } from '../testing/surroundings.ts'
import { openTemporaryStore, type TemporaryStore } from '../testing/temporaryStore.ts'
import { visitRows } from '../testing/visitRows.ts'

/** The worker's own program in a process of its own, with main's store open beside it, against servers on this PC. */
describe('the sync worker', () => {
  let temporary: TemporaryStore
  let around: Surroundings
  let worker: ForkedWorker
  beforeEach(async () => {
    temporary = await openTemporaryStore()
    around = await startSurroundings()
    worker = forkWorker(temporary, around.settings)
  })
  afterEach(async () => {
    await worker.supervisor.stop(2_000)
    await around.close()
    await temporary.dispose()
  })

  const closeVisit = async (): Promise<{ readonly nhi: OutboxRow; readonly cloud: OutboxRow }> => {
    const rows = visitRows({}, { dueAt: Date.now() + 86_400_000, now: Date.now() })
    await temporary.append(rows.nhi, rows.cloud)
    worker.supervisor.wake('appended')
    return rows
  }
  const ready = (): Promise<void> => until(() => worker.supervisor.running())

  it('brings a visit to both receivers, tells main, and stops when it is asked to', async () => {
    worker.supervisor.start()
    await ready()
    const { nhi, cloud } = await closeVisit()
    await untilState(temporary, nhi.id, 'accepted')
    await untilState(temporary, cloud.id, 'accepted')
    expect(around.nhi.held.size).toBe(1)
    expect([...around.cloudRecords.values()]).toEqual([[1]])
    expect(worker.changed).toContain(nhi.aggregateId)
    expect(worker.links.at(-1)).toEqual({ nhi: 'up', nhiDataCentre: 0, cloud: 'up', cloudDataCentre: 0 })
    expect(await worker.supervisor.drain(5_000)).toBe(true)
    await worker.supervisor.stop(2_000)
    expect(worker.children.map((child) => child.exitCode)).toEqual([0])
    expect(worker.supervisor.running()).toBe(false)
  })

  it('keeps everything while the VPN is cut, and sends it by itself when it is back', async () => {
    worker.supervisor.start()
    await ready()
    await until(() => worker.links.at(-1)?.nhi === 'up' && worker.links.at(-1)?.cloud === 'up')
    await around.cutVpn()
    const { nhi, cloud } = await closeVisit()
    await until(() => worker.links.at(-1)?.nhi === 'down' && worker.links.at(-1)?.cloud === 'down')
    // The last try may still be under way when the line is told as down.
    await untilState(temporary, nhi.id, 'waiting')
    await around.restoreVpn()
    await untilState(temporary, nhi.id, 'accepted')
    await untilState(temporary, cloud.id, 'accepted')
    expect(around.nhi.held.size).toBe(1)
  })

  it('delivers once when the reply is lost', async () => {
    around.loseCloudReplies = 1
    around.nhi.faults.upload = [{ error: { code: 'NHI_REPLY_LOST', retryable: true }, done: true }]
    worker.supervisor.start()
    const { nhi, cloud } = await closeVisit()
    await untilState(temporary, nhi.id, 'accepted')
    await untilState(temporary, cloud.id, 'accepted')
    expect([...around.nhi.held.values()]).toEqual([2])
    expect([...around.cloudRecords.values()]).toEqual([[1]])
    expect((await temporary.row(cloud.id)).lastCode).toBe('duplicate')
    expect((await temporary.attempts(cloud.id)).map((attempt) => attempt.code)).toContain('CLOUD_REPLY_LOST')
  })

  it('shows the fields of a refused record', async () => {
    around.nhi.judge = () => ['M44:AH01', 'D05[1]:AF']
    worker.supervisor.start()
    const { nhi } = await closeVisit()
    await untilState(temporary, nhi.id, 'rejected')
    expect(await temporary.row(nhi.id)).toMatchObject({
      lastCode: 'M44:AH01',
      fieldErrors: [
        { field: 'M44', orderLine: null, code: 'AH01' },
        { field: 'D05', orderLine: 1, code: 'AF' },
      ],
    })
  })

  it('starts again after it was killed in the middle of an upload, and delivers once', async () => {
    around.holdUploads = true
    worker.supervisor.start()
    const { nhi } = await closeVisit()
    await untilState(temporary, nhi.id, 'sending')
    await until(() => around.nhi.held.size === 1)
    worker.kill()
    around.holdUploads = false
    await untilState(temporary, nhi.id, 'accepted')
    expect(worker.children).toHaveLength(2)
    expect([...around.nhi.held.values()]).toEqual([2])
    const ready = worker.logged.findLast(({ event }) => event === 'outbox-ready')
    expect(ready?.fields).toMatchObject({ recovered: expect.any(Number) })
    expect(ready?.fields).not.toEqual({ recovered: 0 })
  })

  it('ends with the reason when the store cannot be opened', async () => {
    const foreign = { ...temporary, keyHex: '00'.repeat(32) }
    const hopeless = forkWorker(foreign, around.settings)
    hopeless.supervisor.start()
    await until(() => hopeless.logged.some((entry) => entry.event === 'fatal'))
    expect(hopeless.logged.find((entry) => entry.event === 'fatal')?.fields).toEqual({ code: 'STORE_KEY_LOST' })
    expect(hopeless.supervisor.running()).toBe(false)
    await hopeless.supervisor.stop(1_000)
  })
})
