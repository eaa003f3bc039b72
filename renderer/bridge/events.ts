import type { EventName, EventPayload } from '../../preload/contract/index.ts'

type Listener = (payload: unknown) => void

const listeners = new Map<EventName, Set<Listener>>()
let subscribed = false

const isMessage = (message: unknown): message is { name: EventName; payload: unknown } =>
  typeof message === 'object' && message !== null && 'name' in message && 'payload' in message

const subscribeOnce = (): void => {
  if (subscribed || window.desk === undefined) return
  subscribed = true
  window.desk.subscribe((message) => {
    if (!isMessage(message)) return
    for (const listener of listeners.get(message.name) ?? []) listener(message.payload)
  })
}

/** Listens to one kind of fact from main; the returned function ends it. */
export const onEvent = <Name extends EventName>(
  name: Name,
  listener: (payload: EventPayload<Name>) => void,
): (() => void) => {
  subscribeOnce()
  const set = listeners.get(name) ?? new Set<Listener>()
  listeners.set(name, set)
  const entry: Listener = (payload) => listener(payload as EventPayload<Name>)
  set.add(entry)
  return () => set.delete(entry)
}
