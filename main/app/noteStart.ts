import { app } from 'electron'
import type { Care } from '../care/createCare.ts'
import type { AuditNote } from '../usecases/audit/auditNote.ts'

/** The program's start in the audit trail, and before it what was done while no store was open. */
export const noteStart = async (care: Care, note: AuditNote): Promise<void> => {
  for (const { at, action, subject, refused } of await care.takeNotes()) {
    const details = { happenedAt: at, ...(refused === '' ? {} : { refused }) }
    await note({ action, subject, details, sameForMs: 0 })
  }
  await note({ action: 'program-started', subject: '', details: { version: app.getVersion() }, sameForMs: 0 })
}
