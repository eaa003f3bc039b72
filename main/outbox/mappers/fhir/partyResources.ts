import type { Coding, Extension, Identifier, Organization, Patient, Practitioner } from '@medplum/fhirtypes'
import type { VisitRecord } from '../../../domain/visit/visitRecord.ts'
import { fhirSystems, twCoreProfile } from './fhirSystems.ts'
import { fhirText } from './narrative.ts'
import { referenceTo, type VisitReferences } from './visitReferences.ts'

/** FHIR writes extensions of a primitive beside it; the generated types leave that member out. */
type CodingWithCodeExtension = Coding & { readonly _code: { readonly extension: readonly Extension[] } }

/** 身分證 has type NNxxx, where the country comes as an extension of the code. */
const nationalIdCoding: CodingWithCodeExtension = {
  system: fhirSystems.identifierType,
  code: 'NNxxx',
  _code: {
    extension: [
      {
        url: fhirSystems.identifierSuffix,
        extension: [
          { url: 'suffix', valueString: 'TWN' },
          { url: 'valueSet', valueCanonical: fhirSystems.countryCodes },
        ],
      },
    ],
  },
}

/** The naming system of an id: 身分證 has 1 or 2 in the second place, every other form is a 居留證. */
export const personIdSystem = (nationalId: string): string =>
  /^[A-Z][12]/.test(nationalId) ? fhirSystems.nationalId : fhirSystems.residentId

const personIdentifier = (nationalId: string): Identifier => {
  const system = personIdSystem(nationalId)
  const coding =
    system === fhirSystems.nationalId ? nationalIdCoding : { system: fhirSystems.identifierType, code: 'PRC' }
  return { use: 'official', type: { coding: [coding] }, system, value: nationalId }
}

const chartIdentifier = (record: VisitRecord, ids: VisitReferences): Identifier => ({
  use: 'official',
  type: { coding: [{ system: fhirSystems.identifierType, code: 'MR' }] },
  system: ids.chartSystem,
  value: record.patient.chartNumber,
  assigner: referenceTo(ids.organizationId),
})

/** A newborn without a number has none of its own: the parent's stands in the coverage only. */
const ownIdentifiers = ({ idKind, nationalId }: VisitRecord['patient']): Identifier[] => {
  if (idKind === 'newborn') return []
  if (idKind === 'national-id') return [personIdentifier(nationalId)]
  const type = { coding: [{ system: fhirSystems.identifierType, code: 'PPN' }] }
  return [{ use: 'official', type, system: fhirSystems.passport, value: nationalId }]
}

/** 病人, with 身分證, 居留證 or 護照 number and the clinic's chart number. */
export const patientResource = (record: VisitRecord, ids: VisitReferences): Patient => ({
  resourceType: 'Patient',
  id: ids.patientId,
  meta: { profile: [twCoreProfile('Patient')] },
  identifier: [
    ...ownIdentifiers(record.patient),
    ...(record.patient.chartNumber === '' ? [] : [chartIdentifier(record, ids)]),
  ],
  active: true,
  name: [{ use: 'official', text: fhirText(record.patient.name) }],
  gender: record.patient.sex === 'M' ? 'male' : 'female',
  birthDate: record.patient.birthDate,
  managingOrganization: referenceTo(ids.organizationId),
})

/** 醫師 of the visit. */
export const practitionerResource = (record: VisitRecord, ids: VisitReferences): Practitioner => ({
  resourceType: 'Practitioner',
  id: ids.practitionerId,
  meta: { profile: [twCoreProfile('Practitioner')] },
  identifier: [personIdentifier(record.practitioner.nationalId)],
  active: true,
  name: [{ use: 'official', text: fhirText(record.practitioner.name) }],
})

/** 醫事機構: the clinic. */
export const organizationResource = (record: VisitRecord, ids: VisitReferences): Organization => ({
  resourceType: 'Organization',
  id: ids.organizationId,
  meta: { profile: [twCoreProfile('Organization-hosp')] },
  identifier: [
    {
      use: 'official',
      type: { coding: [{ system: fhirSystems.identifierType, code: 'PRN' }] },
      system: fhirSystems.organization,
      value: record.clinic.providerNumber,
    },
  ],
  active: true,
  type: [{ coding: [{ system: fhirSystems.organizationType, code: 'prov' }] }],
  name: fhirText(record.clinic.name),
})
