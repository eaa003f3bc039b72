import { expect, it } from 'vitest'
import type { RecordedVital } from '../../../domain/visit/visitRecord.ts'
import { sampleVisitRecord } from '../sampleVisitRecord.ts'
import { fhirDocumentOfVisit } from './fhirEncounterMapper.ts'
import { fhirProblems } from './fhirRules.ts'

const vital = (kind: RecordedVital['kind'], value: number, meal: RecordedVital['meal'] = null): RecordedVital => ({
  kind,
  value,
  meal,
  measuredAt: '2026-11-22T01:31:00.000Z',
})
const observationsOf = (vitals: readonly RecordedVital[]) =>
  (fhirDocumentOfVisit(sampleVisitRecord({ vitals })).entry ?? [])
    .map(({ resource }) => resource)
    .filter((resource) => resource?.resourceType === 'Observation')

it('writes blood pressure as one observation, BMI beside its parts, and glucose as a laboratory result with its meal', () => {
  const vitals = [
    vital('systolic', 128),
    vital('diastolic', 76),
    vital('temperature', 37.2),
    vital('height', 170),
    vital('weight', 70),
    vital('glucose', 142, 'after-meal'),
  ]
  expect(observationsOf(vitals)).toMatchObject([
    {
      code: { coding: [{ system: 'http://loinc.org', code: '85354-9' }] },
      component: [{ valueQuantity: { value: 128, code: 'mm[Hg]' } }, { valueQuantity: { value: 76 } }],
    },
    { code: { coding: [{ code: '8310-5' }] }, valueQuantity: { value: 37.2, unit: '°C', code: 'Cel' } },
    { code: { coding: [{ code: '8302-2' }] } },
    { code: { coding: [{ code: '29463-7' }] } },
    { category: [{ coding: [{ code: 'laboratory' }] }], note: [{ text: '飯後' }] },
    { code: { coding: [{ code: '39156-5' }] }, valueQuantity: { value: 24.2 } },
  ])
  expect(fhirProblems(fhirDocumentOfVisit(sampleVisitRecord({ vitals })))).toEqual([])
})

it('names them in a section that leads to each, and writes neither where nothing was measured', () => {
  const composition = (vitals: readonly RecordedVital[]) =>
    JSON.stringify(fhirDocumentOfVisit(sampleVisitRecord(vitals.length === 0 ? {} : { vitals })).entry?.[0]?.resource)
  expect(composition([vital('systolic', 128)])).toContain('Blood pressure panel with all children optional 128 mmHg')
  expect(observationsOf([])).toEqual([])
  expect(composition([])).not.toContain('8716-3')
})
