import { describe, expect, it } from 'vitest'
import { takeRandomRuns } from './randomRuns.mjs'

describe('arguments of random runs', () => {
  it('are taken out in both spellings, the others stay in their order', () => {
    expect(takeRandomRuns(['card-chaos', '--runs', '60', '--headed', '--seed=7'])).toEqual({
      randomRuns: { CHAOS_RUNS: '60', CHAOS_SEED: '7' },
      others: ['card-chaos', '--headed'],
    })
    expect(takeRandomRuns(['crash-loop', '--kills', '40'])).toEqual({
      randomRuns: { CRASH_KILLS: '40' },
      others: ['crash-loop'],
    })
    expect(takeRandomRuns(['--seeds=100']).randomRuns).toEqual({ FAULT_SEEDS: '100' })
    expect(takeRandomRuns([])).toEqual({ randomRuns: {}, others: [] })
  })

  it('give a day that is asked for by its name all its patients, unless they are counted', () => {
    expect(takeRandomRuns(['clinic-day']).randomRuns).toEqual({ DAY_PATIENTS: '120' })
    expect(takeRandomRuns(['specs/clinic-day', '--patients', '12']).randomRuns).toEqual({ DAY_PATIENTS: '12' })
    expect(takeRandomRuns(['specs/queue']).randomRuns).toEqual({})
  })

  it('must be whole numbers', () => {
    expect(() => takeRandomRuns(['--runs', 'many'])).toThrow('--runs')
    expect(() => takeRandomRuns(['--seed'])).toThrow('--seed')
  })
})
