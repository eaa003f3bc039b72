import { describe, expect, it } from 'vitest'
import { closingSteps } from './closingSteps.ts'

const told = [{ step: 'check-card', state: 'running', ms: 5 }] as const
const names = (withCard: boolean, isSamHealing: boolean) =>
  closingSteps(told, withCard, isSamHealing).map(({ name, state }) => `${name} ${state}`)

describe('the steps of closing', () => {
  it('are the card’s and saving', () => {
    expect(names(true, false)).toEqual(['check-card running', 'write-fees ahead', 'write-orders ahead', 'save ahead'])
    expect(names(false, true)).toEqual(['save ahead'])
    expect(closingSteps([], true, true)).toEqual([])
  })

  it('begin with the SAM while the card has to wait for it', () => {
    expect(names(true, true)[0]).toBe('sam running')
  })
})
