import { expect, it } from 'vitest'
import { type DiskEvent, diskAfter, readEvents } from './diskAfter.ts'

const write = (offset: number, text: string): DiskEvent => ({ op: 'write', file: 'a', offset, data: Buffer.from(text) })
const sync: DiskEvent = { op: 'sync', file: 'a' }
const contentAfter = (events: readonly DiskEvent[], options: Parameters<typeof diskAfter>[1]): string | undefined =>
  diskAfter(events, options).get('a')?.toString('latin1')

it('keeps what was synced, whatever becomes of the rest', () => {
  const events = [write(0, 'abcd'), sync, write(2, 'XY'), write(4, 'z')]
  expect(contentAfter(events, { before: 4, fate: () => 'lost' })).toBe('abcd')
  expect(contentAfter(events, { before: 4, fate: () => 'whole' })).toBe('abXYz')
  expect(contentAfter(events, { before: 4, fate: () => ({ firstBytes: 1 }) })).toBe('abXdz')
  expect(contentAfter(events, { before: 1, fate: () => 'lost' })).toBe('')
})

it('fills what was never written with zeros, shortens, and loses everything on a disk that lies', () => {
  expect(contentAfter([write(2, 'c')], { before: 1, fate: () => 'whole' })).toBe('\0\0c')
  const shortened: readonly DiskEvent[] = [write(0, 'abcd'), { op: 'truncate', file: 'a', length: 1 }]
  expect(contentAfter(shortened, { before: 2, fate: () => 'whole' })).toBe('a')
  expect(contentAfter([write(0, 'abcd'), sync], { before: 2, fate: () => 'lost', lies: true })).toBe('')
})

it('brings an unlinked file back only where nothing was synced behind it', () => {
  const gone: readonly DiskEvent[] = [write(0, 'abcd'), sync, { op: 'unlink', file: 'a' }]
  expect(contentAfter(gone, { before: 3, fate: () => 'lost' })).toBe('abcd')
  expect(contentAfter(gone, { before: 3, fate: () => 'whole' })).toBeUndefined()
  expect(contentAfter([...gone, { op: 'sync', file: 'b' }], { before: 4, fate: () => 'lost' })).toBeUndefined()
})

it('reads a record, and leaves out the piece that a kill has cut off', () => {
  const entry = (op: string, file: number, offset: number, data: string): Buffer => {
    const head = Buffer.alloc(14)
    head.write(op, 0, 'latin1')
    head[1] = file
    head.writeBigUInt64LE(BigInt(offset), 2)
    head.writeUInt32LE(data.length, 10)
    return Buffer.concat([head, Buffer.from(data, 'latin1')])
  }
  const log = Buffer.concat([
    entry('O', 0, 0, 'a'),
    entry('W', 0, 7, 'x'),
    entry('S', 0, 0, ''),
    entry('A', 0, 0, '3\n'),
  ])
  expect(readEvents(Buffer.concat([log, entry('W', 0, 0, 'cut').subarray(0, 15)]))).toEqual([
    { op: 'write', file: 'a', offset: 7, data: Buffer.from('x') },
    { op: 'sync', file: 'a' },
    { op: 'said', text: '3\n' },
  ])
})
