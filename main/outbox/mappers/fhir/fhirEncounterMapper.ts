import type { Bundle, Resource } from '@medplum/fhirtypes'
import type { VisitRecord } from '../../../domain/visit/visitRecord.ts'
import { compositionResource } from './compositionResource.ts'
import { fhirSystems, twCoreProfile } from './fhirSystems.ts'
import { orderResources } from './orderResources.ts'
import { organizationResource, patientResource, practitionerResource } from './partyResources.ts'
import { visitReferences } from './visitReferences.ts'
import { conditionResources, coverageResource, encounterResource } from './visitResources.ts'
import { vitalResources } from './vitalResources.ts'

/** A visit as a document: complete in itself, every reference leads to an entry of it. */
export type FhirDocument = Bundle & { readonly type: 'document' }

/**
 * A visit as a FHIR R4 document bundle by TW Core 1.0.0: Composition, Patient, Practitioner, Organization, Encounter, Coverage,
 * Conditions, orders and what was measured. Every id follows from the visit's and every time is one of the visit's, so the same version of a visit
 * always gives the same bytes. Amounts are not in it: they belong to the claim.
 */
export const fhirDocumentOfVisit = (record: VisitRecord): FhirDocument => {
  const ids = visitReferences(record)
  const orders = orderResources(record, ids)
  const vitals = vitalResources(record, ids)
  const resources: Resource[] = [
    compositionResource(record, ids, orders, vitals),
    patientResource(record, ids),
    practitionerResource(record, ids),
    organizationResource(record, ids),
    encounterResource(record, ids),
    coverageResource(record, ids),
    ...conditionResources(record, ids),
    ...orders,
    ...vitals,
  ]
  return {
    resourceType: 'Bundle',
    id: ids.bundleId,
    meta: { profile: [twCoreProfile('Bundle-document')] },
    language: 'zh-TW',
    identifier: { system: fhirSystems.uri, value: `urn:uuid:${ids.bundleId}` },
    type: 'document',
    timestamp: record.closedAt,
    entry: resources.map((resource) => ({ fullUrl: `urn:uuid:${resource.id}`, resource })),
  }
}
