import { describe, expect, it } from 'vitest'
import { ok, type Result } from '../../../preload/contract/result.ts'
import { createCallQueue } from './callQueue.ts'

const gate = (): { readonly open: () => void; readonly passed: Promise<void> } => {
  let open = (): void => undefined
  const passed = new Promise<void>((resolve) => {
    open = () => resolve()
  })
  return { open, passed }
}

const untilAborted = (signal: AbortSignal): Promise<Result<string>> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(ok('given up'))))

describe('callQueue', () => {
  it('runs one call at a time, in order', async () => {
    const queue = createCallQueue()
    const first = gate()
    const log: string[] = []
    const calls = [
      queue.run(async () => {
        log.push('first begins')
        await first.passed
        log.push('first ends')
        return ok(1)
      }),
      queue.runAbandonable(async () => {
        log.push('second')
        return ok(2)
      }),
    ]
    await Promise.resolve()
    first.open()
    expect(await Promise.all(calls)).toEqual([ok(1), ok(2)])
    expect(log).toEqual(['first begins', 'first ends', 'second'])
  })

  it('gives up what changes nothing, running or waiting, and nothing else', async () => {
    const queue = createCallQueue()
    let waitingRan = false
    const running = queue.runAbandonable(untilAborted)
    const write = queue.run(async (signal) => ok(signal.aborted))
    const waiting = queue.runAbandonable(async () => {
      waitingRan = true
      return ok('ran')
    })
    await Promise.resolve()
    queue.abandon()
    const after = queue.runAbandonable(async (signal) => ok(signal.aborted))
    expect(await running).toEqual(ok('given up'))
    expect(await write).toEqual(ok(false))
    expect(await waiting).toMatchObject({ ok: false, error: { code: 'CARD_REMOVED' } })
    expect(waitingRan).toBe(false)
    expect(await after).toEqual(ok(false))
  })

  it('goes on after a call that throws', async () => {
    const queue = createCallQueue()
    const thrown = queue.run(async () => {
      throw new Error('a mistake in the program')
    })
    await expect(thrown).rejects.toThrow('a mistake')
    expect(await queue.run(async () => ok('next'))).toEqual(ok('next'))
  })
})
