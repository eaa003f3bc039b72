import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { VisitRecord } from '../../domain/visit/visitRecord.ts'
import { openPayload } from '../payload/openPayload.ts'
import { checkVisitRecord } from './checkVisitRecord.ts'
import { nhiRecordErrors } from './nhi/nhiRecordRules.ts'
import { buildOutboxRows } from './outboxPayloads.ts'
import { CloudPayloadSchema, NhiUploadPayloadSchema, withIssuedIdentifier } from './payloads.ts'
import { sampleDrug, sampleException, sampleVisitRecord } from './sampleVisitRecord.ts'
import { visitRecordArbitrary } from './visitRecordArbitrary.ts'

const rowsOf = (visit: VisitRecord) => {
  let made = 0
  return buildOutboxRows(visit, {
    newId: () => {
      made += 1
      return `id-${made}`
    },
    now: 1_000,
    dueAt: 2_000,
  })
}

const opened = (visit: VisitRecord) => {
  const [nhiRow, cloudRow] = rowsOf(visit)
  if (nhiRow === undefined || cloudRow === undefined) throw new Error('two rows')
  const nhi = openPayload(nhiRow, NhiUploadPayloadSchema)
  const cloud = openPayload(cloudRow, CloudPayloadSchema)
  if (!nhi.ok || !cloud.ok) throw new Error('payloads open')
  return { nhi: nhi.value, cloud: cloud.value }
}

describe('buildOutboxRows', () => {
  it('makes one waiting row for each target, with ids and keys of their own', () => {
    const rows = rowsOf(sampleVisitRecord())
    const common = {
      aggregateId: '019aa1f0-0000-7000-8000-000000000001',
      sequence: 1,
      kind: 'visit',
      schemaVersion: 1,
      dueAt: 2_000,
      nextTryAt: 0,
      tries: 0,
      state: 'waiting',
      lastCode: null,
      reference: null,
      receiptAt: null,
      fieldErrors: [],
    }
    expect(rows).toMatchObject([
      { ...common, target: 'nhi-upload' },
      { ...common, target: 'clinic-cloud' },
    ])
    expect(new Set(rows.flatMap((row) => [row.id, row.idempotencyKey])).size).toBe(4)
  })

  it('sets a document that the cloud’s rules refuse aside from the first, and keeps nothing else back for it', () => {
    const { patient } = sampleVisitRecord()
    const rows = rowsOf(sampleVisitRecord({ patient: { ...patient, name: '' } }))
    expect(rows).toMatchObject([
      { target: 'nhi-upload', state: 'waiting', lastCode: null },
      {
        target: 'clinic-cloud',
        state: 'quarantined',
        lastCode: 'DOCUMENT_INVALID',
        fieldErrors: [{ field: 'Patient.name', orderLine: null, code: 'text-or-family' }],
      },
    ])
  })

  it('lets an amendment follow the visit', () => {
    expect(rowsOf(sampleVisitRecord({ version: 3 }))).toMatchObject([
      { sequence: 3, kind: 'amendment' },
      { sequence: 3, kind: 'amendment' },
    ])
  })

  it('makes payloads that open again, for any visit', () => {
    fc.assert(
      fc.property(visitRecordArbitrary, (visit) => {
        const { nhi, cloud } = opened(visit)
        expect(nhi.needsCardlessIdentifier).toBe(visit.exceptionCode !== null)
        expect(nhi.nationalId).toBe(visit.patient.nationalId)
        expect(cloud.recordId).toBe(visit.encounterId)
        expect(cloud.bundle).toHaveProperty('entry')
      }),
    )
  })

  it('makes rows even of a visit that no rule lets through, because its card may have been written', () => {
    const visit = sampleVisitRecord({ orders: [sampleDrug({ frequency: null, signature: null })] })
    expect(rowsOf(visit)).toHaveLength(2)
    expect(opened(visit).nhi.record.orders).toHaveLength(1)
  })
})

describe('withIssuedIdentifier', () => {
  const issued = { treatmentDateTime: '1151122101112', treatmentNumber: 'NOCARD00000000000001' }

  it('completes an exception, once', () => {
    const { nhi } = opened(sampleException())
    const complete = withIssuedIdentifier(nhi, issued)
    expect(complete.needsCardlessIdentifier).toBe(false)
    expect(nhiRecordErrors(complete.record, 'sending')).toEqual([])
    expect(withIssuedIdentifier(complete, { ...issued, treatmentNumber: 'NOCARD00000000000002' })).toEqual(complete)
  })

  it('leaves a visit with its card alone', () => {
    const { nhi } = opened(sampleVisitRecord())
    expect(withIssuedIdentifier(nhi, issued)).toEqual(nhi)
  })
})

describe('checkVisitRecord', () => {
  it('finds nothing in a visit that can go out', () => {
    expect(checkVisitRecord(sampleVisitRecord())).toEqual([])
    expect(checkVisitRecord(sampleException())).toEqual([])
  })

  it.each<[string, VisitRecord, readonly [string, number | null, string][]]>([
    ['no diagnosis', sampleVisitRecord({ diagnoses: [] }), [['M35', null, 'AH05']]],
    ['no serial', sampleVisitRecord({ visitSequenceNumber: null }), [['M13', null, 'AD01']]],
    ['no treatment number', sampleVisitRecord({ treatmentNumber: null }), [['M15', null, 'AA']]],
    ['an exception code that is none', sampleException({ exceptionCode: 'Q999' }), [['M13', null, 'AD02']]],
    ['orders not signed yet', sampleVisitRecord({ orders: [sampleDrug({ signature: null })] }), [['D11', 1, 'AA']]],
  ])('tells of %s', (_, visit, expected) => {
    expect(checkVisitRecord(visit)).toEqual(expected.map(([field, orderLine, code]) => ({ field, orderLine, code })))
  })
})
