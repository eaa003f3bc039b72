import { z } from 'zod'
import type { DataCentres } from '../../../native/network/dataCentreOptions.ts'
import { type AuditAnchor, keepAnchor, newestAnchor } from '../../store/audit/auditAnchors.ts'
import type { AuditTail } from '../../store/audit/auditChain.ts'
import { tail } from '../../store/audit/auditRepository.ts'
import type { Store } from '../../store/handles.ts'
import type { OutboxTarget } from './target.ts'

/** The audit trail as the worker anchors it. */
export interface AuditTrail {
  tail(): Promise<AuditTail>
  newestAnchor(): Promise<AuditAnchor | null>
  keep(anchor: AuditAnchor): Promise<void>
}

export const storeAuditTrail = (store: Store): AuditTrail => ({
  tail: () => tail(store.db),
  newestAnchor: () => newestAnchor(store.db),
  keep: async (anchor) => {
    // One that could not be kept is told again behind the next push.
    await store.write((tx) => keepAnchor(tx, anchor))
  },
})

const AnchoredSchema = z.object({ anchoredAt: z.iso.datetime({ offset: true }) })

export interface AnchorOptions {
  readonly centres: Pick<DataCentres, 'request'>
  readonly trail: AuditTrail
  readonly deskId: string
}

/**
 * Tells the cloud where the audit trail ends (clinic-cloud.yaml, POST /audit-heads) and keeps its word, so that cutting the tail shows. A
 * place that has been confirmed isn't told again; a failure is told again behind the next push.
 */
export const anchorAudit = async ({ centres, trail, deskId }: AnchorOptions): Promise<void> => {
  const [end, newest] = await Promise.all([trail.tail(), trail.newestAnchor()])
  if (end.sequence <= (newest?.sequence ?? 0)) return
  const answer = await centres.request(
    {
      method: 'POST',
      path: '/audit-heads',
      body: { deskId, sequence: end.sequence, sha256: end.hash },
      safety: 'repeatable',
    },
    AnchoredSchema,
  )
  if (answer.ok) await trail.keep({ ...end, anchoredAt: Date.parse(answer.value.anchoredAt) })
}

/** A target whose every push that reached the cloud is followed by `anchor`, one at a time; the push does not wait for it. */
export const anchoring = (
  target: OutboxTarget,
  anchor: () => Promise<void>,
): { readonly target: OutboxTarget; readonly idle: () => Promise<void> } => {
  let running: Promise<void> | null = null
  let again = false
  const run = async (): Promise<void> => {
    do {
      again = false
      // The trail can be anchored as well behind the next push; the push itself has gone well.
      await anchor().catch(() => undefined)
    } while (again)
    running = null
  }
  return {
    target: {
      ...target,
      send: async (batch, signal) => {
        const report = await target.send(batch, signal)
        if (report.endpoint === 'answered') {
          again = true
          running ??= run()
        }
        return report
      },
    },
    idle: async () => {
      await running
    },
  }
}
