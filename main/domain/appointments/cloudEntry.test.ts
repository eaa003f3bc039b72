import fc from 'fast-check'
import { expect, it } from 'vitest'
import { askSince, readCloudEntry } from './cloudEntry.ts'

const entry = { appointmentId: 'c-1', at: '2026-11-27T09:00:00+08:00', nationalId: 'A123456789', name: '林示安' }

it.each([
  ['a123456789', 'A123456789'],
  [' Ａ１２３ 456789 ', 'A123456789'],
])('takes the number %j as charts have it', (nationalId, kept) => {
  const read = readCloudEntry({ appointmentId: 'c-1', at: '2026-11-21T09:04:00+08:00', nationalId, name: '林示安' })
  expect(read.entry?.nationalId).toBe(kept)
})

it('reads an entry, with what the contract leaves out', () => {
  expect(readCloudEntry(entry)).toMatchObject({ cloudId: 'c-1', fault: null, entry: { status: 'booked' } })
  expect(readCloudEntry({ ...entry, status: 'cancelled', later: 1 })).toMatchObject({ entry: { status: 'cancelled' } })
})

it.each([
  [{ ...entry, at: 'tomorrow' }, 'c-1', 'at'],
  [{ ...entry, name: '', phone: 5 }, 'c-1', 'name phone'],
  [{ at: entry.at }, null, 'appointmentId nationalId name'],
  [null, null, 'entry'],
])('names the fields of one that cannot be read', (raw, cloudId, fault) => {
  expect(readCloudEntry(raw)).toEqual({ cloudId, entry: null, fault })
})

it('survives whatever comes', () => {
  fc.assert(fc.property(fc.jsonValue(), (raw) => void readCloudEntry(raw)))
})

it('asks from the earlier of today and the last answer', () => {
  expect(askSince(null, 100)).toBeNull()
  expect(askSince(50, 100)).toBe(50)
  expect(askSince(150, 100)).toBe(100)
})
