import type { Condition, Coverage, Encounter, Identifier } from '@medplum/fhirtypes'
import { taipeiDay } from '../../../../preload/contract/patient/rocDate.ts'
import { isRemote } from '../../../../preload/contract/visit/attendance.ts'
import type { VisitRecord } from '../../../domain/visit/visitRecord.ts'
import { unknownTreatmentNumber } from '../nhi/nhiCodes.ts'
import { fhirSystems, icd10System, nhiPayer, twCoreProfile } from './fhirSystems.ts'
import { fhirText } from './narrative.ts'
import { personIdSystem } from './partyResources.ts'
import { referenceTo, type VisitReferences } from './visitReferences.ts'

/**
 * Where a visit was held comes first (HL7 ActCode: VR by telecommunication, which marks the record as 通訊診察治療辦法 wants, HH at the
 * patient's home); in the clinic 急診 is an emergency and everything else ambulatory. Whether it was video or phone has no code there.
 */
const encounterClass = ({
  attendance,
  treatmentItem,
}: Pick<VisitRecord, 'attendance' | 'treatmentItem'>): { code: string; display: string } => {
  if (isRemote(attendance)) return { code: 'VR', display: 'virtual' }
  if (attendance === 'home') return { code: 'HH', display: 'home health' }
  return treatmentItem === '04' ? { code: 'EMER', display: 'emergency' } : { code: 'AMB', display: 'ambulatory' }
}

const visitIdentifiers = (record: VisitRecord): Identifier[] => {
  const serial = record.exceptionCode ?? record.visitSequenceNumber
  const identifiers: (Identifier | null)[] = [
    { use: 'usual', system: fhirSystems.uri, value: `urn:uuid:${record.encounterId}` },
    // A number made with the card is not the one an exception is uploaded with, so it names the visit in neither case.
    record.treatmentNumber === null || record.exceptionCode !== null
      ? null
      : { use: 'official', system: fhirSystems.treatmentNumber, value: record.treatmentNumber },
    // What a make-up makes good was known by another number.
    record.actual === null || record.actual.treatmentNumber === unknownTreatmentNumber
      ? null
      : { use: 'old', system: fhirSystems.treatmentNumber, value: record.actual.treatmentNumber },
    serial === null ? null : { use: 'secondary', system: fhirSystems.visitSequenceNumber, value: serial },
  ]
  return identifiers.filter((identifier) => identifier !== null)
}

/** 就醫事件, with 就醫識別碼 and 就醫序號. */
export const encounterResource = (record: VisitRecord, ids: VisitReferences): Encounter => ({
  resourceType: 'Encounter',
  id: ids.encounterId,
  meta: { profile: [twCoreProfile('Encounter')] },
  identifier: visitIdentifiers(record),
  status: record.isCancelled === true ? 'entered-in-error' : 'finished',
  class: { system: fhirSystems.actCode, ...encounterClass(record) },
  serviceType: { coding: [{ system: fhirSystems.department, code: record.practitioner.department }] },
  subject: referenceTo(ids.patientId),
  participant: [
    {
      type: [{ coding: [{ system: fhirSystems.participationType, code: 'ATND', display: 'attender' }] }],
      individual: referenceTo(ids.practitionerId),
    },
  ],
  period: { start: record.registeredAt, end: record.closedAt },
  ...(record.diagnoses.length === 0
    ? {}
    : {
        diagnosis: record.diagnoses.map((_, index) => ({
          condition: referenceTo(ids.conditionId(index + 1)),
          rank: index + 1,
        })),
      }),
  serviceProvider: referenceTo(ids.organizationId),
})

/** 健保 of the patient; `class` carries the 部分負擔代號 of the visit. */
export const coverageResource = (record: VisitRecord, ids: VisitReferences): Coverage => ({
  resourceType: 'Coverage',
  id: ids.coverageId,
  meta: { profile: [twCoreProfile('Coverage')] },
  identifier: [
    {
      type: { coding: [{ system: fhirSystems.identifierType, code: 'MB' }] },
      system: record.patient.idKind === 'passport' ? fhirSystems.passport : personIdSystem(record.patient.nationalId),
      value: record.patient.nationalId,
    },
    ...(record.patient.nhiCardNumber === null
      ? []
      : [
          {
            type: { coding: [{ system: fhirSystems.identifierType, code: 'HC' }] },
            value: record.patient.nhiCardNumber,
          },
        ]),
  ],
  status: 'active',
  type: { coding: [{ system: fhirSystems.actCode, code: 'PUBLICPOL', display: 'public healthcare' }] },
  subscriberId: record.patient.nationalId,
  beneficiary: referenceTo(ids.patientId),
  relationship: {
    coding: [{ system: fhirSystems.relationship, code: record.patient.newborn === null ? 'self' : 'child' }],
  },
  payor: [
    {
      type: 'Organization',
      identifier: { system: fhirSystems.governmentBody, value: nhiPayer.code },
      display: nhiPayer.name,
    },
  ],
  class: [
    {
      type: { coding: [{ system: fhirSystems.coverageClass, code: 'class' }] },
      value: record.copaymentCode,
      name: '部分負擔代號',
    },
  ],
})

/** One diagnosis, in the ICD-10-CM edition of the visit's day. */
export const conditionResources = (record: VisitRecord, ids: VisitReferences): Condition[] => {
  const system = icd10System(taipeiDay(Date.parse(record.registeredAt)))
  return record.diagnoses.map((diagnosis, index) => ({
    resourceType: 'Condition',
    id: ids.conditionId(index + 1),
    meta: { profile: [twCoreProfile('Condition')] },
    clinicalStatus: { coding: [{ system: fhirSystems.conditionClinical, code: 'active' }] },
    verificationStatus: { coding: [{ system: fhirSystems.conditionVerification, code: 'confirmed' }] },
    category: [{ coding: [{ system: fhirSystems.conditionCategory, code: 'encounter-diagnosis' }] }],
    code: {
      coding: [
        { system, code: diagnosis.code, display: fhirText(diagnosis.nameZh || diagnosis.nameEn || diagnosis.code) },
      ],
    },
    subject: referenceTo(ids.patientId),
    encounter: referenceTo(ids.encounterId),
    recordedDate: record.closedAt,
    asserter: referenceTo(ids.practitionerId),
  }))
}
