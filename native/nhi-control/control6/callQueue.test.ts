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

/** Long enough for everything that may begin to have begun. */
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

const untilAborted = (signal: AbortSignal): Promise<Result<string>> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(ok('given up'))))

describe('callQueue', () => {
  it('lets questions run side by side, and what changes the card alone, in the order asked for', async () => {
    const queue = createCallQueue()
    const log: string[] = []
    const gates = { first: gate(), second: gate(), write: gate(), third: gate() }
    const step = (name: keyof typeof gates) => async (): Promise<Result<string>> => {
      log.push(`${name} begins`)
      await gates[name].passed
      log.push(`${name} ends`)
      return ok(name)
    }
    const calls = [
      queue.question(({ shared }) => shared(step('first'))),
      queue.question(({ shared }) => shared(step('second'))),
      queue.run(step('write')),
      queue.question(({ shared }) => shared(step('third'))),
    ]
    await settle()
    expect(log).toEqual(['first begins', 'second begins'])
    gates.second.open()
    await settle()
    expect(log.at(-1)).toBe('second ends')
    gates.first.open()
    await settle()
    expect(log.at(-1)).toBe('write begins')
    gates.third.open()
    gates.write.open()
    expect(await Promise.all(calls)).toEqual([ok('first'), ok('second'), ok('write'), ok('third')])
    expect(log.slice(-3)).toEqual(['write ends', 'third begins', 'third ends'])
  })

  it('lets a question go on alone without waiting for itself', async () => {
    const queue = createCallQueue()
    const both = [1, 2].map((number) =>
      queue.question(async ({ shared, alone }) => {
        await shared(async () => ok(number))
        return alone(async () => ok(number * 10))
      }),
    )
    expect(await Promise.all(both)).toEqual([ok(10), ok(20)])
  })

  it('gives questions up, running or waiting or about to go on, and nothing else', async () => {
    const queue = createCallQueue()
    let wentOn = 0
    const count = async (): Promise<Result<string>> => {
      wentOn += 1
      return ok('ran')
    }
    const running = queue.question(({ shared }) => shared(untilAborted))
    const goingOn = queue.question(async ({ shared, alone }) => {
      await shared(untilAborted)
      return alone(count)
    })
    const write = queue.run(async () => ok('written'))
    const waiting = queue.question(({ shared }) => shared(count))
    await settle()
    queue.abandon()
    const after = queue.question(({ shared }) => shared(async (signal) => ok(signal.aborted)))
    expect(await running).toEqual(ok('given up'))
    expect(await write).toEqual(ok('written'))
    expect(await goingOn).toMatchObject({ error: { code: 'CARD_REMOVED' } })
    expect(await waiting).toMatchObject({ error: { code: 'CARD_REMOVED' } })
    expect(wentOn).toBe(0)
    expect(await after).toEqual(ok(false))
  })

  it('goes on after a call that throws', async () => {
    const queue = createCallQueue()
    const mistake = async (): Promise<Result<never>> => {
      throw new Error('a mistake in the program')
    }
    await expect(queue.run(mistake)).rejects.toThrow('a mistake')
    await expect(queue.question(({ shared }) => shared(mistake))).rejects.toThrow('a mistake')
    expect(await queue.run(async () => ok('next'))).toEqual(ok('next'))
  })
})
