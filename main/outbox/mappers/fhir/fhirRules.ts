import type { Bundle, HumanName, Resource } from '@medplum/fhirtypes'
import { departmentCodes } from './departments.ts'
import { structureProblems } from './documentStructure.ts'
import type { FhirProblem } from './fhirProblem.ts'
import { fhirSystems } from './fhirSystems.ts'

const isNamed = (names: readonly HumanName[] | undefined): boolean =>
  names !== undefined && names.length > 0 && names.every((name) => Boolean(name.text) || Boolean(name.family))

interface ResourceRule<T extends Resource['resourceType']> {
  readonly path: string
  readonly rule: string
  readonly holds: (resource: Extract<Resource, { resourceType: T }>) => boolean
}

type ResourceRules = { readonly [T in Resource['resourceType']]?: readonly ResourceRule<T>[] }

/** TW Core's rules that bite (facts/outpatient.md §8.3), as far as they can be broken by what a visit holds. */
const resourceRules: ResourceRules = {
  Patient: [
    { path: 'identifier', rule: 'at-least-one', holds: (patient) => (patient.identifier ?? []).length > 0 },
    {
      path: 'identifier.value',
      rule: 'id-letter-and-nine-digits',
      holds: (patient) =>
        (patient.identifier ?? [])
          .filter((identifier) => identifier.system === fhirSystems.nationalId)
          .every((identifier) => /^[A-Z]\d{9}$/.test(identifier.value ?? '')),
    },
    { path: 'name', rule: 'text-or-family', holds: (patient) => isNamed(patient.name) },
    { path: 'gender', rule: 'required', holds: (patient) => patient.gender !== undefined },
    { path: 'birthDate', rule: 'required', holds: (patient) => /^\d{4}-\d{2}-\d{2}$/.test(patient.birthDate ?? '') },
  ],
  Practitioner: [{ path: 'name', rule: 'text-or-family', holds: (practitioner) => isNamed(practitioner.name) }],
  Organization: [
    {
      path: 'identifier',
      rule: 'provider-number',
      holds: (organization) =>
        (organization.identifier ?? []).some(
          ({ system, value }) => system === fhirSystems.organization && /^[0-9A-Z]{10}$/.test(value ?? ''),
        ),
    },
  ],
  Encounter: [
    {
      path: 'identifier',
      rule: 'system-and-value',
      holds: (encounter) =>
        (encounter.identifier ?? []).every(({ system, value }) => Boolean(system) && Boolean(value)),
    },
    {
      path: 'serviceType',
      rule: 'department-code',
      holds: (encounter) =>
        (encounter.serviceType?.coding ?? []).some(
          ({ system, code }) => system === fhirSystems.department && departmentCodes.has(code ?? ''),
        ),
    },
  ],
  Coverage: [
    {
      path: 'identifier',
      rule: 'member-id-or-subscriber-id',
      holds: (coverage) =>
        Boolean(coverage.subscriberId) ||
        (coverage.identifier ?? []).some(
          ({ type, value }) => Boolean(value) && type?.coding?.some(({ code }) => code === 'MB') === true,
        ),
    },
    { path: 'relationship', rule: 'required', holds: (coverage) => coverage.relationship !== undefined },
    { path: 'payor', rule: 'exactly-one', holds: (coverage) => coverage.payor?.length === 1 },
  ],
  Condition: [
    { path: 'category', rule: 'exactly-one', holds: (condition) => condition.category?.length === 1 },
    { path: 'clinicalStatus', rule: 'required', holds: (condition) => condition.clinicalStatus !== undefined },
  ],
  MedicationRequest: [
    {
      path: 'medicationCodeableConcept',
      rule: 'coded',
      holds: ({ medicationCodeableConcept }) =>
        (medicationCodeableConcept?.coding ?? []).some(({ system, code }) => Boolean(system) && Boolean(code)),
    },
  ],
  ServiceRequest: [
    {
      path: 'code',
      rule: 'coded',
      holds: ({ code }) => (code?.coding ?? []).some((coding) => Boolean(coding.system) && Boolean(coding.code)),
    },
  ],
  Composition: [
    {
      path: 'section',
      rule: 'text-or-entry',
      holds: (composition) =>
        (composition.section ?? []).every(({ text, entry }) => text !== undefined || entry !== undefined),
    },
  ],
}

const rulesOf = (resource: Resource): readonly ResourceRule<Resource['resourceType']>[] =>
  (resourceRules[resource.resourceType] ?? []) as readonly ResourceRule<Resource['resourceType']>[]

/** Members that hold a quantity. */
const quantityMember = /^(quantity|doseQuantity|valueQuantity|quantityQuantity|expectedSupplyDuration)$/

const isUcum = (quantity: object): boolean =>
  'system' in quantity && quantity.system === fhirSystems.ucum && 'code' in quantity && Boolean(quantity.code)

/** Added to one list, and a path only made for what has members: a visit's close waits for it. */
const findQuantities = (value: object, path: string, found: FhirProblem[]): void => {
  for (const [name, member] of Object.entries(value)) {
    if (typeof member !== 'object' || member === null) continue
    const memberPath = Array.isArray(value) ? path : `${path}.${name}`
    if (quantityMember.test(name) && !isUcum(member)) found.push({ path: memberPath, rule: 'ucum' })
    findQuantities(member, memberPath, found)
  }
}

const quantityProblems = (resource: Resource): FhirProblem[] => {
  const found: FhirProblem[] = []
  findQuantities(resource, resource.resourceType, found)
  return found
}

/**
 * What a document breaks of FHIR's rules for documents and of TW Core's that bite; empty when nothing does. No replacement for a
 * validator with the profiles: it finds what a mapping mistake or a hole in the clinic's data would cause.
 */
export const fhirProblems = (document: Bundle): FhirProblem[] => [
  ...structureProblems(document),
  ...(document.entry ?? []).flatMap(({ resource }) =>
    resource === undefined
      ? []
      : [
          ...rulesOf(resource)
            .filter((rule) => !rule.holds(resource))
            .map(({ path, rule }) => ({ path: `${resource.resourceType}.${path}`, rule })),
          ...quantityProblems(resource),
        ],
  ),
]
