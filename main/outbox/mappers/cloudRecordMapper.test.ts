import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { unpackText } from '../../store/packedText.ts'
import { canonicalJson } from './canonicalJson.ts'
import { cloudDocumentOf, cloudPayloadOfVisit } from './cloudRecordMapper.ts'
import { nhiRecordOfVisit } from './nhi/nhiRecordMapper.ts'
import { CloudPayloadSchema } from './payloads.ts'
import { sampleException, sampleVisitRecord } from './sampleVisitRecord.ts'

const mapped = (visit = sampleVisitRecord()) =>
  CloudPayloadSchema.parse(JSON.parse(unpackText(cloudPayloadOfVisit(visit, nhiRecordOfVisit(visit)).packed) ?? ''))

describe('cloudPayloadOfVisit', () => {
  it('names the visit, its version and its time', () => {
    expect(mapped()).toMatchObject({
      recordId: '019aa1f0-0000-7000-8000-000000000001',
      version: 1,
      kind: 'visit',
      visitedAt: '2026-11-22T01:30:15.000Z',
      bundle: { resourceType: 'Bundle', type: 'document' },
    })
    expect(mapped(sampleVisitRecord({ version: 2 }))).toMatchObject({ version: 2, kind: 'amendment' })
  })

  it.each([[null], ['1151122999999']])(
    'falls back on the registration when the NHI time is %s',
    (treatmentDateTime) => {
      expect(mapped(sampleException({ treatmentDateTime })).visitedAt).toBe('2026-11-22T01:30:00.000Z')
    },
  )

  it('hashes the bundle so that whoever receives it finds the same', () => {
    const { bundle, sha256 } = mapped()
    const received: unknown = JSON.parse(JSON.stringify(bundle))
    expect(createHash('sha256').update(canonicalJson(received), 'utf8').digest('hex')).toBe(sha256)
  })

  it('carries the NHI record beside it', () => {
    expect(mapped().nhiUploadXml).toContain('<M15>AAAABBBBCCCCDDDDEEEE</M15>')
    expect(mapped(sampleException()).nhiUploadXml).toContain('<H01>B</H01>')
  })

  it('says the same with a document that was made before the card had signed', () => {
    const signed = sampleVisitRecord()
    const unsigned = { ...signed, orders: signed.orders.map((order) => ({ ...order, signature: null })) }
    const nhiRecord = nhiRecordOfVisit(signed)
    expect(cloudPayloadOfVisit(signed, nhiRecord, cloudDocumentOf(unsigned))).toEqual(
      cloudPayloadOfVisit(signed, nhiRecord),
    )
  })
})
