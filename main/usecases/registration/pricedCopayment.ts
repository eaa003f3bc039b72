import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { IsoDate } from '../../../preload/contract/words.ts'
import { isPricedCode } from '../../domain/money/copayment.ts'
import { rulesOn } from '../../domain/tables/ruleTables.ts'
import type { DeskContext } from '../context.ts'

/**
 * Whether a visit may be registered under a copayment code (部分負擔代號): `CODE_UNKNOWN` for one that the tables of the day don't know
 * or have no amount for, because such a visit could be seen and then never be paid.
 */
export const pricedCopayment = ({ rules }: DeskContext, code: string, day: IsoDate): Result<null> =>
  isPricedCode(rulesOn(rules, day), code) ? ok(null) : fail('CODE_UNKNOWN', { details: { copaymentCode: code } })
