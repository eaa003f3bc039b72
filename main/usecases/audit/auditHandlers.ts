import type { Handlers } from '../../ipc/handlers.ts'
import { type AuditDesk, exportAudit, listAudit, verifyAudit } from './auditTrail.ts'

/** The channels of the audit trail: they need an open store, and no desk. */
export type AuditHandlers = Pick<Handlers, 'audit:list' | 'audit:verify' | 'audit:export'>

export const auditHandlers = (desk: AuditDesk): AuditHandlers => ({
  'audit:list': (input) => listAudit(desk, input),
  'audit:verify': () => verifyAudit(desk),
  'audit:export': (input) => exportAudit(desk, input),
})
