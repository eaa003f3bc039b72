import { describe, expect, it } from 'vitest'
import { canonicalJson } from './canonicalJson.ts'
import { readVisitRecord, sha256Of } from './visitRecord.ts'

const bundle = {
  resourceType: 'Bundle',
  type: 'document',
  timestamp: '2026-01-15T09:00:00+08:00',
  entry: [
    { fullUrl: 'urn:uuid:1', resource: { resourceType: 'Composition' } },
    { fullUrl: 'urn:uuid:2', resource: { resourceType: 'Patient' } },
    { fullUrl: 'urn:uuid:3', resource: { resourceType: 'Encounter' } },
  ],
}
const record = {
  recordId: '01890a5d-ac96-774b-bcce-b302099a8057',
  version: 1,
  kind: 'visit',
  visitedAt: '2026-01-15T09:00:00+08:00',
  bundle,
  sha256: sha256Of(bundle),
}

describe('visit record', () => {
  it('is taken whole', () => {
    expect(readVisitRecord(record)).toBe(record)
  })

  it.each([
    ['recordId', { recordId: 'x' }, 'INVALID'],
    ['version', { version: 0 }, 'INVALID'],
    ['kind', { kind: 'note' }, 'INVALID'],
    ['visitedAt', { visitedAt: '2026-01-15' }, 'INVALID'],
    ['sha256', { sha256: 'a'.repeat(64) }, 'HASH_MISMATCH'],
    ['bundle.entry[0]', { bundle: { ...bundle, entry: bundle.entry.slice(1) } }, 'FHIR_INVALID'],
    ['bundle.entry', { bundle: { ...bundle, entry: [...bundle.entry, bundle.entry[2]] } }, 'FHIR_INVALID'],
    ['bundle.type', { bundle: { ...bundle, type: 'collection' } }, 'FHIR_INVALID'],
  ])('says what is wrong with %s', (path, change, code) => {
    const answer = readVisitRecord({ ...record, ...change })
    expect(answer).toEqual(expect.arrayContaining([expect.objectContaining({ path, code })]))
  })
})

describe('canonical JSON', () => {
  it('does not depend on the order of names', () => {
    expect(canonicalJson({ b: [1, { z: null, a: '台' }], a: 1.5 })).toBe('{"a":1.5,"b":[1,{"a":"台","z":null}]}')
    expect(sha256Of({ a: 1, b: 2 })).toBe(sha256Of({ b: 2, a: 1 }))
  })
})
