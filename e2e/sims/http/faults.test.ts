import { describe, expect, it } from 'vitest'
import { createFaultBox, parseFault } from './faults.ts'

describe('fault box', () => {
  it('hands a fault to the next fitting requests only', () => {
    const box = createFaultBox()
    box.add({ kind: 'timeout', path: '/api/v1/SequelNumber/*', count: 2 })
    box.add({ kind: 'garbage', path: '*', count: 1, dataCentre: 'taichung' })
    expect(box.take('/api/v1/BasicData/Query', 'taipei')).toBeUndefined()
    expect(box.take('/api/v1/SequelNumber/Next', 'taipei')?.kind).toBe('timeout')
    expect(box.take('/api/v1/SequelNumber/Rollback', 'taipei')?.kind).toBe('timeout')
    expect(box.take('/api/v1/SequelNumber/Next', 'taipei')).toBeUndefined()
    expect(box.take('/anything', 'taichung')?.kind).toBe('garbage')
    expect(box.waiting()).toEqual([])
  })

  it('forgets what waits when cleared', () => {
    const box = createFaultBox()
    box.add({ kind: 'refuse', path: '*', count: 5 })
    box.clear()
    expect(box.take('/x', 'taipei')).toBeUndefined()
  })

  it('reads descriptions and says what is wrong with them', () => {
    expect(parseFault({ kind: 'code', code: 5003, path: '/x' })).toEqual({
      kind: 'code',
      code: '5003',
      path: '/x',
      count: 1,
    })
    expect(parseFault({ kind: 'http-status', status: 500 })).toMatchObject({ path: '*', status: 500 })
    for (const bad of [null, 'x', {}, { kind: 'melt' }, { kind: 'code' }, { kind: 'slow', count: 0 }]) {
      expect(typeof parseFault(bad)).toBe('string')
    }
  })
})
