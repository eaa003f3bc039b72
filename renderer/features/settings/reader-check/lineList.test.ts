import { describe, expect, it } from 'vitest'
import type { CheckLine } from '../../../../preload/contract/desk/readerCheck.ts'
import { countOf, withLine } from './lineList.ts'

const server = (index: number, state: CheckLine['state'], ms: number | null = null): CheckLine => ({
  item: 'nhi-data-centre',
  index,
  state,
  value: null,
  error: null,
  why: null,
  ms,
})

describe('the lines of a check', () => {
  it('keep the order in which they were first told, one for each item and number', () => {
    const told = [server(0, 'running'), server(1, 'running'), server(1, 'good', 30), server(0, 'fault', 5)]
    const lines = told.reduce<readonly CheckLine[]>(withLine, [])
    expect(lines).toEqual([server(0, 'fault', 5), server(1, 'good', 30)])
  })

  it('are counted by state', () => {
    const lines = [server(0, 'good'), server(1, 'fault'), server(2, 'good')]
    expect(countOf(lines, 'good')).toBe(2)
    expect(countOf(lines, 'running')).toBe(0)
  })
})
