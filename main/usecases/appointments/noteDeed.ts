import { append as appendAudit } from '../../store/audit/auditRepository.ts'
import type { WriteTx } from '../../store/handles.ts'
import type { DeskContext } from '../context.ts'

/** Writes a deed about appointments or rosters into the audit trail, in the transaction that does it. */
export const noteDeed = (
  tx: WriteTx,
  context: DeskContext,
  action: string,
  subject: string,
  details: Parameters<typeof appendAudit>[1]['details'],
): Promise<unknown> =>
  appendAudit(tx, {
    at: context.now(),
    who: context.settings.desk.person,
    desk: context.settings.desk.id,
    action,
    subject,
    details,
  })
