import { uuidv7 } from 'uuidv7'
import type { OutboxRow } from '../../domain/upload/outboxRow.ts'
import type { VisitRecord } from '../../domain/visit/visitRecord.ts'
import { buildOutboxRows } from '../mappers/outboxPayloads.ts'
import { sampleVisitRecord } from '../mappers/sampleVisitRecord.ts'

let made = 0

/** The rows of a new visit of a made-up person, each visit with a treatment number of its own. */
export const visitRows = (
  changes: Partial<VisitRecord> = {},
  facts: { readonly now?: number; readonly dueAt?: number } = {},
): { readonly nhi: OutboxRow; readonly cloud: OutboxRow } => {
  made += 1
  const record = sampleVisitRecord({
    encounterId: uuidv7(),
    treatmentNumber: `TREATMENT${String(made).padStart(11, '0')}`,
    ...changes,
  })
  const [nhi, cloud] = buildOutboxRows(record, {
    newId: uuidv7,
    now: facts.now ?? 0,
    dueAt: facts.dueAt ?? Date.UTC(2026, 10, 23) + made,
  })
  if (nhi === undefined || cloud === undefined) throw new Error('a visit has two rows')
  return { nhi, cloud }
}
