import { hash } from 'node:crypto'
import { rocDateTimeToEpoch } from '../../../preload/contract/patient/rocDate.ts'
import type { FieldError } from '../../../preload/contract/upload/upload.ts'
import type { VisitRecord } from '../../domain/visit/visitRecord.ts'
import { joinPacked, type PackedText, packText } from '../../store/packedText.ts'
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

/** The FHIR document of a visit as its row carries it: everything of the row that the card has no part in. */
export interface CloudDocument {
  /** `"bundle":` and the document in its canonical form, and the end of the record. */
  readonly packed: PackedText
  /** Hex, of the canonical form. */
  readonly sha256: string
  /** What the document breaks of the rules. */
  readonly fieldErrors: readonly FieldError[]
}

export const cloudDocumentOf = (record: VisitRecord): CloudDocument => {
  const document = fhirDocumentOfVisit(record)
  const bundle = canonicalJson(document)
  return {
    packed: packText(`"bundle":${bundle}}`),
    sha256: hash('sha256', bundle),
    fieldErrors: documentErrors(document),
  }
}

/**
 * A visit as `VisitRecord` of clinic-cloud.yaml, as packed JSON text: the FHIR document in its canonical form, which is hashed and kept
 * in one go, and before it the text of the NHI record as it stands at the close (an exception's treatment number is issued later and
 * is not in it), left out while there is none. It reads back as `CloudPayloadSchema`. With what the document breaks of the rules.
 */
export const cloudPayloadOfVisit = (
  record: VisitRecord,
  nhiRecord: NhiRecord | null,
  document: CloudDocument = cloudDocumentOf(record),
): { readonly packed: PackedText; readonly fieldErrors: readonly FieldError[] } => {
  const others: Omit<CloudPayload, 'bundle'> = {
    recordId: record.encounterId,
    version: record.version,
    kind: record.isCancelled === true ? 'cancellation' : record.version === 1 ? 'visit' : 'amendment',
    visitedAt: visitedAt(record),
    ...(nhiRecord === null ? {} : { nhiUploadXml: nhiXmlText([nhiRecord]).text }),
    sha256: document.sha256,
  }
  const opening = packText(`${JSON.stringify(others).slice(0, -1)},`)
  return { packed: joinPacked(opening, document.packed), fieldErrors: document.fieldErrors }
}
