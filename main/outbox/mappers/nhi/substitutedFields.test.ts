import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sampleDrug, sampleVisitRecord } from '../sampleVisitRecord.ts'
import { nhiRecordOfVisit } from './nhiRecordMapper.ts'
import { nhiXmlText } from './nhiXml.ts'
import { substitutedFields } from './substitutedFields.ts'

const plain = nhiRecordOfVisit(
  sampleVisitRecord({ orders: [sampleDrug({ line: 2 }), sampleDrug({ line: 5, frequency: 'QAM&HS' })] }),
)

it('names the field and line, what is kept, what is sent, and why', () => {
  expect(substitutedFields(plain)).toEqual([
    {
      field: 'D08',
      orderLine: 5,
      original: 'QAM&HS',
      sent: 'QAM＆HS',
      substitutions: [{ from: '&', to: '＆', reason: 'markup' }],
    },
  ])
})

it('tells every character of one field, each with its own reason', () => {
  const [remark] = substitutedFields({ ...plain, orders: [{ D03: '001', D15: '堃與𡍼' }] })
  expect(remark).toMatchObject({
    field: 'D15',
    original: '堃與𡍼',
    sent: '坤與？',
    substitutions: [{ reason: 'variant' }, { reason: 'missing' }],
  })
})

it('tells exactly what the file is made with', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', minLength: 1 }), { maxLength: 5 }), (remarks) => {
      const record = { ...plain, orders: remarks.map((D15) => ({ D15 })) }
      const told = substitutedFields(record).flatMap(({ substitutions }) => substitutions)
      expect(told).toEqual(nhiXmlText([record]).substitutions)
    }),
  )
})

it('says nothing of the person: a record of format 2.0 holds no name', () => {
  const { patient } = sampleVisitRecord({})
  const named = nhiRecordOfVisit(sampleVisitRecord({ patient: { ...patient, name: '王堃𡍼' } }))
  expect(JSON.stringify(named)).not.toMatch(/王|堃|𡍼/u)
  expect(substitutedFields(named)).toEqual([])
})
