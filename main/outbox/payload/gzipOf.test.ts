import { crc32, gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { crc32Joined } from '../../store/crc32Joined.ts'
import { joinPacked, packedSize, packText, unpackText } from '../../store/packedText.ts'
import { gzipOf } from './gzipOf.ts'

const text = fc.string({ unit: fc.constantFrom(...'{}[]",:王測試 A0\u{2000b}'), maxLength: 400 })

it('gives back each text as it was packed, and knows its length', () => {
  fc.assert(
    fc.property(text, (plain) => {
      const packed = packText(plain)
      expect(unpackText(packed)).toBe(plain)
      expect(packedSize(packed)).toBe(Buffer.byteLength(plain, 'utf8'))
    }),
  )
})

it('makes one gzip file of any number of packed texts', () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 30 }), (texts) => {
      expect(gunzipSync(gzipOf(texts.map(packText))).toString('utf8')).toBe(texts.join(''))
    }),
  )
})

it('joins packed texts into one that reads, is measured and is sent like any other', () => {
  fc.assert(
    fc.property(text, text, (first, second) => {
      const joined = joinPacked(packText(first), packText(second))
      expect(unpackText(joined)).toBe(first + second)
      expect(packedSize(joined)).toBe(Buffer.byteLength(first + second, 'utf8'))
      expect(gunzipSync(gzipOf([joined, packText('.')])).toString('utf8')).toBe(`${first}${second}.`)
    }),
  )
  expect(() => joinPacked(packText('first'), new Uint8Array(3))).toThrow(RangeError)
})

it('joins checksums without the bytes they were made of', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2_000 }), fc.uint8Array({ maxLength: 2_000 }), (first, second) => {
      expect(crc32Joined(crc32(first), crc32(second), second.length)).toBe(crc32(Buffer.concat([first, second])))
    }),
  )
})

it('reads no text out of bytes that are none, or of which one bit has turned', () => {
  const packed = packText(JSON.stringify({ text: '王測試 '.repeat(40) }))
  expect(unpackText(packed.subarray(0, 8))).toBeNull()
  expect(unpackText(packed.subarray(0, -3))).toBeNull()
  expect(() => gzipOf([new Uint8Array(3)])).toThrow(RangeError)
  fc.assert(
    fc.property(fc.nat(packed.length * 8 - 1), (bit) => {
      const flipped = Uint8Array.from(packed)
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      const read = unpackText(flipped)
      expect(read === null || read === unpackText(packed)).toBe(true)
    }),
  )
})
