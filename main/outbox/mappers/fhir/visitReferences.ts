import type { Reference, Resource } from '@medplum/fhirtypes'
import type { VisitRecord } from '../../../domain/visit/visitRecord.ts'
import { uuidV5 } from './deterministicUuid.ts'

/** Ids of the document's resources. Visit and patient keep theirs; all others follow from the visit's id. */
export interface VisitReferences {
  readonly compositionId: string
  readonly patientId: string
  readonly practitionerId: string
  readonly organizationId: string
  readonly encounterId: string
  readonly coverageId: string
  conditionId(index: number): string
  orderId(line: number): string
  observationId(name: string): string
  /** The document itself: another one for each version of the visit. */
  readonly bundleId: string
  /** Naming system of the clinic's chart numbers (病歷號), the same for every visit of the clinic. */
  readonly chartSystem: string
}

/** Namespace of what belongs to a clinic and not to a visit; a random UUID, never to be changed. */
const clinicNamespace = '5b0f7d3a-6a54-4d0c-9d6e-3c0f4b8d2e71'

export const visitReferences = (record: VisitRecord): VisitReferences => {
  const known = new Map<string, string>()
  // Each resource is referred to several times.
  const id = (name: string): string => {
    const made = known.get(name) ?? uuidV5(record.encounterId, name)
    known.set(name, made)
    return made
  }
  return {
    compositionId: id('Composition'),
    patientId: record.patient.patientId,
    practitionerId: id('Practitioner'),
    organizationId: id('Organization'),
    encounterId: record.encounterId,
    coverageId: id('Coverage'),
    conditionId: (index) => id(`Condition/${index}`),
    orderId: (line) => id(`Order/${line}`),
    observationId: (name) => id(`Observation/${name}`),
    bundleId: id(`Bundle/${record.version}`),
    chartSystem: `urn:uuid:${uuidV5(clinicNamespace, `${record.clinic.providerNumber}/chart-number`)}`,
  }
}

/** A reference within the document. */
export const referenceTo = <T extends Resource>(id: string): Reference<T> => ({ reference: `urn:uuid:${id}` })
