import type { Bundle } from '@medplum/fhirtypes'
import type { FieldError } from '../../../../preload/contract/upload/upload.ts'
import { fhirProblems } from './fhirRules.ts'

/** `lastCode` of rows whose document breaks the rules of TW Core that bite (`fhirProblems`); the fields say which. */
export const documentInvalidCode = 'DOCUMENT_INVALID'

/** What a document breaks, as a row of the outbox tells it; empty when nothing. */
export const documentErrors = (document: Bundle): FieldError[] =>
  fhirProblems(document)
    .slice(0, 200)
    .map(({ path, rule }) => ({ field: path.slice(0, 200), orderLine: null, code: rule.slice(0, 40) }))
