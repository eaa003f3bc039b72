import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { uuidV5 } from './deterministicUuid.ts'

describe('uuidV5', () => {
  it('gives the example of RFC 9562', () => {
    expect(uuidV5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe(
      '2ed6657d-e927-568b-95e1-2665a8aea6a2',
    )
  })

  it('gives a UUID of version 5, the same for the same name only', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.string(), fc.string(), (namespace, one, other) => {
        expect(uuidV5(namespace, one)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
        expect(uuidV5(namespace, one) === uuidV5(namespace, other)).toBe(one === other)
      }),
    )
  })
})
