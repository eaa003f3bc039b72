import type { FieldError } from '../../../preload/contract/visit.ts'
import type { VisitRecord } from '../../domain/visit/visitRecord.ts'
import { nhiRecordOfVisit } from './nhi/nhiRecordMapper.ts'
import { nhiRecordErrors } from './nhi/nhiRecordRules.ts'

/**
 * What would keep a visit from ever being accepted by the NHI, by its own tags and codes (`RECORD_INVALID` on the screen); empty
 * when it can go out. To be asked before the visit is closed, while the doctor can still change it; a record without the order
 * signatures (D11) that the card write will bring names them as missing.
 */
export const checkVisitRecord = (record: VisitRecord): FieldError[] =>
  nhiRecordErrors(nhiRecordOfVisit(record), 'closing')
