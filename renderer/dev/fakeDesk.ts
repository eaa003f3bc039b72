import { type ChannelName, channels, events } from '../../preload/contract/index.ts'
import type { DeskBridge } from '../bridge/desk.ts'
import { handlers } from './handlers.ts'
import type { World } from './world.ts'

const isError = (answer: unknown): boolean =>
  typeof answer === 'object' &&
  answer !== null &&
  'retryable' in answer &&
  'code' in answer &&
  Object.keys(answer).length <= 3

const isChannel = (name: string): name is ChannelName => name in channels

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Puts a pretend `window.desk` in place: requests, replies and events all pass the contract's schemas, or the console says so. */
export const openFakeDesk = (world: World): void => {
  const listeners = new Set<(message: unknown) => void>()
  world.tell = (name, payload) => {
    const parsed = events[name].parse(payload)
    for (const listener of listeners) listener({ name, payload: parsed })
  }
  const desk: DeskBridge = {
    invoke: async (name, input) => {
      if (!isChannel(name)) throw new Error(`no channel ${name}`)
      await pause(world.delays[name] ?? 5)
      const request = channels[name].input.safeParse(input)
      if (!request.success) {
        // biome-ignore lint/suspicious/noConsole: a developer looks at this page with its console
        console.error('BAD_REQUEST', name, request.error.issues, input)
        return { ok: false, error: { code: 'BAD_REQUEST', retryable: false } }
      }
      const failure = world.failures[name]
      if (failure !== undefined) return { ok: false, error: failure }
      const handler = handlers[name] as (world: World, input: unknown) => unknown
      const answer = handler(world, request.data)
      if (isError(answer)) return { ok: false, error: answer }
      return { ok: true, value: channels[name].output.parse(answer) }
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  Object.defineProperty(window, 'desk', { value: desk })
  Object.defineProperty(window, 'world', { value: world })
  setTimeout(() => world.begin(world), 150)
}
