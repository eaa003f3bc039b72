import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createVpcdFrameReader, encodeVpcdFrame } from './vpcdFrames.ts'

describe('vpcd frames', () => {
  it('finds the same requests however the stream is cut', () => {
    const body = fc.oneof(
      fc.constantFrom(Uint8Array.of(0), Uint8Array.of(1), Uint8Array.of(2), Uint8Array.of(4)),
      fc.uint8Array({ minLength: 2, maxLength: 300 }),
    )
    fc.assert(
      fc.property(fc.array(body, { maxLength: 8 }), fc.integer({ min: 1, max: 50 }), (bodies, chunkSize) => {
        const stream = Buffer.concat(bodies.map(encodeVpcdFrame))
        const reader = createVpcdFrameReader()
        const requests = []
        for (let at = 0; at < stream.length; at += chunkSize) {
          requests.push(...reader.push(stream.subarray(at, at + chunkSize)))
        }
        const found = requests.map((request) => (request.kind === 'apdu' ? [...request.bytes] : request.kind))
        const names = new Map([
          [0, 'power-off'],
          [1, 'power-on'],
          [2, 'reset'],
          [4, 'send-atr'],
        ])
        expect(found).toEqual(bodies.map((b) => (b.length > 1 ? [...b] : names.get(b[0] ?? -1))))
      }),
    )
  })

  it('puts a big-endian length in front', () => {
    expect([...encodeVpcdFrame(new Uint8Array(0x1ff)).subarray(0, 2)]).toEqual([0x01, 0xff])
  })
})
