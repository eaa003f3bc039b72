import type { FieldError } from '../../../../preload/contract/upload/upload.ts'
import { nhiDiagnosisErrors } from './nhiDiagnosisRules.ts'
import { visitError } from './nhiFieldError.ts'
import { nhiKindErrors } from './nhiKindRules.ts'
import { nhiOrderErrors } from './nhiOrderRules.ts'
import { nhiPrescriptionErrors } from './nhiPrescriptionRules.ts'
import { nhiPresenceErrors } from './nhiPresenceRules.ts'
import type { NhiRecord } from './nhiRecord.ts'
import { nhiShapeErrors } from './nhiShapeRules.ts'
import { nhiVisitErrors } from './nhiVisitRules.ts'

/** Codes of 附表二, which only say that something is missing or too much; any other code of the same field says more. */
const generalCodes: ReadonlySet<string> = new Set(['AA02', 'AF01'])

const placeOf = (error: FieldError): string => `${error.field}[${error.orderLine ?? ''}]`

const withoutGeneral = (errors: readonly FieldError[]): FieldError[] => {
  const told = new Set(errors.filter((error) => !generalCodes.has(error.code)).map(placeOf))
  return errors.filter((error) => !generalCodes.has(error.code) || !told.has(placeOf(error)))
}

/**
 * What the NHI would refuse in a record, found before it is sent, with the NHI's own field tags and error codes; empty when nothing
 * is wrong.
 *
 * `closing` is for the desk: what a visit can still get before it is sent (the card-less treatment number of an exception) is not
 * missed yet. `sending` wants the record complete.
 *
 * A deletion (D) is held to what its record was held to, but for what only a card gives; a cancelled refill (C) has to hold one.
 *
 * What is left to the NHI, code by code and why, is in mappers/nhi/README.md.
 */
export const nhiRecordErrors = (record: NhiRecord, stage: 'closing' | 'sending'): FieldError[] => {
  const canStillCome = stage === 'closing' && record.H01 === 'B'
  const identifier = record.visit.M15 === undefined && !canStillCome ? [visitError('M15', 'AA')] : []
  return withoutGeneral([
    ...nhiShapeErrors(record),
    ...nhiKindErrors(record),
    ...nhiPresenceErrors(record),
    ...identifier,
    ...nhiVisitErrors(record),
    ...nhiDiagnosisErrors(record),
    ...nhiPrescriptionErrors(record),
    ...nhiOrderErrors(record),
  ])
}
