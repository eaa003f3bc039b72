/** The line from a helper process to the program that started it. */
export interface ParentLink {
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
}

/** The part of Electron's `process.parentPort` that is used; Node's own types don't know it. */
interface ElectronParentPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void
}

const isParentPort = (value: unknown): value is ElectronParentPort =>
  typeof value === 'object' && value !== null && 'postMessage' in value && 'on' in value

/**
 * Electron's parent port in a utilityProcess, Node's IPC channel in a child_process; null in a process that nobody forked. A
 * child_process ends with its parent; Electron ends a utilityProcess by itself.
 */
export const parentLink = (): ParentLink | null => {
  const port: unknown = 'parentPort' in process ? process.parentPort : null
  if (isParentPort(port)) {
    return {
      post: (message) => port.postMessage(message),
      onMessage: (listener) => port.on('message', (event) => listener(event.data)),
    }
  }
  const send = process.send?.bind(process)
  if (send === undefined) return null
  process.once('disconnect', () => process.exit(0))
  return { post: (message) => void send(message), onMessage: (listener) => process.on('message', listener) }
}
