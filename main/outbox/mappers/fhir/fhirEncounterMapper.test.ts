import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../canonicalJson.ts'
import { sampleDrug, sampleException, sampleProcedure, sampleVisitRecord } from '../sampleVisitRecord.ts'
import { visitRecordArbitrary } from '../visitRecordArbitrary.ts'
import { fhirDocumentOfVisit } from './fhirEncounterMapper.ts'
import { fhirProblems } from './fhirRules.ts'

const resources = (visit = sampleVisitRecord()) =>
  (fhirDocumentOfVisit(visit).entry ?? []).map((entry) => entry.resource)
const resource = (type: string, visit = sampleVisitRecord()) =>
  resources(visit).find((each) => each?.resourceType === type)

describe('fhirDocumentOfVisit', () => {
  it('holds one resource for each thing of the visit, Composition first', () => {
    expect(resources().map((each) => each?.resourceType)).toEqual([
      'Composition',
      'Patient',
      'Practitioner',
      'Organization',
      'Encounter',
      'Coverage',
      'Condition',
      'Condition',
      'MedicationRequest',
      'ServiceRequest',
    ])
    expect(fhirDocumentOfVisit(sampleVisitRecord())).toMatchObject({
      resourceType: 'Bundle',
      type: 'document',
      timestamp: '2026-11-22T01:45:00.000Z',
      meta: { profile: ['https://twcore.mohw.gov.tw/ig/twcore/StructureDefinition/Bundle-document-twcore'] },
    })
  })

  it('names the patient by 身分證 and chart number', () => {
    expect(resource('Patient')).toMatchObject({
      id: '019aa1f0-0000-7000-8000-000000000002',
      identifier: [
        {
          use: 'official',
          system: 'http://www.moi.gov.tw',
          value: 'A123456789',
          type: { coding: [{ code: 'NNxxx', _code: { extension: [{ extension: [{ valueString: 'TWN' }, {}] }] } }] },
        },
        { value: '000123', type: { coding: [{ code: 'MR' }] } },
      ],
      name: [{ use: 'official', text: '王測試' }],
      gender: 'male',
      birthDate: '1985-03-07',
    })
  })

  it('names a foreigner by the passport, and a newborn by the chart alone, insured with a parent', () => {
    const base = sampleVisitRecord()
    const foreigner = { ...base, patient: { ...base.patient, idKind: 'passport', nationalId: 'P1234567' } } as const
    const passport = { system: 'http://hl7.org/fhir/sid/passport-TWN', value: 'P1234567' }
    expect(resource('Patient', foreigner)).toMatchObject({
      identifier: [{ ...passport, type: { coding: [{ code: 'PPN' }] } }, {}],
    })
    expect(resource('Coverage', foreigner)).toMatchObject({ identifier: [passport, {}] })
    const newborn = { parentBirthDate: '1990-02-03', birthOrder: 1, birthCount: 1 }
    const child = { ...base, patient: { ...base.patient, idKind: 'newborn', newborn } } as const
    expect(resource('Patient', child)).toMatchObject({
      identifier: [{ value: '000123', type: { coding: [{ code: 'MR' }] } }],
    })
    expect(resource('Coverage', child)).toMatchObject({
      subscriberId: base.patient.nationalId,
      relationship: { coding: [{ code: 'child' }] },
    })
    expect([foreigner, child].flatMap((visit) => fhirProblems(fhirDocumentOfVisit(visit)))).toEqual([])
  })

  it.each([
    ['A123456789', 'http://www.moi.gov.tw', 'NNxxx'],
    ['A823456783', 'http://www.immigration.gov.tw', 'PRC'],
    ['FA12345689', 'http://www.immigration.gov.tw', 'PRC'],
  ])('files %s under %s', (nationalId, system, code) => {
    const base = sampleVisitRecord()
    expect(resource('Patient', { ...base, patient: { ...base.patient, nationalId } })).toMatchObject({
      identifier: [{ system, value: nationalId, type: { coding: [{ code }] } }, {}],
    })
  })

  it.each([
    ['NOCARD00000000000001', ['usual', 'official', 'old', 'secondary']],
    ['MISS0000000000000000', ['usual', 'official', 'secondary']],
  ])('keeps the number %s by which a made-up visit was known before, if it was', (treatmentNumber, uses) => {
    const actual = { dateTime: '1151120093015', treatmentNumber }
    const encounter = resource('Encounter', sampleVisitRecord({ version: 2, afterCheck: '2', actual }))
    const identifiers = encounter?.resourceType === 'Encounter' ? (encounter.identifier ?? []) : []
    expect(identifiers.map(({ use }) => use)).toEqual(uses)
  })

  it('gives the encounter its NHI identifiers, department and diagnoses', () => {
    expect(resource('Encounter')).toMatchObject({
      id: '019aa1f0-0000-7000-8000-000000000001',
      status: 'finished',
      class: { code: 'AMB' },
      identifier: [
        { system: 'urn:ietf:rfc:3986', value: 'urn:uuid:019aa1f0-0000-7000-8000-000000000001' },
        { system: 'https://nhicore.nhi.gov.tw/empd/medical-encounter-identifier', value: 'AAAABBBBCCCCDDDDEEEE' },
        { system: 'https://nhicore.nhi.gov.tw/empd/func-sequence-number', value: '0012' },
      ],
      serviceType: { coding: [{ code: '01' }] },
      period: { start: '2026-11-22T01:30:00.000Z', end: '2026-11-22T01:45:00.000Z' },
      diagnosis: [{ rank: 1 }, { rank: 2 }],
    })
  })

  it('names an exception by its code, not by a number it is not uploaded with', () => {
    expect(resource('Encounter', sampleException())).toMatchObject({
      identifier: [{ system: 'urn:ietf:rfc:3986' }, { value: 'A031' }],
    })
  })

  it.each([
    ['2024-12-31T15:59:59.000Z', 'icd-10-cm-2014-tw'],
    ['2024-12-31T16:00:00.000Z', 'icd-10-cm-2023-tw'],
  ])('codes a visit of %s by %s', (registeredAt, edition) => {
    expect(resource('Condition', sampleVisitRecord({ registeredAt }))).toMatchObject({
      code: { coding: [{ system: `https://twcore.mohw.gov.tw/ig/twcore/CodeSystem/${edition}`, code: 'J06.9' }] },
    })
  })

  it('writes a drug with its dosage in UCUM', () => {
    expect(resource('MedicationRequest')).toMatchObject({
      status: 'active',
      intent: 'order',
      medicationCodeableConcept: { coding: [{ code: 'AC58256100', display: '普拿疼錠５００毫克' }] },
      dosageInstruction: [
        {
          text: '1 錠 TID PO',
          timing: { code: { coding: [{ code: 'TID' }] } },
          route: { coding: [{ code: 'PO' }] },
          doseAndRate: [{ doseQuantity: { value: 1, unit: '錠', code: '{tbl}' } }],
        },
      ],
      dispenseRequest: { quantity: { value: 9, code: '{tbl}' }, expectedSupplyDuration: { value: 3, code: 'd' } },
    })
    const asNeeded = sampleVisitRecord({ orders: [sampleDrug({ frequency: 'Q6HPRN', unit: 'ML' })] })
    expect(resource('MedicationRequest', asNeeded)).toMatchObject({
      dosageInstruction: [{ asNeededBoolean: true, doseAndRate: [{ doseQuantity: { code: 'mL' } }] }],
    })
  })

  it('writes a material as plain FHIR', () => {
    const orders = [sampleProcedure({ line: 1, kind: 'material', code: 'CKF01123456A', quantity: 2 })]
    expect(resource('DeviceRequest', sampleVisitRecord({ orders }))).toMatchObject({
      codeCodeableConcept: { coding: [{ code: 'CKF01123456A' }] },
      parameter: [{ valueQuantity: { value: 2 } }],
    })
  })

  it('keeps the note in escaped sections and leaves empty ones out', () => {
    const composition = resource('Composition')
    const sections = composition?.resourceType === 'Composition' ? (composition.section ?? []) : []
    expect(sections.map((section) => section.title)).toEqual([
      '主觀',
      '客觀',
      '評估',
      '診斷',
      '用藥',
      '處置及檢查',
      '保險',
    ])
    expect(sections[0]?.text?.div).toContain('咳嗽三天<br/>無發燒')
    expect(sections[2]?.text?.div).toContain('URI &lt;acute&gt; &amp; mild')
  })

  it('has the same ids in a later version, under another document', () => {
    const one = fhirDocumentOfVisit(sampleVisitRecord())
    const two = fhirDocumentOfVisit(sampleVisitRecord({ version: 2 }))
    expect(two.entry?.map((entry) => entry.fullUrl)).toEqual(one.entry?.map((entry) => entry.fullUrl))
    expect(two.identifier?.value).not.toBe(one.identifier?.value)
    expect(two.entry?.[0]?.resource).toMatchObject({ status: 'amended' })
  })

  it('breaks no rule and gives the same bytes twice, for any visit', () => {
    fc.assert(
      fc.property(visitRecordArbitrary, (visit) => {
        const document = fhirDocumentOfVisit(visit)
        // The name is whatever was generated, and an empty one is rightly a problem.
        expect(fhirProblems(document).filter((problem) => problem.path !== 'Patient.name')).toEqual([])
        expect(canonicalJson(fhirDocumentOfVisit(structuredClone(visit)))).toBe(canonicalJson(document))
        expect(JSON.stringify(document)).not.toMatch(/\\u0000|\\ud[89a-f]/)
      }),
    )
  })
})
