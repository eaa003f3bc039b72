import { createHash } from 'node:crypto'
import { asFields, listField } from '../http/fields.ts'
import { canonicalJson } from './canonicalJson.ts'
import type { VisitRecord } from './state.ts'

/** One thing wrong with a record, as a Receipt says it. */
export interface RecordError {
  readonly path: string
  readonly code: string
  readonly message: string
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const KINDS = ['visit', 'amendment', 'cancellation']

export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value)
}

/** The record, or everything that is wrong with it: its frame, its hash, and the outline of its FHIR document. */
export function readVisitRecord(input: unknown): VisitRecord | readonly RecordError[] {
  const fields = asFields(input)
  const { version, kind, visitedAt, bundle, nhiUploadXml, sha256 } = fields
  const errors = [
    ...wrongIf(!isUuid(fields.recordId), 'recordId', 'INVALID', 'recordId is a UUID'),
    ...wrongIf(!Number.isInteger(version) || Number(version) < 1, 'version', 'INVALID', 'version is 1 or more'),
    ...wrongIf(!KINDS.includes(String(kind)), 'kind', 'INVALID', `kind is one of ${KINDS.join(', ')}`),
    ...wrongIf(!isDateTime(visitedAt), 'visitedAt', 'INVALID', 'visitedAt is a date-time with offset'),
    ...wrongIf(nhiUploadXml !== undefined && typeof nhiUploadXml !== 'string', 'nhiUploadXml', 'INVALID', 'text'),
    ...bundleErrors(bundle),
    ...wrongIf(
      typeof bundle === 'object' && bundle !== null && sha256 !== sha256Of(bundle),
      'sha256',
      'HASH_MISMATCH',
      'sha256 is not that of the canonical JSON of bundle',
    ),
  ]
  return errors.length > 0 ? errors : (input as VisitRecord)
}

/** SHA-256 of a bundle's canonical JSON, lower-case hex. */
export function sha256Of(bundle: object): string {
  return createHash('sha256').update(canonicalJson(bundle), 'utf8').digest('hex')
}

function bundleErrors(bundle: unknown): readonly RecordError[] {
  const fields = asFields(bundle)
  const types = listField(fields, 'entry').map((entry) => asFields(asFields(entry).resource).resourceType)
  const fullUrls = listField(fields, 'entry').map((entry) => asFields(entry).fullUrl)
  return [
    ...wrongIf(fields.resourceType !== 'Bundle', 'bundle.resourceType', 'FHIR_INVALID', 'not a Bundle'),
    ...wrongIf(fields.type !== 'document', 'bundle.type', 'FHIR_INVALID', 'type is document'),
    ...wrongIf(fields.timestamp === undefined, 'bundle.timestamp', 'FHIR_INVALID', 'a document has a timestamp'),
    ...wrongIf(types[0] !== 'Composition', 'bundle.entry[0]', 'FHIR_INVALID', 'the first entry is a Composition'),
    ...wrongIf(!types.includes('Patient'), 'bundle.entry', 'FHIR_INVALID', 'no Patient'),
    ...wrongIf(!types.includes('Encounter'), 'bundle.entry', 'FHIR_INVALID', 'no Encounter'),
    ...wrongIf(new Set(fullUrls).size !== fullUrls.length, 'bundle.entry', 'FHIR_INVALID', 'fullUrl is used twice'),
  ]
}

function isDateTime(value: unknown): boolean {
  return (
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(value) && !Number.isNaN(Date.parse(value))
  )
}

function wrongIf(wrong: boolean, path: string, code: string, message: string): readonly RecordError[] {
  return wrong ? [{ path, code, message }] : []
}
