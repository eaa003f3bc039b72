import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { EncounterIdSchema } from '../../../preload/contract/words.ts'
import { endHalfTyped, memoryOf } from './halfTyped.ts'

const encounterId = EncounterIdSchema.parse('01919191-9191-7191-8191-919191919191')
const asked: [string, unknown][] = []

beforeEach(() => {
  vi.useFakeTimers()
  asked.length = 0
  vi.stubGlobal('window', {
    desk: {
      invoke: async (name: string, input: unknown) => {
        asked.push([name, input])
        return { ok: true, value: { savedAt: '2026-11-26T03:00:00.000Z' } }
      },
    },
  })
})
afterEach(() => {
  endHalfTyped(encounterId)
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

it('remembers what was typed by field, and hands it over soon after', async () => {
  const memory = memoryOf(encounterId)
  memory.keep('return-on', 'next')
  memory.keep('return-on', 'next week')
  memory.keep('new-order', 'amox')
  expect(memory.read('return-on')).toBe('next week')
  await vi.advanceTimersByTimeAsync(600)
  expect(asked).toEqual([
    ['half-typed:keep', { encounterId, fields: { 'return-on': 'next week', 'new-order': 'amox' } }],
  ])
})

it('forgets an emptied field, and says nothing where nothing has changed', async () => {
  const memory = memoryOf(encounterId)
  memory.keep('new-order', '')
  await vi.advanceTimersByTimeAsync(600)
  expect(asked).toEqual([])
  memory.keep('new-order', 'amox')
  memory.keep('new-order', '')
  await vi.advanceTimersByTimeAsync(600)
  expect(memory.read('new-order')).toBe(undefined)
  expect(asked).toEqual([['half-typed:keep', { encounterId, fields: {} }]])
})

it('hands nothing over once the visit has moved on', async () => {
  memoryOf(encounterId).keep('new-order', 'amox')
  endHalfTyped(encounterId)
  await vi.advanceTimersByTimeAsync(600)
  expect(asked).toEqual([])
  expect(memoryOf(encounterId).read('new-order')).toBe(undefined)
})
