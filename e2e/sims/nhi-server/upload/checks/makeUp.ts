import { momentOfRoc } from '../../../people/rocDate.ts'
import { type CheckContext, type Finding, type RecordCheck, when } from '../finding.ts'
import { carriesVisit, isNormal } from '../recordKind.ts'
import type { TaggedValues } from '../uploadedRecord.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const OLDEST_MS = 92 * DAY_MS
const UNKNOWN_NUMBER = 'MISS0000000000000000'
const PLACEHOLDER = /^(MISS|SM)0+$/
/** Kinds of D04 that are dispensed again: C and, of controlled drugs, F. */
const CONTINUOUS_KINDS = ['C', 'F']

/**
 * Make-ups (M12 = 2–4): AA what they must name, D060 the visit lies before its make-up, D059 no continuous prescription, D055 the
 * age of a newborn, D054 an unknown number, BH the visit itself older than three months; D070–D072 the number M52, and D074 its
 * time. Which of D070–D072 says what is not published: here D070 of nobody or of somebody else, D071 made with a card, D072 M52 in
 * a record that makes nothing good. AD at M12: the serial of a normal record was not taken as that of a make-up.
 */
export const makeUp: RecordCheck = (record, context) => {
  if (!carriesVisit(record)) return []
  const { visit, orders } = record
  if (!['2', '3', '4'].includes(visit.M12 ?? '')) return when(visit.M52 !== undefined, 'M52', 'D072')
  const made = context.visitByNumber(visit.M15 ?? '')
  const actualAt = momentOfRoc(visit.M49 ?? '')
  return [
    ...when(visit.M49 === undefined, 'M49', 'AA'),
    ...when(visit.M52 === undefined, 'M52', 'AA'),
    ...when(visit.M49 !== undefined && actualAt === undefined, 'M49', 'AD'),
    ...when(visit.M49 !== undefined && visit.M49 >= (visit.M11 ?? ''), 'M49', 'D060'),
    ...when(actualAt !== undefined && context.now - actualAt > OLDEST_MS, 'M49', 'BH'),
    ...when(
      orders.some((order) => CONTINUOUS_KINDS.includes(order.D04 ?? '')),
      'M12',
      'D059',
    ),
    ...when(visit.M12 === '3' && !isNewborn(visit), 'M49', 'D055'),
    ...when(visit.M12 === '4' && visit.M52 !== UNKNOWN_NUMBER, 'M52', 'D054'),
    ...when(isNormal(record) && made?.kind === 'card' && made.afterCheck !== '2', 'M12', 'AD'),
    ...actualNumber(visit, context),
  ]
}

/** M49 − M04 is 61 to 92 days. */
function isNewborn(visit: TaggedValues): boolean {
  const bornAt = momentOfRoc(visit.M04 ?? '')
  const actualOn = momentOfRoc((visit.M49 ?? '').slice(0, 7))
  if (bornAt === undefined || actualOn === undefined) return false
  const days = (actualOn - bornAt) / DAY_MS
  return days >= 61 && days <= 92
}

function actualNumber({ M03, M05, M49, M52 }: TaggedValues, context: CheckContext): readonly Finding[] {
  if (M52 === undefined || PLACEHOLDER.test(M52)) return []
  const known = context.visitByNumber(M52)
  if (known === undefined || known.nationalId !== M03 || known.hospitalId !== M05) return [{ tag: 'M52', code: 'D070' }]
  return [
    ...when(known.kind === 'card', 'M52', 'D071'),
    ...when(M49 !== undefined && known.treatmentDateTime !== M49, 'M49', 'D074'),
  ]
}
