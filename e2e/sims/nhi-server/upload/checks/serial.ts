import { type RecordCheck, when } from '../finding.ts'
import { carriesVisit, isNormal, usesSerial } from '../recordKind.ts'

const PHYSICAL_SERIAL = /^\d{4}$/
const LARGEST_SERIAL = 1500
const VIRTUAL_SERIAL = /^[VWM](?!000)\d{3}$/
const PREVENTIVE_CODE = /^IC[0-9A-Z]{2}$/
const EXCEPTION_CODES = new Set([
  ...['A000', 'A001', 'A010', 'A011', 'A020', 'A021', 'A030', 'A031', 'B000', 'B001', 'C000', 'C001', 'C002', 'C003'],
  ...['D000', 'D001', 'D010', 'D011', 'E000', 'E001', 'F000', 'F00B', 'G000', 'H000', 'J000', 'Z000', 'Z001'],
  ...['IC09', 'IC89', 'IC98', 'CV19', 'FORE', 'TM01', 'HVIT', 'MSPT'],
])

/** M13: AD01 serial, AD02 exception code, AD13 preventive code, AD14 must be empty, D020 newly contracted. */
export const serial: RecordCheck = (record, context) => {
  if (!carriesVisit(record)) return []
  const { M07: item, M12, M13: given = '', M15 } = record.visit
  if (!isNormal(record)) {
    return [
      ...when(!EXCEPTION_CODES.has(given), 'M13', 'AD02'),
      ...when(given === 'G000' && M12 !== '1', 'M12', 'D020'),
    ]
  }
  if (item === 'AC') return when(!PREVENTIVE_CODE.test(given), 'M13', 'AD13')
  if (!usesSerial(record)) return when(given !== '' && given !== 'IC08', 'M13', 'AD14')
  const visit = context.visitByNumber(M15 ?? '')
  const fits = visit?.virtual
    ? VIRTUAL_SERIAL.test(given)
    : PHYSICAL_SERIAL.test(given) && Number(given) >= 1 && Number(given) <= LARGEST_SERIAL
  return when(!fits || (visit !== undefined && visit.sequenceNumber !== given), 'M13', 'AD01')
}
