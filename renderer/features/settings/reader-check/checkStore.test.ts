import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CheckLine, CheckReport } from '../../../../preload/contract/desk/readerCheck.ts'
import { fail, ok, type Result } from '../../../../preload/contract/result.ts'
import { badLines, goodLines } from '../../../dev/answers/readerCheck.ts'
import { cancelCheck, startCheck, useCheck } from './checkStore.ts'

const at = '2026-11-22T01:05:00.000Z' as CheckReport['endedAt']
const reportOf = (lines: readonly CheckLine[], cancelled = false): Result<CheckReport> =>
  ok({ startedAt: at, endedAt: at, cancelled, lines: [...lines] })

let asked: string[]
let answer: (result: Result<CheckReport>) => void
let tell: (line: CheckLine) => void

const desk = {
  invoke: async (name: string) => {
    asked.push(name)
    if (name !== 'reader-check:run') return ok({})
    return new Promise((resolve) => {
      answer = resolve
    })
  },
  // Subscribed once for all tests of this file, as the page does.
  subscribe: (listener: (message: unknown) => void) => {
    tell = (payload) => listener({ name: 'reader-check:progress', payload })
    return () => undefined
  },
}
const former = Object.getOwnPropertyDescriptor(globalThis, 'window')

beforeEach(() => {
  asked = []
  Object.defineProperty(globalThis, 'window', { value: { desk }, configurable: true })
})
afterEach(() => {
  if (former === undefined) Reflect.deleteProperty(globalThis, 'window')
  else Object.defineProperty(globalThis, 'window', former)
})

describe('the check as the screen keeps it', () => {
  it('begins once, fills line by line, and stays as it ended until another begins', async () => {
    const lines = goodLines()
    const [first] = lines
    if (first === undefined) throw new Error('no lines')
    const running = startCheck()
    await startCheck()
    expect(asked).toEqual(['reader-check:run'])
    tell({ ...first, state: 'running' } as CheckLine)
    expect(useCheck.getState()).toMatchObject({ running: true, ended: null, lines: [{ state: 'running' }] })
    tell(first)
    expect(useCheck.getState().lines).toEqual([first])
    answer(reportOf(lines))
    await running
    expect(useCheck.getState()).toEqual({
      lines,
      running: false,
      ended: { endedAt: at, cancelled: false },
      error: null,
    })
    tell({ ...first, state: 'fault' } as CheckLine)
    expect(useCheck.getState().lines).toEqual(lines)
  })

  it('shows a cancelled one as such, and a refusal as an error', async () => {
    const running = startCheck()
    await cancelCheck()
    expect(asked).toEqual(['reader-check:run', 'reader-check:cancel'])
    answer(reportOf(badLines(), true))
    await running
    expect(useCheck.getState().ended).toEqual({ endedAt: at, cancelled: true })
    const refused = startCheck()
    answer(fail('NOT_CONFIGURED'))
    await refused
    expect(useCheck.getState()).toMatchObject({
      running: false,
      ended: null,
      lines: [],
      error: { code: 'NOT_CONFIGURED' },
    })
  })
})
