import type { OutboxItem } from '../../preload/contract/outbox.ts'
import { fail, ok, type Result } from '../../preload/contract/result.ts'
import type { EncounterId, OutboxId } from '../../preload/contract/words.ts'
import type { HandlerInput } from '../ipc/handlers.ts'
import { append as appendAudit } from '../store/auditRepository.ts'
import { byId, list } from '../store/outboxQueries.ts'
import { requeue, wake } from '../store/outboxRepository.ts'
import type { DeskContext } from './context.ts'
import { uploadView } from './visitView.ts'

/** The rows of the upload monitor, nearest deadline first. */
export const listUploads = async (
  context: DeskContext,
  input: HandlerInput<'outbox:list'>,
): Promise<Result<OutboxItem[]>> => {
  const rows = await list(context.store.db, input)
  return ok(
    rows.map((row) => ({
      ...uploadView(row),
      encounterId: row.aggregateId as EncounterId,
      patientName: row.patientName,
      queueNumber: row.queueNumber,
    })),
  )
}

/** Makes waiting rows due now: one, or all. */
export const sendNow = async (context: DeskContext, outboxId: OutboxId | null): Promise<Result<{ woken: number }>> => {
  if (outboxId !== null && (await byId(context.store.db, outboxId)) === null) return fail('NOT_FOUND')
  const woken = await context.store.write((tx) => wake(tx, outboxId, context.now()))
  if (!woken.ok) return woken
  context.wakeOutbox('asked')
  return ok({ woken: woken.value })
}

/** Puts a refused or quarantined row back in line, as it is, because a person says so. */
export const requeueUpload = async (context: DeskContext, outboxId: OutboxId): Promise<Result<OutboxItem>> => {
  const row = await byId(context.store.db, outboxId)
  if (row === null) return fail('NOT_FOUND')
  const moved = await context.store.write(async (tx) => {
    const isMoved = await requeue(tx, outboxId, context.now())
    if (isMoved) {
      await appendAudit(tx, {
        at: context.now(),
        who: context.settings.desk.person,
        desk: context.settings.desk.id,
        action: 'upload-requeued',
        subject: outboxId,
        details: { target: row.target, lastCode: row.lastCode },
      })
    }
    return isMoved
  })
  if (!moved.ok) return moved
  if (!moved.value) return fail('VISIT_STATE', { details: { state: row.state } })
  context.wakeOutbox('asked')
  context.publish('outbox:changed', { encounterIds: [row.aggregateId as EncounterId] })
  const [item] = (await list(context.store.db, { filter: 'all', limit: 500 })).filter((one) => one.id === outboxId)
  if (item === undefined) return fail('NOT_FOUND')
  return ok({
    ...uploadView(item),
    encounterId: item.aggregateId as EncounterId,
    patientName: item.patientName,
    queueNumber: item.queueNumber,
  })
}
