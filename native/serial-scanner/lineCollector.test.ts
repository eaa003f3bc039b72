import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLineCollector } from './lineCollector.ts'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
/** Cuts bytes at random places, as a port hands them over. */
const pieces = (bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] => {
  const at = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length]
  return at.slice(1).map((end, index) => bytes.subarray(at[index], end))
}
const line = fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }).filter((text) => !/[\r\n\uFEFF]/.test(text))

describe('createLineCollector', () => {
  it('gives the same lines however the bytes are cut, and whatever they end with', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(line, fc.constantFrom('\r', '\n', '\r\n', '\r\r\n'))),
        fc.array(fc.nat(10_000), { maxLength: 12 }),
        (sent, cuts) => {
          const collector = createLineCollector()
          const bytes = bytesOf(sent.map(([text, end]) => text + end).join(''))
          const told = pieces(bytes, cuts).flatMap((piece) => collector.take(piece))
          expect(told).toEqual(sent.map(([text]) => ({ kind: 'text', text })))
          expect(collector.isWithin()).toBe(false)
        },
      ),
    )
  })

  it('never throws and never keeps more than its bound, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 })), (chunks) => {
        const collector = createLineCollector(64)
        for (const told of [...chunks.flatMap((chunk) => collector.take(chunk)), collector.endByIdle()]) {
          if (told?.kind === 'text') expect(bytesOf(told.text).length).toBeLessThanOrEqual(64)
        }
        expect(collector.isWithin()).toBe(false)
      }),
    )
  })

  it('takes a line of just the longest length, and refuses one byte more, once', () => {
    const collector = createLineCollector(8)
    expect(collector.take(bytesOf('12345678\r'))).toEqual([{ kind: 'text', text: '12345678' }])
    expect(collector.take(bytesOf('123456789'))).toEqual([])
    expect(collector.take(bytesOf('more and more\rnext\r'))).toEqual([
      { kind: 'refused', reason: 'too-long' },
      { kind: 'text', text: 'next' },
    ])
  })

  it('ends by silence, and has nothing to say of silence alone', () => {
    const collector = createLineCollector()
    expect(collector.endByIdle()).toBeNull()
    collector.take(bytesOf('token'))
    expect(collector.isWithin()).toBe(true)
    expect(collector.endByIdle()).toEqual({ kind: 'text', text: 'token' })
    collector.take(bytesOf('forgotten'))
    collector.clear()
    expect(collector.endByIdle()).toBeNull()
  })
})
