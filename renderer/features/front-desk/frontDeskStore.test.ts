import { beforeEach, describe, expect, it } from 'vitest'
import { bringBack, setAside, touch, useFrontDesk } from './frontDeskStore.ts'

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
