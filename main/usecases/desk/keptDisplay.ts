import { ok, type Result } from '../../../preload/contract/result.ts'
import type { HandlerOutput } from '../../ipc/handlers.ts'
import type { Store } from '../../store/handles.ts'
import { readPreferences, writePreferences } from './preferences.ts'

/** The window in the waiting room, as far as it is opened and closed. */
export interface DisplaySwitch {
  current(): HandlerOutput<'display:current'>
  toggle(): Promise<void>
}

/** Opens or closes the waiting room's window, and remembers which. A full disk keeps it from being remembered, and from no more. */
export const toggleDisplay = async (
  store: Store,
  display: DisplaySwitch,
): Promise<Result<HandlerOutput<'display:toggle'>>> => {
  await display.toggle()
  const now = display.current()
  await writePreferences(store, { displayOpen: now.isOpen })
  return ok(now)
}

/** After a start: the window that stood open when the program ended, or broke down, stands open again. */
export const reopenDisplay = async (store: Store, display: DisplaySwitch): Promise<void> => {
  const { displayOpen } = await readPreferences(store)
  if (displayOpen && !display.current().isOpen) await display.toggle()
}
