import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import type { CardSession } from '../../../preload/contract/card/card.ts'
import { ok, type Result } from '../../../preload/contract/result.ts'
import type { CardSessionId } from '../../../preload/contract/words.ts'
import { queryClient, queryKey } from '../../bridge/query.ts'
import { virtualSession } from '../../dev/answers/virtualCards.ts'
import { startLanguage } from '../../i18n/language.ts'
import { giveUpRedeeming, leaveScan, takeScanned } from './redeem.ts'
import { closeScan, openScan, useScanDesk } from './scanDesk.ts'

/** What was asked of main, and the answers to the scanned texts that it still owes. */
let asked: string[]
let accepting: { readonly text: string; readonly answer: (result: Result<CardSession>) => void }[]

beforeAll(() => startLanguage())
beforeEach(() => {
  asked = []
  accepting = []
  const invoke = async (name: string, input: { readonly text: string }): Promise<unknown> => {
    asked.push(name)
    if (name !== 'virtual-card:accept') return ok(null)
    return new Promise((answer) => accepting.push({ text: input.text, answer }))
  }
  vi.stubGlobal('window', { desk: { invoke, subscribe: () => () => undefined } })
  queryClient.setQueryData(queryKey('card:current', {}), null)
  queryClient.setQueryData(queryKey('visit:list', { day: null }), [])
})
afterEach(() => {
  queryClient.setQueryData(queryKey('card:current', {}), null)
  giveUpRedeeming()
  queryClient.clear()
  vi.unstubAllGlobals()
})

const begin = async (text: string): Promise<void> => {
  const before = accepting.length
  void takeScanned(text, 'camera')
  await expect.poll(() => accepting.length).toBe(before + 1)
}
const doing = () => useScanDesk.getState().work
/** Another stay at the desk each time. */
const newSession = (): CardSession => ({ ...virtualSession(), sessionId: crypto.randomUUID() as CardSessionId })

it('the same code shown again after a give-up is waited for, and its patient stays', async () => {
  openScan(null)
  await begin('one code')
  expect(leaveScan()).toBe(true)
  expect(asked).toEqual(['virtual-card:accept', 'virtual-card:give-up'])
  openScan(null)
  await begin('one code')
  // Main has one answer for both.
  const session = newSession()
  for (const { answer } of accepting) answer(ok(session))
  await expect.poll(() => doing().kind).toBe('nothing')
  await new Promise((resolve) => setImmediate(resolve))
  expect(asked).not.toContain('virtual-card:put-away')
})

it('whom nobody waits for any more is put away, also when another code has come since', async () => {
  await begin('one code')
  giveUpRedeeming()
  await begin('another code')
  accepting[0]?.answer(ok(newSession()))
  await expect.poll(() => asked).toContain('virtual-card:put-away')
  expect(doing().kind).toBe('redeeming')
})

it('another code meanwhile is told of, also where no scan stands beside the screen; the same code is not another', async () => {
  await begin('one code')
  await takeScanned('one code', 'wedge')
  expect(useScanDesk.getState()).toMatchObject({ open: false, work: { kind: 'redeeming', isBusy: false } })
  await takeScanned('another code', 'wedge')
  expect(useScanDesk.getState()).toMatchObject({ open: true, work: { kind: 'redeeming', isBusy: true } })
  expect(asked).toEqual(['virtual-card:accept'])
})

it('leaving what was told of another code does not send away a patient who is on the screen already', async () => {
  await begin('one code')
  const session = newSession()
  queryClient.setQueryData(queryKey('card:current', {}), session)
  await takeScanned('another code', 'wedge')
  expect(leaveScan()).toBe(true)
  expect(useScanDesk.getState().open).toBe(false)
  accepting[0]?.answer(ok(session))
  await expect.poll(() => doing().kind).toBe('nothing')
  expect(asked).toEqual(['virtual-card:accept'])
})

it('closing a scan that redeems nothing gives nothing up', () => {
  openScan(null)
  leaveScan()
  closeScan()
  expect(asked).toEqual([])
})
