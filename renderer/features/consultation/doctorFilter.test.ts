import { expect, it } from 'vitest'
import type { VisitSummary } from '../../../preload/contract/visit/visit.ts'
import { doctorFilterOf } from './doctorFilter.ts'

const of = (practitionerId: string, practitionerName: string) =>
  ({ practitionerId, practitionerName }) as Pick<VisitSummary, 'practitionerId' | 'practitionerName'>
const clinic = [
  { id: 'dr-1', name: '許示範' },
  { id: 'dr-2', name: '周樣本' },
]

it('offers the doctors of the day, and everybody is shown until one is chosen', () => {
  expect(doctorFilterOf([of('dr-2', '周樣本'), of('dr-2', '周樣本')], clinic, null)).toEqual({
    doctors: [{ id: 'dr-2', name: '周樣本' }],
    chosen: '',
  })
})

it('keeps to who was chosen before, also before their first patient of the day', () => {
  expect(doctorFilterOf([of('dr-2', '周樣本')], clinic, 'dr-1')).toEqual({
    doctors: [
      { id: 'dr-2', name: '周樣本' },
      { id: 'dr-1', name: '許示範' },
    ],
    chosen: 'dr-1',
  })
  expect(doctorFilterOf([], clinic, 'dr-1').chosen).toBe('dr-1')
})

it('hides nobody behind a doctor of whom neither a visit nor the settings know', () => {
  expect(doctorFilterOf([of('dr-2', '周樣本')], clinic, 'gone').chosen).toBe('')
  expect(doctorFilterOf([of('gone', '舊醫師')], clinic, 'gone')).toEqual({
    doctors: [{ id: 'gone', name: '舊醫師' }],
    chosen: 'gone',
  })
})
