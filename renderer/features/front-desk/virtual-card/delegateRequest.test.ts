import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fail, ok, type Result } from '../../../../preload/contract/result.ts'
import { CardSessionIdSchema } from '../../../../preload/contract/words.ts'
import {
  askDelegate,
  keepDelegate,
  stepBackFromDelegate,
  typeDelegate,
  typedFor,
  useDelegateRequest,
} from './delegateRequest.ts'

const card = CardSessionIdSchema.parse('01919191-9191-7191-8191-919191919191')
const otherCard = CardSessionIdSchema.parse('01919191-9191-7191-8191-919191919192')
const asked: unknown[] = []
let answer: () => Promise<Result<null>> = async () => ok(null)

beforeEach(() => {
  asked.length = 0
  answer = async () => ok(null)
  useDelegateRequest.setState({ asked: null, typed: null, isKeeping: false, error: null })
  vi.stubGlobal('window', {
    desk: {
      invoke: (name: string, input: unknown) => {
        asked.push([name, input])
        return answer()
      },
    },
  })
})
afterEach(() => vi.unstubAllGlobals())

describe('a delegate who is typed and not noted yet', () => {
  it('is noted once, and closes the question', async () => {
    askDelegate(card)
    typeDelegate(card, { relation: 'carer', name: ' 陳照護 ' })
    expect(await keepDelegate()).toBe(true)
    const delegate = { relation: 'carer', name: '陳照護' }
    expect(asked).toEqual([['virtual-card:delegate', { cardSessionId: card, delegate }]])
    expect(useDelegateRequest.getState()).toEqual({ asked: null, typed: null, isKeeping: false, error: null })
    expect(await keepDelegate()).toBe(false)
    expect(asked).toHaveLength(1)
  })

  it('is nobody without a name, and none of another card', () => {
    typeDelegate(card, { relation: 'family', name: '林示意' })
    expect(typedFor(useDelegateRequest.getState(), otherCard)).toBeNull()
    expect(typedFor(useDelegateRequest.getState(), null)).toBeNull()
    expect(typedFor(useDelegateRequest.getState(), card)?.delegate.name).toBe('林示意')
    typeDelegate(card, { relation: 'family', name: '  ' })
    expect(typedFor(useDelegateRequest.getState(), card)).toBeNull()
  })

  it('stays in the form with the reason when it could not be noted', async () => {
    answer = async () => fail('STORE_FULL')
    typeDelegate(card, { relation: 'family', name: '林示意' })
    expect(await keepDelegate()).toBe(false)
    expect(useDelegateRequest.getState().error?.code).toBe('STORE_FULL')
    expect(typedFor(useDelegateRequest.getState(), card)).not.toBeNull()
  })

  it('is still to be noted when somebody types on in the meantime', async () => {
    const answered = Promise.withResolvers<Result<null>>()
    answer = () => answered.promise
    typeDelegate(card, { relation: 'family', name: '林' })
    const keeping = keepDelegate()
    typeDelegate(card, { relation: 'family', name: '林示意' })
    answered.resolve(ok(null))
    expect(await keeping).toBe(false)
    expect(typedFor(useDelegateRequest.getState(), card)?.delegate.name).toBe('林示意')
    expect(await keepDelegate()).toBe(true)
  })

  it('is put away by Escape while nothing is typed, and else stands, with the focus where Enter registers', () => {
    let focused = 0
    const registerButton = {
      focus: () => {
        focused += 1
      },
    }
    vi.stubGlobal('document', { querySelector: () => registerButton })
    askDelegate(card)
    typeDelegate(card, { relation: 'family', name: '林示意' })
    stepBackFromDelegate()
    expect(useDelegateRequest.getState().asked).toBe(card)
    expect(typedFor(useDelegateRequest.getState(), card)?.delegate.name).toBe('林示意')
    expect(focused).toBe(1)
    typeDelegate(card, { relation: 'family', name: '' })
    stepBackFromDelegate()
    expect(useDelegateRequest.getState().asked).toBeNull()
    expect(focused).toBe(2)
  })
})
