import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { say } from './voice.ts'

/** Loudspeakers by hand: a clip ends when it is told to. */
let playing: { readonly url: string; readonly end: () => void }[]
let dataset: Record<string, string>

beforeEach(() => {
  playing = []
  dataset = {}
  vi.useFakeTimers()
  vi.stubGlobal('document', { documentElement: { dataset } })
  vi.stubGlobal(
    'Audio',
    class {
      readonly #url: string
      #end: () => void = () => undefined
      constructor(url: string) {
        this.#url = url
      }
      addEventListener(name: string, listener: () => void): void {
        if (name === 'ended') this.#end = listener
      }
      play(): Promise<void> {
        playing.push({ url: this.#url, end: () => this.#end() })
        return Promise.resolve()
      }
    },
  )
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const clips = (): readonly string[] => playing.map(({ url }) => url.replace(/.*\/|\..*/g, ''))
const endLast = async (): Promise<void> => {
  playing.at(-1)?.end()
  await vi.advanceTimersByTimeAsync(0)
}

it('speaks clip by clip, and calls that come together one behind the other', async () => {
  say('a-1', ['bell', '1'])
  say('b-1', ['please'])
  expect(clips()).toEqual(['bell'])
  await endLast()
  expect(clips()).toEqual(['bell', '1'])
  await endLast()
  expect(dataset).toEqual({ spoken: 'a-1' })
  expect(clips()).toEqual(['bell', '1', 'please'])
  await endLast()
  expect(dataset).toEqual({ spoken: 'b-1' })
})

it('goes on to the next call when a clip never ends', async () => {
  say('c-1', ['bell'])
  say('d-1', ['please'])
  await vi.advanceTimersByTimeAsync(5_000)
  expect(clips()).toEqual(['bell', 'please'])
  await endLast()
  expect(dataset).toEqual({ spoken: 'd-1' })
})
