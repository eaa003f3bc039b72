import { expect, it } from 'vitest'
import { PractitionerIdSchema } from '../../../preload/contract/words.ts'
import { doctorOfList } from './doctorFilter.ts'

const visits = ['dr-1', 'dr-2'].map((id) => ({ practitionerId: PractitionerIdSchema.parse(id) }))

it.each([
  ['dr-2', 'dr-2'],
  // Who is away today would show an empty list, and everybody else would wait unseen.
  ['dr-3', ''],
  [null, ''],
])('a desk that chose %s shows the list of %j', (chosen, shown) => {
  expect(doctorOfList(chosen, visits)).toBe(shown)
})

it('a desk that chose a doctor shows everybody while nobody has come', () => {
  expect(doctorOfList('dr-1', [])).toBe('')
})
