import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron'

/** The window for patients may only be told what to show: it can ask nothing, and no board holds more than masked names. */
contextBridge.exposeInMainWorld('display', {
  onBoard: (listener: (board: unknown) => void): void => {
    ipcRenderer.on('display:board', (_event: IpcRendererEvent, board: unknown) => listener(board))
  },
})
