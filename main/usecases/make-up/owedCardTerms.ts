import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { IsoDate } from '../../../preload/contract/words.ts'
import { refundWorkingDays } from '../../domain/card/makeUp.ts'
import { workingTerm } from '../../domain/card/workingDays.ts'
import { rulesOn } from '../../domain/tables/ruleTables.ts'
import type { HandlerOutput } from '../../ipc/handlers.ts'
import { type DeskContext, dayOf } from '../context.ts'

/** What a patient without the card leaves today, and until when the card brings it back. `RULES_MISSING` without the term's rule. */
export const owedCardTerms = (
  context: DeskContext,
  day: IsoDate = dayOf(context.now()),
): Result<HandlerOutput<'make-up:owed-terms'>> => {
  const workingDays = refundWorkingDays(rulesOn(context.rules, day).makeUpLimits)
  if (workingDays === null) return fail('RULES_MISSING', { details: { table: 'make-up-limits.refund-working-days' } })
  const { dueOn, unknownYears } = workingTerm(day, workingDays, context.rules.workingDays)
  return ok({
    deposit: context.settings.clinic.cardDeposit,
    workingDays,
    dueOn: dueOn as IsoDate,
    unknownYears: [...unknownYears],
  })
}
