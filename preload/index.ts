import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron'

/**
 * The one door. Two verbs, no Electron object handed over; what may pass is decided by main, which parses every request by the
 * contract and answers unknown names with an error.
 */
contextBridge.exposeInMainWorld('desk', {
  invoke: (name: string, input: unknown): Promise<unknown> => ipcRenderer.invoke('desk:invoke', { name, input }),
  subscribe: (listener: (message: unknown) => void): (() => void) => {
    const forward = (_event: IpcRendererEvent, message: unknown): void => listener(message)
    ipcRenderer.on('desk:event', forward)
    return () => ipcRenderer.removeListener('desk:event', forward)
  },
})
