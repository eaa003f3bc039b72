import { hash } from 'node:crypto'
import { rocDateTimeToEpoch } from '../../../preload/contract/patient/rocDate.ts'
import type { FieldError } from '../../../preload/contract/upload/upload.ts'
import type { VisitRecord } from '../../domain/visit/visitRecord.ts'
import { canonicalJson } from './canonicalJson.ts'
import { documentErrors } from './fhir/documentFault.ts'
import { fhirDocumentOfVisit } from './fhir/fhirEncounterMapper.ts'
import type { NhiRecord } from './nhi/nhiRecord.ts'
import { nhiXmlText } from './nhi/nhiXml.ts'
import type { CloudPayload } from './payloads.ts'

/** 就醫日期時間 of the NHI, of a make-up that of the visit itself; the registration where there is none that can be read. */
const visitedAt = (record: VisitRecord): string => {
  const dateTime = record.actual?.dateTime ?? record.treatmentDateTime
  const epochMs = dateTime === null ? Number.NaN : rocDateTimeToEpoch(dateTime)
  return Number.isNaN(epochMs) ? record.registeredAt : new Date(epochMs).toISOString()
}

/**
 * A visit as `VisitRecord` of clinic-cloud.yaml, as JSON text: the FHIR document in its canonical form, which is hashed and kept in
 * one go, and beside it the text of the NHI record as it stands at the close (an exception's treatment number is issued later and
 * is not in it), left out while there is none. It reads back as `CloudPayloadSchema`. With what the document breaks of the rules.
 */
export const cloudPayloadOfVisit = (
  record: VisitRecord,
  nhiRecord: NhiRecord | null,
): { readonly text: string; readonly fieldErrors: readonly FieldError[] } => {
  const document = fhirDocumentOfVisit(record)
  const bundle = canonicalJson(document)
  const others: Omit<CloudPayload, 'bundle'> = {
    recordId: record.encounterId,
    version: record.version,
    kind: record.isCancelled === true ? 'cancellation' : record.version === 1 ? 'visit' : 'amendment',
    visitedAt: visitedAt(record),
    ...(nhiRecord === null ? {} : { nhiUploadXml: nhiXmlText([nhiRecord]).text }),
    sha256: hash('sha256', bundle),
  }
  return { text: `${JSON.stringify(others).slice(0, -1)},"bundle":${bundle}}`, fieldErrors: documentErrors(document) }
}
