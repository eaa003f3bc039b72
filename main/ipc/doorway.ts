import { type IpcMainInvokeEvent, ipcMain } from 'electron'

/** Answers one request of a page; nothing is ever thrown. */
export type AnswerAtDoor = (event: IpcMainInvokeEvent, request: unknown) => Promise<unknown>

/**
 * Takes requests from the first moment on and keeps them waiting until somebody opens, so that a page may load while the rest of
 * the program still does.
 */
export const createDoorway = (): { open(answer: AnswerAtDoor): void } => {
  let open: (answer: AnswerAtDoor) => void = () => undefined
  const opened = new Promise<AnswerAtDoor>((resolve) => {
    open = resolve
  })
  ipcMain.handle('desk:invoke', async (event, request: unknown) => (await opened)(event, request))
  return { open }
}
