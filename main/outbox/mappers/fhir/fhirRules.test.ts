import type { Bundle, Resource } from '@medplum/fhirtypes'
import { describe, expect, it } from 'vitest'
import { sampleProcedure, sampleVisitRecord } from '../sampleVisitRecord.ts'
import { fhirDocumentOfVisit } from './fhirEncounterMapper.ts'
import { fhirProblems } from './fhirRules.ts'

const document = (): Bundle => structuredClone(fhirDocumentOfVisit(sampleVisitRecord()))

/** The document with one resource changed. */
const changed = (type: Resource['resourceType'], changes: object): Bundle => {
  const bundle = document()
  const entries = (bundle.entry ?? []).map((entry) =>
    entry.resource?.resourceType === type
      ? { ...entry, resource: { ...entry.resource, ...changes } as Resource }
      : entry,
  )
  return { ...bundle, entry: entries }
}

describe('fhirProblems', () => {
  it('finds nothing in a visit as it is mapped', () => {
    expect(fhirProblems(document())).toEqual([])
  })

  it.each<[string, Bundle, string, string]>([
    ['no name', changed('Patient', { name: [{ use: 'official', text: '' }] }), 'Patient.name', 'text-or-family'],
    ['no patient identifier', changed('Patient', { identifier: [] }), 'Patient.identifier', 'at-least-one'],
    [
      'an id of another form',
      changed('Patient', { identifier: [{ system: 'http://www.moi.gov.tw', value: '123' }] }),
      'Patient.identifier.value',
      'id-letter-and-nine-digits',
    ],
    ['no birth date', changed('Patient', { birthDate: '0740307' }), 'Patient.birthDate', 'required'],
    ['a nameless doctor', changed('Practitioner', { name: [] }), 'Practitioner.name', 'text-or-family'],
    [
      'a clinic without number',
      changed('Organization', { identifier: [] }),
      'Organization.identifier',
      'provider-number',
    ],
    [
      'an encounter identifier without system',
      changed('Encounter', { identifier: [{ value: '1' }] }),
      'Encounter.identifier',
      'system-and-value',
    ],
    [
      'a department nobody knows',
      fhirDocumentOfVisit(
        sampleVisitRecord({ practitioner: { ...sampleVisitRecord().practitioner, department: 'ZZ' } }),
      ),
      'Encounter.serviceType',
      'department-code',
    ],
    [
      'a coverage of nobody',
      changed('Coverage', { identifier: [], subscriberId: undefined }),
      'Coverage.identifier',
      'member-id-or-subscriber-id',
    ],
    ['two payers', changed('Coverage', { payor: [{}, {}] }), 'Coverage.payor', 'exactly-one'],
    [
      'a condition without status',
      changed('Condition', { clinicalStatus: undefined }),
      'Condition.clinicalStatus',
      'required',
    ],
    ['two categories', changed('Condition', { category: [{}, {}] }), 'Condition.category', 'exactly-one'],
    ['a service without code', changed('ServiceRequest', { code: { text: 'x' } }), 'ServiceRequest.code', 'coded'],
    [
      'an amount without UCUM',
      changed('MedicationRequest', { dispenseRequest: { quantity: { value: 9, unit: '錠' } } }),
      'MedicationRequest.dispenseRequest.quantity',
      'ucum',
    ],
    ['an empty section', changed('Composition', { section: [{ title: 'x' }] }), 'Composition.section', 'text-or-entry'],
    [
      'a reference that leads out',
      changed('Encounter', { subject: { reference: 'Patient/1' } }),
      'Encounter',
      'reference-leads-nowhere',
    ],
    ['a profile of somebody else', changed('Encounter', { meta: {} }), 'Encounter.meta.profile', 'tw-core-profile'],
    ['an id unlike its address', changed('Encounter', { id: 'x' }), 'Encounter', 'full-url'],
    ['no identifier of its own', { ...document(), identifier: {} }, 'Bundle.identifier', 'required'],
    ['another type of bundle', { ...document(), type: 'collection' }, 'Bundle.type', 'document'],
    [
      'Composition not first',
      { ...document(), entry: [...(document().entry ?? [])].reverse() },
      'Bundle.entry',
      'composition-first',
    ],
    [
      'an order line twice',
      fhirDocumentOfVisit(sampleVisitRecord({ orders: [sampleProcedure(), sampleProcedure()] })),
      'Bundle.entry',
      'full-url-once',
    ],
  ])('tells of %s', (_, bundle, path, rule) => {
    expect(fhirProblems(bundle)).toContainEqual({ path, rule })
  })
})
