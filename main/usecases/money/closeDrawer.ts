import type { Shift } from '../../../preload/contract/money/drawer.ts'
import type { Result } from '../../../preload/contract/result.ts'
import { countedCash } from '../../domain/money/drawer.ts'
import type { HandlerInput } from '../../ipc/handlers.ts'
import { append as appendAudit } from '../../store/audit/auditRepository.ts'
import { currentShift, insertClosing } from '../../store/money/drawerRepository.ts'
import { refuse } from '../../store/refuse.ts'
import type { DeskContext } from '../context.ts'
import { shiftView } from './drawerView.ts'

/**
 * Closes the shift of this desk (交班) with its cash counted by notes and coins. What should be there is reckoned in the transaction:
 * another sum than the person was shown is `CONFLICT`, another one than was counted needs a reason (`DRAWER_DIFFERENCE`).
 */
export const closeDrawer = async (
  context: DeskContext,
  { expected, counts, reason }: HandlerInput<'drawer:close'>,
): Promise<Result<Shift>> => {
  const { id: desk, person: who } = context.settings.desk
  const at = context.now()
  const counted = countedCash(counts)
  const saved = await context.store.write(async (tx) => {
    const shift = await currentShift(tx, desk)
    const now = await shiftView(tx, desk, shift, null)
    if (now.opened === null) refuse('DRAWER_NOT_OPEN')
    if (now.expected !== expected) refuse('CONFLICT', { expected: now.expected })
    const difference = counted - expected
    if (difference !== 0 && reason === null) refuse('DRAWER_DIFFERENCE', { expected, counted })
    // A reason for no difference would say that there was one.
    const closing = { desk, shift, expected, counted, counts, reason: difference === 0 ? null : reason, at, who }
    await insertClosing(tx, closing)
    const details = { shift, expected, counted, reason: closing.reason }
    await appendAudit(tx, { at, who, desk, action: 'drawer-closed', subject: '', details })
    return shiftView(tx, desk, shift, closing)
  })
  if (saved.ok) context.publish('money:changed', {})
  return saved
}
