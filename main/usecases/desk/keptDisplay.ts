import { ok, type Result } from '../../../preload/contract/result.ts'
import type { HandlerOutput } from '../../ipc/handlers.ts'
import type { Store } from '../../store/handles.ts'
import { readPreferences, writePreferences } from './preferences.ts'

/** The window in the waiting room, as far as it is opened and closed. */
export interface DisplaySwitch {
  current(): HandlerOutput<'display:current'>
  switchTo(isOpen: boolean): Promise<void>
  openOnScreen(): Promise<void>
}

/** Opens or closes the waiting room's window, and remembers how. A full disk keeps it from being remembered, and from no more. */
export const switchDisplay = async (
  store: Store,
  display: DisplaySwitch,
  isOpen: boolean,
): Promise<Result<HandlerOutput<'display:switch'>>> => {
  await display.switchTo(isOpen)
  const now = display.current()
  await writePreferences(store, { display: !now.isOpen ? 'closed' : now.hasOwnScreen ? 'screen' : 'window' })
  return ok(now)
}

/**
 * After a start: the window that stood open when the program ended, or broke down, stands open again; one that filled a screen of its own as
 * soon as there is one, so that it never covers the desk.
 */
export const reopenDisplay = async (store: Store, display: DisplaySwitch): Promise<void> => {
  const { display: kept } = await readPreferences(store)
  if (kept === 'closed' || display.current().isOpen) return
  await (kept === 'screen' ? display.openOnScreen() : display.switchTo(true))
}
