import { type ReaderLook, type ServiceContext, stateFlag } from '../winscard.ts'

/** A smart-card service in memory: readers and cards that come and go, and a service that stops or fails. */
export interface SimulatedService {
  /** As `openService`: throws while the service is stopped. */
  open(): ServiceContext
  /** Names of the readers, and what stands in them. */
  readonly readers: ReadonlyMap<string, { readonly present: boolean; readonly stays: number }>
  /** The looks of the last wait, by name. */
  readonly watched: readonly string[]
  /** So many waits were begun. */
  readonly waits: number
  plug(name: string): void
  unplug(name: string): void
  insert(name: string): void
  pull(name: string): void
  /** Pulls the card and puts another in between two looks. */
  swap(name: string): void
  /** The reader is still named, and says nothing but this of itself. */
  breakDown(name: string, flag: 'unknown' | 'unavailable'): void
  repair(name: string): void
  stop(): void
  start(): void
  /** Ends the present wait with an error. */
  fail(code: string): void
}

const atr = Uint8Array.of(0x3b, 0xfd)
const empty = 0x10

const named = (code: string): Error => Object.assign(new Error(code), { code })

export const createSimulatedService = (): SimulatedService => {
  const readers = new Map<string, { present: boolean; stays: number }>()
  let isUp = true
  let plugs = 0
  let watched: readonly string[] = []
  let waits = 0
  const broken = new Map<string, 'unknown' | 'unavailable'>()
  /** Waits that look again when something has happened. */
  const looking = new Set<() => void>()
  const failing = new Set<(code: string) => void>()

  const happened = (): void => {
    for (const look of [...looking]) look()
  }
  const fail = (code: string): void => {
    for (const end of [...failing]) end(code)
  }
  const lookAt = (name: string, seen: number): ReaderLook => {
    const reader = readers.get(name)
    const fault = reader === undefined ? 'unknown' : broken.get(name)
    const flags = fault === undefined ? (reader?.present === true ? stateFlag.present : empty) : stateFlag[fault]
    const state = flags | ((fault === undefined ? (reader?.stays ?? 0) : 0) << 16)
    return {
      name,
      seen,
      state: state === seen ? state : state | stateFlag.changed,
      atr: reader?.present === true ? atr : new Uint8Array(0),
    }
  }
  const change = (name: string, present: boolean): void => {
    const reader = readers.get(name)
    if (reader === undefined || reader.present === present) return
    readers.set(name, { present, stays: reader.stays + 1 })
    happened()
  }

  const open = (): ServiceContext => {
    if (!isUp) throw named('NoService')
    let plugsSeen = plugs
    let isOpen = true
    const endings = new Set<(code: string) => void>()
    return {
      readers() {
        if (!isUp || !isOpen) throw named('NoService')
        return [...readers.keys()]
      },
      wait: (asked, ms) =>
        new Promise((resolve, reject) => {
          watched = asked.map(({ name }) => name)
          waits += 1
          // A watch that asks without a pause would otherwise hang the test instead of failing it.
          if (waits > 1_000) return
          const done = (): void => {
            looking.delete(look)
            failing.delete(end)
            endings.delete(end)
            clearTimeout(timer)
          }
          const look = (): void => {
            const looks = asked.map(({ name, seen }) => lookAt(name, seen))
            if (plugs === plugsSeen && looks.every(({ state, seen }) => state === seen)) return
            plugsSeen = plugs
            done()
            resolve(looks)
          }
          const end = (code: string): void => {
            done()
            reject(named(code))
          }
          const timer = setTimeout(() => {
            done()
            resolve(false)
          }, ms)
          looking.add(look)
          failing.add(end)
          endings.add(end)
          look()
        }),
      close() {
        isOpen = false
        for (const end of [...endings]) end('Cancelled')
      },
    }
  }

  return {
    open,
    readers,
    get watched() {
      return watched
    },
    get waits() {
      return waits
    },
    plug(name) {
      if (readers.has(name)) return
      readers.set(name, { present: false, stays: 0 })
      plugs += 1
      happened()
    },
    unplug(name) {
      if (!readers.delete(name)) return
      plugs += 1
      happened()
    },
    insert: (name) => change(name, true),
    pull: (name) => change(name, false),
    swap(name) {
      const reader = readers.get(name)
      if (reader?.present !== true) return
      readers.set(name, { present: true, stays: reader.stays + 2 })
      happened()
    },
    breakDown(name, flag) {
      broken.set(name, flag)
      happened()
    },
    repair(name) {
      broken.delete(name)
      happened()
    },
    stop() {
      isUp = false
      fail('NoService')
    },
    start() {
      isUp = true
    },
    fail,
  }
}
