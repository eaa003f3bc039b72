import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type BurstHold, createBurstHold } from './burstHold.ts'
import { type Burst, noBurst, takePress, type WedgeEvent } from './wedge.ts'

const token = 'NHIVC2.0123456789-abcdefXYZ'

/** A page with one box that is saved by itself, and keys that reach it as the wedge lets them. */
const setUp = () => {
  const hold: BurstHold = createBurstHold()
  const saved: string[] = []
  let box = ''
  let before = ''
  let burst: Burst = noBurst
  const press = async (key: string, afterMs: number): Promise<WedgeEvent | null> => {
    await vi.advanceTimersByTimeAsync(afterMs)
    const plain = { isComposing: false, isShortcut: false, isRepeat: false }
    const taken = takePress(burst, { key, at: Date.now(), ...plain })
    if (taken.burst.keys === 1) before = box
    burst = taken.burst
    if (taken.event !== null) box = before
    hold.note(burst)
    if ([...key].length === 1) box += key
    return taken.event
  }
  const send = async (text: string, everyMs: number): Promise<void> => {
    for (const key of text) await press(key, everyMs)
  }
  return {
    press,
    send,
    saved,
    save: () => hold.whenTyped(() => saved.push(box)),
  }
}

describe('saving while a scanner types', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it.each([1, 8, 20, 35])(
    'waits for the end of a burst with a key every %i ms, and finds the old text',
    async (everyMs) => {
      const { press, save, saved, send } = setUp()
      await send('cough', 130)
      await vi.advanceTimersByTimeAsync(400)
      await send(token.slice(0, 4), everyMs)
      for (const key of token.slice(4)) {
        await press(key, everyMs)
        save()
      }
      expect(saved).toEqual([])
      expect(await press('Enter', everyMs)).toEqual({ kind: 'scan', text: token })
      expect(new Set(saved)).toEqual(new Set(['cough']))
      expect(saved).toHaveLength(token.length - 4)
      save()
      expect(saved.at(-1)).toBe('cough')
    },
  )

  it('keeps nobody waiting who types, not even a fast one', async () => {
    const { save, saved, send } = setUp()
    await send('a cough for three days', 60)
    save()
    expect(saved).toEqual(['a cough for three days'])
  })

  it('goes on waiting when the PC was late with a key in the middle', async () => {
    const { press, save, saved, send } = setUp()
    await send(token.slice(0, 5), 20)
    await press(token.slice(5, 6), 115)
    save()
    await send(token.slice(6), 20)
    expect(saved).toEqual([])
    expect(await press('Enter', 20)).toEqual({ kind: 'scan', text: token })
    expect(saved).toEqual([''])
  })

  it('goes on after a pause when nothing ends the burst, and at once when another key does', async () => {
    const { press, save, saved, send } = setUp()
    await send(token, 5)
    save()
    await vi.advanceTimersByTimeAsync(499)
    expect(saved).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(saved).toEqual([token])
    await send('rolled', 5)
    save()
    expect(saved).toHaveLength(1)
    await press('ArrowLeft', 5)
    expect(saved).toHaveLength(2)
  })
})
