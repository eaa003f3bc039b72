import { expect, it } from 'vitest'
import { anchors } from '../../store/audit/auditAnchors.ts'
import { append, tail } from '../../store/audit/auditRepository.ts'
import { openTemporaryStore } from '../../store/temporaryStore.ts'
import { anchorAudit, anchoring, storeAuditTrail } from './auditAnchor.ts'
import type { EndpointReport, OutboxTarget } from './target.ts'

const entry = { at: 1, who: 'w', desk: 'd', action: 'a', subject: 's', details: {} }

it('tells the cloud each new end of the trail once, and keeps what it confirms', async () => {
  const temporary = await openTemporaryStore()
  const asked: unknown[] = []
  let isUp = false
  const centres = {
    request: async (request: { body?: unknown }) => {
      asked.push(request.body)
      return isUp
        ? { ok: true, value: { anchoredAt: '2026-11-25T10:00:00Z' }, dataCentre: 0 }
        : { ok: false, failure: { kind: 'unreachable' }, dataCentre: 0 }
    },
  } as never
  const options = { centres, trail: storeAuditTrail(temporary.store), deskId: 'desk-1' }
  await anchorAudit(options)
  expect(asked).toEqual([])
  await temporary.must((tx) => append(tx, entry))
  await anchorAudit(options)
  expect(await anchors(temporary.store.db)).toEqual([])
  isUp = true
  await anchorAudit(options)
  await anchorAudit(options)
  const end = await tail(temporary.store.db)
  expect(asked).toEqual(Array.from({ length: 2 }, () => ({ deskId: 'desk-1', sequence: 1, sha256: end.hash })))
  expect(await anchors(temporary.store.db)).toEqual([{ ...end, anchoredAt: Date.parse('2026-11-25T10:00:00Z') }])
  await temporary.must((tx) => append(tx, entry))
  await anchorAudit(options)
  expect(await anchors(temporary.store.db)).toHaveLength(2)
  await temporary.dispose()
})

it('follows each push that reached the cloud, one at a time, and never holds one up', async () => {
  let endpoint: EndpointReport = 'unreachable'
  let anchored = 0
  let release: () => void = () => undefined
  const target = {
    send: async () => ({ outcomes: new Map(), endpoint, holdMs: null }),
  } as unknown as OutboxTarget
  const { target: pushed, idle } = anchoring(target, async () => {
    anchored += 1
    await new Promise<void>((resolve) => {
      release = resolve
    })
    if (anchored === 1) throw new Error('cut')
  })
  const push = () => pushed.send([], AbortSignal.timeout(1_000))
  await push()
  expect(anchored).toBe(0)
  endpoint = 'answered'
  await push()
  await push()
  await push()
  expect(anchored).toBe(1)
  release()
  await expect.poll(() => anchored).toBe(2)
  release()
  await idle()
  expect(anchored).toBe(2)
})
