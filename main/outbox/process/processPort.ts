/** One end of the pipe between main and the sync worker: plain objects in order, no answers. */
export interface ProcessPort {
  post(message: unknown): void
  onMessage(receive: (message: unknown) => void): void
  /** The other end is gone. */
  onClose(closed: () => void): void
}

interface ParentPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown
}

/** Electron's types say it is always there; in a process that Electron did not make it isn't. */
const parentPortOf = (host: object): ParentPort | null =>
  'parentPort' in host && typeof host.parentPort === 'object' ? (host.parentPort as ParentPort | null) : null

/**
 * The worker's end: Electron's `process.parentPort` in a utilityProcess, else the channel of a `child_process.fork` (tests and
 * drivers run the worker so). Null when the program was started by hand, without anybody to talk to.
 */
export const ownProcessPort = (host: NodeJS.Process = process): ProcessPort | null => {
  const parentPort = parentPortOf(host)
  if (parentPort !== null) {
    return {
      post: (message) => parentPort.postMessage(message),
      onMessage: (receive) => {
        parentPort.on('message', (event) => receive(event.data))
      },
      // Electron ends a utilityProcess together with the browser process; there is no such event.
      onClose: () => undefined,
    }
  }
  if (host.send === undefined) return null
  const send = host.send.bind(host)
  return {
    // A parent that is gone is told of by 'disconnect'; the message is lost with it, which is what it means here.
    post: (message) => {
      if (host.connected) send(message, undefined, undefined, () => undefined)
    },
    onMessage: (receive) => {
      host.on('message', receive)
    },
    onClose: (closed) => {
      host.on('disconnect', closed)
    },
  }
}
