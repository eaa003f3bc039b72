import { expect, it } from 'vitest'
import { upload } from '../../../dev/answers/visits.ts'
import { partOfField, refusedFields } from './refusedParts.ts'

it.each([
  ['M35', null, 'diagnosis'],
  ['M40', null, 'diagnosis'],
  ['D05', 1, 'orders'],
  ['MB2', null, 'orders'],
  ['M44', null, 'orders'],
  ['M20', null, 'orders'],
  ['M13', null, null],
  ['M03', null, null],
])('leads from %s (order %s) to %s', (field, orderLine, part) => {
  expect(partOfField({ field, orderLine, code: 'AA' })).toBe(part)
})

it('tells what was refused of the newest row only, and nothing once another carries on', () => {
  const fieldErrors = [{ field: 'M44', orderLine: null, code: 'AA' }]
  const refused = upload(1, 'nhi-upload', { state: 'rejected', fieldErrors })
  expect(refusedFields([refused, upload(2, 'clinic-cloud')])).toEqual(fieldErrors)
  expect(refusedFields([refused, upload(3, 'nhi-upload', { amends: true })])).toEqual([])
  const by = upload(3, 'nhi-upload').outboxId
  expect(refusedFields([{ ...refused, replaced: { how: 'amended', by } }])).toEqual([])
})
