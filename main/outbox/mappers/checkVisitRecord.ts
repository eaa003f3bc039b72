import type { FieldError } from '../../../preload/contract/upload/upload.ts'
import type { VisitRecord } from '../../domain/visit/visitRecord.ts'
import { originalTreatmentItems } from './nhi/nhiCodes.ts'
import { visitError } from './nhi/nhiFieldError.ts'
import { nhiRecordOfVisit } from './nhi/nhiRecordMapper.ts'
import { nhiRecordErrors } from './nhi/nhiRecordRules.ts'

/**
 * The visit whose refill prescription is dispensed has to be one that can issue it (D052). Its 就醫類別 is in no field of the record, so
 * this is known here only, by our own visit.
 */
const originalVisitErrors = ({ refilled }: VisitRecord): FieldError[] =>
  refilled === undefined || originalTreatmentItems.has(refilled.treatmentItem) ? [] : [visitError('M16', 'D052')]

/**
 * What would keep a visit from ever being accepted by the NHI, by its own tags and codes (`RECORD_INVALID` on the screen); empty
 * when it can go out. To be asked before the visit is closed, while the doctor can still change it; a record without the order
 * signatures (D11) that the card write will bring names them as missing.
 */
export const checkVisitRecord = (record: VisitRecord): FieldError[] => [
  ...nhiRecordErrors(nhiRecordOfVisit(record), 'closing'),
  ...originalVisitErrors(record),
]
