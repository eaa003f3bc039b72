import type { Shift } from '../../../preload/contract/money/drawer.ts'
import type { Result } from '../../../preload/contract/result.ts'
import type { HandlerInput } from '../../ipc/handlers.ts'
import { append as appendAudit } from '../../store/audit/auditRepository.ts'
import { currentShift, insertOpening, openingOf } from '../../store/money/drawerRepository.ts'
import { refuse } from '../../store/refuse.ts'
import type { DeskContext } from '../context.ts'
import { shiftView } from './drawerView.ts'

/** Opens the drawer of this desk for a shift (開班) with its float. `DRAWER_OPEN_ALREADY`. */
export const openDrawer = async (
  context: DeskContext,
  { float }: HandlerInput<'drawer:open'>,
): Promise<Result<Shift>> => {
  const { id: desk, person: who } = context.settings.desk
  const at = context.now()
  const saved = await context.store.write(async (tx) => {
    const shift = await currentShift(tx, desk)
    if ((await openingOf(tx, desk, shift)) !== null) refuse('DRAWER_OPEN_ALREADY', { shift })
    await insertOpening(tx, { desk, shift, float, at, who })
    await appendAudit(tx, { at, who, desk, action: 'drawer-opened', subject: '', details: { shift, float } })
    return shiftView(tx, desk, shift, null)
  })
  if (saved.ok) context.publish('money:changed', {})
  return saved
}
