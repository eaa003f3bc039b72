import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import { lastMakeUpDay } from '../../domain/card/makeUp.ts'
import { rulesOn } from '../../domain/tables/ruleTables.ts'
import { type DeskContext, dayOf } from '../context.ts'

/** Whether the NHI still takes a make-up of a visit of that day, and until when: `MAKE_UP_TOO_LATE`, `RULES_MISSING`. */
export const inMakeUpTime = (context: DeskContext, visitDay: string): Result<string> => {
  const lastDay = lastMakeUpDay(visitDay, rulesOn(context.rules, visitDay).makeUpLimits)
  if (lastDay === null) return fail('RULES_MISSING', { details: { table: 'make-up-limits.record-months' } })
  return dayOf(context.now()) > lastDay ? fail('MAKE_UP_TOO_LATE', { details: { lastDay } }) : ok(lastDay)
}
