import { momentOfRoc } from '../../../people/rocDate.ts'
import { eachOrder, type RecordCheck, when } from '../finding.ts'
import { carriesVisit } from '../recordKind.ts'

const OLDEST_MS = 92 * 24 * 60 * 60 * 1000

/** BD after the upload, BG before birth, BH older than three months, BE order time is not the visit's. */
export const dates: RecordCheck = (record, context) => {
  const { visit } = record
  const visitedAt = momentOfRoc(visit.M11 ?? '')
  const bornAt = momentOfRoc(visit.M04 ?? '')
  const general = [
    ...when(visit.M11 !== undefined && visitedAt === undefined, 'M11', 'AD'),
    ...when(visitedAt !== undefined && visitedAt > context.now, 'M11', 'BD'),
    ...when(visitedAt !== undefined && context.now - visitedAt > OLDEST_MS, 'M11', 'BH'),
  ]
  if (!carriesVisit(record)) return general
  return [
    ...general,
    ...when(visit.M04 !== undefined && bornAt === undefined, 'M04', 'AD'),
    ...when(bornAt !== undefined && visitedAt !== undefined && bornAt > visitedAt, 'M11', 'BG'),
    ...eachOrder(record, (order) => when(order.D01 !== undefined && order.D01 !== visit.M11, 'D01', 'BE')),
  ]
}
