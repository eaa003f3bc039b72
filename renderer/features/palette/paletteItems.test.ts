import { describe, expect, it } from 'vitest'
import { byGroup, isSettled, matchItems, type PaletteItem, stepTo } from './paletteItems.ts'

const item = (group: PaletteItem['group'], label: string, shortcut?: string): PaletteItem => ({
  id: `${group}:${label}`,
  group,
  label,
  ...(shortcut === undefined ? {} : { shortcut }),
  run: () => undefined,
})

const items = [
  item('commands', '掛號', 'F2'),
  item('commands', '取消掛號', 'F7'),
  item('screens', '掛號', 'Ctrl+1'),
  item('screens', '設定', 'Ctrl+7'),
  item('places', '印表設定'),
  item('look', '深色'),
  item('status', 'VPN'),
]
const labels = (text: string) => matchItems(items, text).map(({ id }) => id)

describe('what a text means', () => {
  it.each([
    ['', ['commands:掛號', 'commands:取消掛號', 'screens:掛號', 'screens:設定']],
    ['  ', ['commands:掛號', 'commands:取消掛號', 'screens:掛號', 'screens:設定']],
    ['掛號', ['commands:掛號', 'commands:取消掛號', 'screens:掛號']],
    ['取消', ['commands:取消掛號']],
    ['設定', ['screens:設定', 'places:印表設定']],
    ['f7', ['commands:取消掛號']],
    ['Ｆ２', ['commands:掛號']],
    ['ｖｐｎ', ['status:VPN']],
    ['深 色', ['look:深色']],
    ['王小明', []],
  ])('%j', (text, expected) => {
    expect(labels(text)).toEqual(expected)
  })

  it('puts what begins with the text before what only holds it', () => {
    const found = matchItems([item('commands', '取消掛號'), item('commands', '掛號')], '掛號')
    expect(found.map(({ label }) => label)).toEqual(['掛號', '取消掛號'])
  })
})

describe('groups', () => {
  it('stand in their order and only when they hold something', () => {
    expect(byGroup(matchItems(items, '掛號')).map(({ group }) => group)).toEqual(['commands', 'screens'])
  })
})

describe('Enter waits', () => {
  it.each([
    ['commands', false, false, true],
    ['status', false, false, true],
    ['patients', false, true, false],
    ['patients', true, false, true],
    ['drugs', false, true, false],
    ['drugs', true, true, true],
    ['diagnoses', true, false, false],
  ] as const)('on one of %s, patients here: %s, catalogue here: %s', (group, patients, catalog, expected) => {
    expect(isSettled(item(group, '甲'), { patients, catalog })).toBe(expected)
  })

  it('for every answer while nothing is found', () => {
    expect(isSettled(null, { patients: true, catalog: false })).toBe(false)
    expect(isSettled(null, { patients: true, catalog: true })).toBe(true)
  })
})

describe('arrows', () => {
  it.each([
    [null, 1, 'commands:掛號'],
    [null, -1, 'status:VPN'],
    ['commands:掛號', 1, 'commands:取消掛號'],
    ['commands:掛號', -1, 'status:VPN'],
    ['status:VPN', 1, 'commands:掛號'],
    ['gone', 1, 'commands:掛號'],
  ] as const)('from %s by %d to %s', (from, by, to) => {
    expect(stepTo(items, from, by)).toBe(to)
  })

  it('lead nowhere in an empty list', () => {
    expect(stepTo([], null, 1)).toBeNull()
  })
})
