import { describe, expect, it } from 'vitest'
import { hindranceOf, standsInLine } from './sendingWords.ts'

type Row = Parameters<typeof hindranceOf>[0]
type Status = Parameters<typeof hindranceOf>[1]

const waiting: Row = { state: 'waiting', target: 'nhi-upload', replaced: null }
const well = {
  outbox: { running: true, pausedUntil: null, nhiOffered: true },
  vpn: { state: 'up' },
  cloud: { state: 'up' },
}
const status = (outbox: object = {}, line: object = {}): Status =>
  ({ ...well, outbox: { ...well.outbox, ...outbox }, ...line }) as Status
const until = '2026-11-26T11:00:00+08:00'

describe('why a row does not go', () => {
  it.each([
    ['nothing keeps it', waiting, status(), null],
    ['a pause', waiting, status({ pausedUntil: until }), 'paused'],
    ['no process, before a pause', waiting, status({ running: false, pausedUntil: until }), 'stopped'],
    ['an interface that hands nothing in', waiting, status({ nhiOffered: false }), 'not-offered'],
    ['the line to the NHI', waiting, status({}, { vpn: { state: 'down' } }), 'nhi-down'],
    ['not a line that is still being looked at', waiting, status({}, { vpn: { state: 'unknown' } }), null],
    [
      'the cloud has a line of its own',
      { ...waiting, target: 'clinic-cloud' },
      status({}, { vpn: { state: 'down' } }),
      null,
    ],
    [
      'the line to the cloud',
      { ...waiting, target: 'clinic-cloud' },
      status({}, { cloud: { state: 'down' } }),
      'cloud-down',
    ],
    ['its result', { ...waiting, state: 'awaiting-result' }, status(), 'awaiting-result'],
    ['a pause keeps results, too', { ...waiting, state: 'awaiting-result' }, status({ pausedUntil: until }), 'paused'],
    ['a refusal', { ...waiting, state: 'rejected' }, status({ pausedUntil: until }), 'rejected'],
    ['one that was corrected wants nothing', { ...waiting, state: 'rejected', replaced: 'amended' }, status(), null],
    ['one that is delivered wants nothing', { ...waiting, state: 'accepted' }, status({ pausedUntil: until }), null],
  ] as const)('%s', (_name, row, now, hindrance) => {
    expect(hindranceOf(row as Row, now)).toBe(hindrance)
  })
})

it.each([
  ['waiting', true],
  ['sending', true],
  ['awaiting-result', false],
  ['accepted', false],
  ['rejected', false],
  ['quarantined', false],
] as const)('a row that is %s stands in line: %s', (state, stands) => {
  expect(standsInLine({ state })).toBe(stands)
})

it('no row stands in no line', () => {
  expect(standsInLine(null)).toBe(false)
})
