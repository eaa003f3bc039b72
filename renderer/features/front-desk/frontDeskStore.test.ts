import { beforeEach, describe, expect, it } from 'vitest'
import { type EncounterId, EncounterIdSchema } from '../../../preload/contract/words.ts'
import { ask, bringBack, select, setAside, touch, useFrontDesk } from './frontDeskStore.ts'

const minute = 60_000

describe('a form set aside for a scanned patient', () => {
  beforeEach(() => useFrontDesk.setState({ aside: null, touched: { subject: '', choices: {} } }))

  it('comes back with its person under another card session, once', () => {
    touch('card:1', { treatmentItem: 'AE' })
    setAside('card:1', 'anna')
    touch('card:2', { treatmentItem: '01' })
    bringBack('card:2', 'berta', Date.now())
    expect(useFrontDesk.getState().touched.subject).toBe('card:2')
    bringBack('card:3', 'anna', Date.now())
    expect(useFrontDesk.getState().touched).toEqual({ subject: 'card:3', choices: { treatmentItem: 'AE' } })
    expect(useFrontDesk.getState().aside).toBeNull()
  })

  it('does not come back when nobody expects it any more', () => {
    touch('card:1', { treatmentItem: 'AE' })
    setAside('card:1', 'anna')
    touch('card:2', {})
    bringBack('card:3', 'anna', Date.now() + 16 * minute)
    expect(useFrontDesk.getState().touched.subject).toBe('card:2')
  })

  it('is not made of a form that nobody has touched, nor of somebody else’s', () => {
    touch('card:1', { treatmentItem: 'AE' })
    setAside('card:2', 'berta')
    expect(useFrontDesk.getState().aside).toBeNull()
  })
})

describe('a question about the chosen visit', () => {
  const [one, another] = ['01919191-9191-7191-8191-919191919191', '01919191-9191-7191-8191-919191919192'].map((id) =>
    EncounterIdSchema.parse(id),
  ) as [EncounterId, EncounterId]
  beforeEach(() => useFrontDesk.setState({ selected: one, question: null }))

  it('stays while the same visit is chosen, and is another one when another is asked', () => {
    ask('hand-over')
    select(one)
    expect(useFrontDesk.getState().question).toBe('hand-over')
    ask('cancel')
    expect(useFrontDesk.getState().question).toBe('cancel')
  })

  it('is left with the visit: it would stand there again, unasked, when somebody comes back to it', () => {
    ask('cancel')
    select(another)
    select(one)
    expect(useFrontDesk.getState().question).toBeNull()
  })
})
