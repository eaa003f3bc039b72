import { describe, expect, it } from 'vitest'
import { SettlingSchema } from '../../../preload/contract/money/money.ts'
import { emptySettling, readSettling, withNewItem, withRest } from './settlingDraft.ts'

const certificate = { name: '診斷證明書', amount: 250, kind: 'other' as const }

describe('the draft of a settling', () => {
  it('is plain cash while nothing is typed', () => {
    expect(readSettling(emptySettling, 100)).toEqual({
      settling: { card: 0, mobile: 0, owes: false, selfPay: [], discount: null },
      change: 0,
      problem: null,
    })
  })

  it('reads all of it as the door wants it', () => {
    const draft = {
      ...emptySettling,
      card: '1,000',
      mobile: '２０',
      owes: true,
      selfPay: [certificate],
      discount: '50',
      reason: ' 眷屬 ',
    }
    const { settling, change, problem } = readSettling(draft, 100)
    expect(SettlingSchema.parse(settling)).toEqual({
      card: 1000,
      mobile: 20,
      owes: true,
      selfPay: [certificate],
      discount: { amount: 50, reason: '眷屬' },
    })
    expect([change, problem]).toEqual([200, null])
  })

  it.each([
    ['amount', { card: 'x' }],
    ['amount', { discount: '1.5' }],
    ['unfinished', { newName: '診斷證明書' }],
    ['unfinished', { newAmount: '250' }],
    ['reason', { discount: '50' }],
    ['discount', { discount: '101', reason: '眷屬' }],
    [null, { discount: '350', reason: '眷屬', selfPay: [certificate] }],
  ])('has the problem %j', (problem, changes) => {
    expect(readSettling({ ...emptySettling, ...changes }, 100).problem).toBe(problem)
  })

  it('adds an item once it has a name and an amount', () => {
    const typed = { ...emptySettling, newName: ' 診斷證明書', newAmount: '250' }
    expect(withNewItem(typed)).toEqual({ ...emptySettling, selfPay: [certificate] })
    // Of the kind the list gave it, which the next one doesn't have.
    const ofList = withNewItem({ ...typed, newKind: 'drug' })
    expect(ofList).toEqual({ ...emptySettling, selfPay: [{ ...certificate, kind: 'drug' }] })
    for (const unfinished of [{ newName: ' ' }, { newAmount: '' }, { newAmount: '0' }, { newAmount: 'x' }]) {
      const draft = { ...typed, ...unfinished }
      expect(withNewItem(draft)).toBe(draft)
    }
  })

  it('takes what is left by one way, on top of what was typed there, and never less', () => {
    expect(withRest(emptySettling, 'card', 320).card).toBe('320')
    expect(withRest({ ...emptySettling, mobile: '20' }, 'mobile', 80)).toMatchObject({ mobile: '100', card: '' })
    expect(withRest({ ...emptySettling, card: '20' }, 'card', -50).card).toBe('20')
  })
})
