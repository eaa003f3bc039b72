import fc from 'fast-check'
import { expect, it } from 'vitest'
import { checkVisitRecord } from './checkVisitRecord.ts'
import { originalTreatmentItems, treatmentItems } from './nhi/nhiCodes.ts'
import { fieldErrorsText } from './nhi/nhiFieldError.ts'
import { sampleVisitRecord } from './sampleVisitRecord.ts'

const refilledFrom = (treatmentItem: string): string =>
  fieldErrorsText(
    checkVisitRecord(
      sampleVisitRecord({
        treatmentItem: 'AE',
        visitSequenceNumber: null,
        refilled: {
          treatmentItem,
          treatmentNumber: 'ZZZZYYYYXXXXWWWWVVVV',
          visitSequenceNumber: '0007',
          treatmentDateTime: '1151028093015',
        },
      }),
    ),
  )

it.each(['01', '09', 'AD', 'BA', 'BE', 'BG'])('a refill of a visit with item %s goes out', (item) => {
  expect(refilledFrom(item)).toBe('')
})

it.each(['00', 'AA', 'AC', 'AE', 'AF', 'BB', 'CA'])(
  'one of a visit with item %s is told at its original visit',
  (item) => {
    expect(refilledFrom(item)).toBe('M16:D052;')
  },
)

it('judges each item by the published list, and no visit that refills nothing', () => {
  fc.assert(
    fc.property(fc.constantFrom(...treatmentItems), (item) => {
      expect(refilledFrom(item) === '').toBe(originalTreatmentItems.has(item))
    }),
  )
  expect(checkVisitRecord(sampleVisitRecord())).toEqual([])
})
