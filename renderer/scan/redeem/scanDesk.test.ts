import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { virtualCodeLifeMs } from '../../../preload/contract/card/virtualCardText.ts'
import { ask, closeScan, useScanDesk } from './scanDesk.ts'

const scanned = { source: 'wedge', length: 11, at: 0 } as const
const question = (text: string) => ({ kind: 'asking', scanned, text }) as const

beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  closeScan()
  vi.useRealTimers()
})

describe('the text of a code about which the person is asked', () => {
  it('is gone when the code cannot be good any more, and the scan says so', () => {
    ask(question('nobodys-one'))
    vi.advanceTimersByTime(virtualCodeLifeMs - 1)
    expect(useScanDesk.getState().work).toEqual(question('nobodys-one'))
    vi.advanceTimersByTime(1)
    expect(useScanDesk.getState()).toMatchObject({ open: true, work: { kind: 'over', scanned } })
    expect(JSON.stringify(useScanDesk.getState())).not.toContain('nobodys-one')
  })

  it('of a later question has its own five minutes, and an answered one ends nothing', () => {
    ask(question('nobodys-one'))
    vi.advanceTimersByTime(virtualCodeLifeMs / 2)
    ask(question('nobodys-two'))
    vi.advanceTimersByTime(virtualCodeLifeMs / 2)
    expect(useScanDesk.getState().work).toEqual(question('nobodys-two'))
    closeScan()
    vi.advanceTimersByTime(virtualCodeLifeMs)
    expect(useScanDesk.getState()).toMatchObject({ open: false, work: { kind: 'nothing' } })
  })
})
