import { describe, expect, it } from 'vitest'
import type { DiskEvent } from './journal.ts'
import { losingDisk, type PowerCut } from './losingDisk.ts'

const cut = (kept: number, random = () => 0.5, sectorBytes: PowerCut['sectorBytes'] = 512): PowerCut => ({
  random,
  sectorBytes,
  kept,
})
const written = (offset: number, bytes: Buffer): DiskEvent => ({ kind: 'written', file: 1, offset, bytes })
const named: DiskEvent = { kind: 'named', file: 1, path: '/a', isFolder: false }
const synced: DiskEvent = { kind: 'synced', file: 1 }

const diskAfter = (events: readonly DiskEvent[], options = {}) => {
  const disk = losingDisk(options)
  for (const event of events) disk.apply(event)
  return disk
}

describe('a disk that loses what was not synced', () => {
  it('keeps what was synced, and nothing after it', () => {
    const disk = diskAfter([named, written(0, Buffer.from('old')), synced, written(0, Buffer.from('new'))])
    expect(disk.cut(cut(0)).get('/a')).toEqual(Buffer.from('old'))
    expect(disk.cut(cut(1)).get('/a')).toEqual(Buffer.from('new'))
  })

  it('tears a write at its sectors', () => {
    const disk = diskAfter([named, written(0, Buffer.alloc(1_024, 'a')), synced, written(0, Buffer.alloc(1_024, 'b'))])
    const answers = [0, 0.1, 0.9]
    const after = disk.cut(cut(0.5, () => answers.shift() ?? 1)).get('/a')
    expect(after?.toString('latin1')).toBe(`${'b'.repeat(512)}${'a'.repeat(512)}`)
  })

  it('leaves zeros where only a later piece came through', () => {
    const disk = diskAfter([named, synced, written(0, Buffer.alloc(1_024, 'b'))])
    const answers = [0, 0.9, 0.1]
    const after = disk.cut(cut(0.5, () => answers.shift() ?? 1)).get('/a')
    expect(after).toEqual(Buffer.concat([Buffer.alloc(512), Buffer.alloc(512, 'b')]))
  })

  it('may lose a name that neither its file nor its folder has synced, and bring back a removed one', () => {
    expect(
      diskAfter([named, written(0, Buffer.from('x'))])
        .cut(cut(1, () => 0))
        .has('/a'),
    ).toBe(false)
    const removed = diskAfter([named, written(0, Buffer.from('x')), synced, { kind: 'removed', path: '/a' }])
    expect(removed.cut(cut(1, () => 0)).get('/a')).toEqual(Buffer.from('x'))
    removed.apply({ kind: 'named', file: 2, path: '/', isFolder: true })
    removed.apply({ kind: 'synced', file: 2 })
    expect(removed.cut(cut(1, () => 0)).has('/a')).toBe(false)
  })

  it('keeps nothing of a disk that lies', () => {
    const disk = diskAfter([named, written(0, Buffer.from('old')), synced], { liesAboutSync: true })
    expect(disk.cut(cut(0, () => 0)).size).toBe(0)
  })
})
