import { hash } from 'node:crypto'
import type { OutboxRow } from '../../domain/upload/outboxRow.ts'
import type { ReadDb } from '../../store/handles.ts'
import type { FoundRecord } from '../../store/outbox/cloudFindingRepository.ts'
import { byIdOrBare } from '../../store/outbox/damagedPayloads.ts'
import { byEncounters } from '../../store/outbox/outboxQueries.ts'
import { packText } from '../../store/packedText.ts'
import { CloudPayloadSchema } from '../mappers/payloads.ts'
import { openPayload } from '../payload/openPayload.ts'
import { readCloudRecord } from './cloudRecord.ts'

/** Hash of the document that a row for the cloud carries, hex; null where its payload is damaged. */
export const documentHash = (row: OutboxRow): string | null => {
  const opened = openPayload(row, CloudPayloadSchema)
  return opened.ok ? opened.value.sha256 : null
}

const unreadable = (raw: unknown): FoundRecord => {
  const text = JSON.stringify(raw ?? null)
  const none = { kind: null, visitedAt: null, patientName: null, nationalId: null, sha256: null } as const
  return { recordId: hash('sha256', text), version: 0, finding: 'unreadable', ...none, packed: packText(text) }
}

/** What a page of the cloud's records tells a store. */
export interface ComparedRecords {
  /** What a person has to know of. */
  readonly findings: readonly FoundRecord[]
  /** Rows without a receipt for records that the cloud already has. */
  readonly received: readonly string[]
}

/**
 * Holds records of the cloud against the rows of this store, by id, version and the hash of the document. A row whose own payload is
 * damaged is no difference: its record is known here, and what is damaged is told elsewhere.
 */
export const compareRecords = async (db: ReadDb, records: readonly unknown[]): Promise<ComparedRecords> => {
  const read = records.map((raw) => ({ raw, record: readCloudRecord(raw) }))
  const ids = read.flatMap(({ record }) => (record === null ? [] : [record.recordId]))
  const headers = (await byEncounters(db, ids)).filter(({ target }) => target === 'clinic-cloud')
  const findings: FoundRecord[] = []
  const received: string[] = []
  for (const { raw, record } of read) {
    if (record === null) {
      findings.push(unreadable(raw))
      continue
    }
    const { recordId, version, sha256 } = record
    const header = headers.find(({ aggregateId, sequence }) => aggregateId === recordId && sequence === version)
    const row = header === undefined ? null : await byIdOrBare(db, header.id)
    const own = row === null ? null : documentHash(row)
    const finding = row === null ? 'missing' : own !== null && own !== sha256 ? 'differs' : null
    if (finding !== null) findings.push({ ...record, finding, packed: packText(JSON.stringify(raw)) })
    else if (row?.state === 'waiting') received.push(row.id)
  }
  return { findings, received }
}
