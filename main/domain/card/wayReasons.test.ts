import { describe, expect, it } from 'vitest'
import type { NhiAdapter, WayFinding } from '../../../preload/contract/desk/controlSoftware.ts'
import { type WayChoice, wayReasons } from './wayReasons.ts'

const all: ReadonlySet<NhiAdapter> = new Set(['control6', 'cshis', 'vhc-sdk'])
const choice: WayChoice = { inUse: 'control6', named: 'auto', isPinned: false, built: all }
const found = (control6: WayFinding['state'], cshis: WayFinding['state']): readonly WayFinding[] => [
  { adapter: 'control6', state: control6 },
  { adapter: 'cshis', state: cshis },
  { adapter: 'vhc-sdk', state: 'absent' },
]
const reasons = (findings: readonly WayFinding[], change: Partial<WayChoice> = {}) =>
  wayReasons(findings, { ...choice, ...change }).ways.map(({ reason }) => reason)

describe('why a way in is in use or not', () => {
  it.each([
    ['the newer interface comes first', found('found', 'found'), {}, ['in-use', 'less-preferred', 'not-there']],
    ['the settings name it', found('found', 'found'), { named: 'control6' }, ['in-use', 'other-named', 'not-there']],
    ['6.0 is waited for', found('absent', 'found'), { isPinned: true }, ['in-use', 'pinned', 'not-there']],
    ['6.0 is there', found('found', 'found'), { isPinned: true }, ['in-use', 'less-preferred', 'not-there']],
    ['found since the start', found('absent', 'found'), {}, ['in-use', 'since-start', 'not-there']],
    ['nothing that says nothing', found('found', 'silent'), {}, ['in-use', 'not-there', 'not-there']],
    [
      'this program has it not',
      found('found', 'found'),
      { built: new Set<NhiAdapter>(['control6']) },
      ['in-use', 'not-built', 'not-there'],
    ],
  ] as const)('%s', (_name, findings, change, expected) => {
    expect(reasons(findings, change)).toEqual(expected)
  })

  it('says whether the one in use answers, with whatever certificate', () => {
    expect(wayReasons(found('not-pinned', 'absent'), choice).isUsedOneThere).toBe(true)
    expect(wayReasons(found('silent', 'found'), choice).isUsedOneThere).toBe(false)
  })

  it('tells of another way only where the one in use is silent and the other can be taken', () => {
    expect(wayReasons(found('absent', 'found'), choice).isElsewhere).toBe(true)
    expect(wayReasons(found('other-certificate', 'found'), choice).isElsewhere).toBe(false)
    expect(wayReasons(found('absent', 'absent'), choice).isElsewhere).toBe(false)
    expect(wayReasons(found('absent', 'found'), { ...choice, built: new Set(['control6']) }).isElsewhere).toBe(false)
  })
})
