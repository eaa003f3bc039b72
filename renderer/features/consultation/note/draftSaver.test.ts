import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fail, ok, type Result } from '../../../../preload/contract/result.ts'
import { createDraftSaver, type DraftState } from './draftSaver.ts'

type Answer = (result: Result<{ readonly savedAt: string }>) => void

const setUp = () => {
  const sent: string[] = []
  const answers: Answer[] = []
  const states: DraftState[] = []
  let held: (() => void)[] | null = null
  const saver = createDraftSaver<string>({
    whenTyped: (run) => (held === null ? run() : void held.push(run)),
    save: (draft) => {
      sent.push(draft)
      return new Promise((resolve) => answers.push(resolve))
    },
    delayMs: 500,
    onState: (state) => states.push(state),
  })
  const answer = async (result: Result<{ readonly savedAt: string }>): Promise<void> => {
    answers.shift()?.(result)
    await vi.advanceTimersByTimeAsync(0)
  }
  const hold = (): void => {
    held = []
  }
  const release = (): void => {
    const runs = held ?? []
    held = null
    for (const run of runs) run()
  }
  return { saver, sent, states, answer, hold, release }
}

const saved = ok({ savedAt: '2026-11-22T01:02:03.000Z' })

describe('keeping the draft', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('sends the newest, half a second after the first key that is not kept, while the typing goes on', async () => {
    const { saver, sent, states, answer } = setUp()
    saver.change('a')
    await vi.advanceTimersByTimeAsync(300)
    saver.change('ab')
    await vi.advanceTimersByTimeAsync(199)
    expect(sent).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(sent).toEqual(['ab'])
    await answer(saved)
    expect(states.at(-1)).toEqual({ kind: 'saved', savedAt: '2026-11-22T01:02:03.000Z' })
    saver.change('abc')
    await vi.advanceTimersByTimeAsync(500)
    expect(sent).toEqual(['ab', 'abc'])
  })

  it('never has two saves under way, and sends what was typed meanwhile afterwards', async () => {
    const { saver, sent, states, answer } = setUp()
    saver.change('a')
    saver.flush()
    saver.change('b')
    await vi.advanceTimersByTimeAsync(1000)
    expect(sent).toEqual(['a'])
    await answer(saved)
    expect(sent).toEqual(['a', 'b'])
    expect(states.at(-1)?.kind).toBe('saving')
    await answer(saved)
    expect(states.at(-1)?.kind).toBe('saved')
  })

  it('says that a draft was not kept, and sends it again when asked', async () => {
    const { saver, sent, states, answer } = setUp()
    saver.change('a')
    saver.flush()
    await answer(fail('STORE_FULL'))
    expect(states.at(-1)).toEqual({ kind: 'failed', error: { code: 'STORE_FULL', retryable: false } })
    saver.flush()
    expect(sent).toEqual(['a', 'a'])
  })

  it('sends nothing after the visit has moved on', async () => {
    const { saver, sent } = setUp()
    saver.change('a')
    saver.drop()
    saver.flush()
    await vi.advanceTimersByTimeAsync(2000)
    expect(sent).toEqual([])
  })

  it('sends nothing while a scanner types, whatever asks for it, and afterwards what stands there then', async () => {
    const { saver, sent, states, answer, hold, release } = setUp()
    saver.change('a')
    saver.flush()
    hold()
    saver.change('aNHI')
    await vi.advanceTimersByTimeAsync(700)
    await answer(saved)
    saver.change('aNHIVC2')
    saver.flush()
    await vi.advanceTimersByTimeAsync(700)
    expect(sent).toEqual(['a'])
    saver.change('a')
    release()
    expect(sent).toEqual(['a', 'a'])
    await answer(saved)
    expect(states.at(-1)?.kind).toBe('saved')
    saver.change('ab')
    await vi.advanceTimersByTimeAsync(500)
    expect(sent).toEqual(['a', 'a', 'ab'])
  })

  it('sends nothing after a hold when the visit has moved on meanwhile', async () => {
    const { saver, sent, hold, release } = setUp()
    hold()
    saver.change('a')
    await vi.advanceTimersByTimeAsync(500)
    saver.drop()
    release()
    expect(sent).toEqual([])
  })

  it('rests only when no save is under way, and sends nothing of what waited', async () => {
    const { saver, sent, answer } = setUp()
    saver.change('a')
    await vi.advanceTimersByTimeAsync(500)
    saver.change('ab')
    let isResting = false
    void saver.rest().then(() => {
      isResting = true
    })
    await vi.advanceTimersByTimeAsync(1000)
    expect(isResting).toBe(false)
    await answer(fail('STORE_BUSY'))
    expect(isResting).toBe(true)
    await vi.advanceTimersByTimeAsync(1000)
    saver.flush()
    expect(sent).toEqual(['a'])
  })
})
