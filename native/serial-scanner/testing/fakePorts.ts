import type { OpenSerialPort, SerialPorts } from '../serialPorts.ts'

/** Serial ports that are played by the test. */
export interface FakePorts extends SerialPorts {
  plugIn(path: string): void
  pullOut(path: string): void
  send(path: string, bytes: Uint8Array): void
  /** From now on opening that port fails with these words; null lets it open. */
  refuse(path: string, words: string | null): void
  hideList(): void
}

interface Opened {
  readonly waiting: Uint8Array[]
  wake: (() => void) | null
  isOver: boolean
}

export const createFakePorts = (): FakePorts => {
  const there = new Set<string>()
  const refused = new Map<string, string>()
  const open = new Map<string, Opened>()
  let isListHidden = false

  const end = (path: string): void => {
    const opened = open.get(path)
    if (opened === undefined) return
    open.delete(path)
    opened.isOver = true
    opened.wake?.()
  }
  const readerOf = (opened: Opened, close: () => void): OpenSerialPort => ({
    async read() {
      for (;;) {
        const bytes = opened.waiting.shift()
        if (bytes !== undefined) return bytes
        if (opened.isOver) throw new Error('bad file descriptor')
        await new Promise<void>((resolve) => {
          opened.wake = resolve
        })
      }
    },
    close: async () => close(),
  })
  return {
    async list() {
      if (isListHidden) throw new Error('spawn udevadm ENOENT')
      return [...there].map((path) => ({ path, name: 'Scanner' }))
    },
    async open({ path }) {
      const words = refused.get(path)
      if (words !== undefined) throw new Error(words)
      if (!there.has(path)) throw new Error(`No such file or directory, cannot open ${path}`)
      if (open.has(path)) throw new Error('Resource temporarily unavailable Cannot lock port')
      const opened: Opened = { waiting: [], wake: null, isOver: false }
      open.set(path, opened)
      return readerOf(opened, () => end(path))
    },
    plugIn: (path) => void there.add(path),
    pullOut(path) {
      there.delete(path)
      end(path)
    },
    send(path, bytes) {
      const opened = open.get(path)
      opened?.waiting.push(bytes)
      opened?.wake?.()
    },
    refuse(path, words) {
      if (words === null) refused.delete(path)
      else refused.set(path, words)
    },
    hideList() {
      isListHidden = true
    },
  }
}
