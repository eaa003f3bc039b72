import { createHash, randomInt } from 'node:crypto'
import { momentOfRoc } from '../../people/rocDate.ts'
import type { DataCentre } from '../dataCentre.ts'
import type { AcceptedRecord, Upload } from '../state.ts'
import { checkRecord } from './checkRecord.ts'
import type { CheckContext, Finding } from './finding.ts'
import { parseUpload } from './parseUpload.ts'
import { parseItem, type RefusedRecord, resultText } from './resultText.ts'
import { identityOf, type UploadedRecord } from './uploadedRecord.ts'

/** At most 30 records a file. */
export const RECORDS_PER_FILE = 30

const DEADLINE_MS = 24 * 60 * 60 * 1000

/** Checks a file, keeps what is valid (formal uploads only), and files the result text under a new opcode. */
export function receiveUpload(
  centre: DataCentre,
  details: { readonly type: 'A1' | 'A2' | 'ZZ'; readonly bytes: Buffer; readonly uploadedAt: string },
): Upload {
  const { clinic } = centre.configuration
  const parsed = details.type === 'ZZ' ? ({ ok: true, records: [] } as const) : parseUpload(details.bytes)
  const opcode = newOpcode(centre)
  const ordered = details.type === 'A1' ? (centre.orderedRefusals.shift() ?? []) : []
  const records = parsed.ok ? parsed.records : []
  const refused: RefusedRecord[] = parsed.ok
    ? []
    : [{ place: 0, nationalId: '', treatmentNumber: '', findings: [{ tag: 'RECS', code: parsed.code }] }]
  const valid: UploadedRecord[] = []

  for (const [index, record] of records.entries()) {
    const place = index + 1
    const findings =
      place > RECORDS_PER_FILE ? [{ tag: 'RECS', code: 'AG' }] : findingsOf(centre, record, ordered, place)
    if (findings.length === 0) {
      valid.push(record)
      if (details.type === 'A1') keep(centre, record, opcode)
    } else {
      refused.push({
        place,
        nationalId: record.visit.M03 ?? '',
        treatmentNumber: record.visit.M15 ?? '',
        findings,
      })
    }
  }

  const now = stamp(centre.clock.now())
  const ordersOf = (some: readonly UploadedRecord[]) => some.reduce((sum, { orders }) => sum + orders.length, 0)
  const counts = {
    recordsReceived: records.length,
    recordsValid: valid.length,
    ordersValid: ordersOf(valid),
    recordsInvalid: refused.length,
  }
  const upload: Upload = {
    opcode,
    type: details.type,
    hospitalId: clinic.hospitalId,
    samId: clinic.samId,
    receivedAt: centre.clock.now(),
    readyAt: Date.now() + centre.configuration.resultDelayMs,
    sizeBytes: details.bytes.length,
    ...counts,
    resultText: resultText(
      {
        opcode,
        samId: clinic.samId,
        hospitalId: clinic.hospitalId,
        uploadedAt: details.uploadedAt,
        sizeBytes: details.bytes.length,
        ordersReceived: ordersOf(records),
        receivedAt: now,
        checkedAt: now,
        ...counts,
      },
      refused,
    ),
  }
  centre.file.value.uploads.push(upload)
  centre.file.save()
  return upload
}

function findingsOf(
  centre: DataCentre,
  record: UploadedRecord,
  ordered: DataCentre['orderedRefusals'][number],
  place: number,
): readonly Finding[] {
  const accepted = centre.file.value.records[identityOf(record)]
  const context: CheckContext = {
    hospitalId: centre.configuration.clinic.hospitalId,
    samId: centre.configuration.clinic.samId,
    now: centre.clock.now(),
    people: centre.configuration.people,
    staff: centre.configuration.staff,
    visitByNumber: (number) =>
      centre.file.value.visits.find((visit) => visit.treatmentNumber === number && !visit.rolledBack),
    accepted,
  }
  const asked = ordered
    .filter((refusal) => refusal.record === place)
    .flatMap(({ items }) => items.flatMap((item) => parseItem(item) ?? []))
  const findings = [...checkRecord(record, context), ...asked]
  if (findings.length > 0) return findings
  if ('CDE'.includes(record.header.H01 ?? '-')) return accepted ? [] : [{ tag: 'H01', code: 'D001' }]
  return accepted?.contentHash === hashOf(record) ? [{ tag: 'M15', code: 'C001' }] : []
}

/** A record with the same identity takes the place of the earlier one; H01 = D takes it away. */
function keep(centre: DataCentre, record: UploadedRecord, opcode: string): void {
  const { records, deletedRecords } = centre.file.value
  const identity = identityOf(record)
  const earlier = records[identity]
  if (record.header.H01 === 'D') {
    delete records[identity]
    deletedRecords.push(identity)
    return
  }
  const now = centre.clock.now()
  const accepted: AcceptedRecord = {
    identity,
    opcode,
    firstReceivedAt: earlier?.firstReceivedAt ?? now,
    receivedAt: now,
    replaced: earlier ? earlier.replaced + 1 : 0,
    late: now - (momentOfRoc(record.visit.M11 ?? '') ?? now) > DEADLINE_MS,
    contentHash: hashOf(record),
    record,
  }
  records[identity] = accepted
}

function hashOf({ header, visit, orders }: UploadedRecord): string {
  const sorted = (values: Readonly<Record<string, string>>) => Object.entries(values).sort()
  return createHash('sha256')
    .update(JSON.stringify([sorted(header), sorted(visit), orders.map(sorted)]))
    .digest('hex')
}

/** 42 characters: time 14, running number 6, hospital 10, SAM 12. */
function newOpcode(centre: DataCentre): string {
  const { clinic } = centre.configuration
  return `${stamp(centre.clock.now())}${String(randomInt(1_000_000)).padStart(6, '0')}${clinic.hospitalId}${clinic.samId}`
}

/** yyyyMMddHHmmss in Taipei time. */
function stamp(at: number): string {
  return new Date(at + 8 * 60 * 60 * 1000).toISOString().slice(0, 19).replaceAll(/[-T:]/g, '')
}
