import type { Composition, CompositionSection, Observation, Resource } from '@medplum/fhirtypes'
import type { VisitRecord } from '../../../domain/visit/visitRecord.ts'
import { fhirSystems, twCoreProfile } from './fhirSystems.ts'
import { narrative } from './narrative.ts'
import type { OrderResource } from './orderResources.ts'
import { referenceTo, type VisitReferences } from './visitReferences.ts'

/** Sections of the document by LOINC; the title is what the document itself shows. */
const sections = {
  subjective: { code: '61150-9', title: '主觀' },
  objective: { code: '61149-1', title: '客觀' },
  assessment: { code: '51848-0', title: '評估' },
  plan: { code: '18776-5', title: '計畫' },
  vitals: { code: '8716-3', title: '生命徵象' },
  followUp: { code: '18776-5', title: '回診日' },
  diagnoses: { code: '29548-5', title: '診斷' },
  medications: { code: '29551-9', title: '用藥' },
  services: { code: '29554-3', title: '處置及檢查' },
  coverage: { code: '48768-6', title: '保險' },
} as const

const section = (
  kind: keyof typeof sections,
  text: string,
  entries: readonly string[] = [],
): readonly CompositionSection[] =>
  text.trim() === ''
    ? []
    : [
        {
          title: sections[kind].title,
          code: { coding: [{ system: fhirSystems.loinc, code: sections[kind].code }] },
          text: narrative(text),
          ...(entries.length === 0 ? {} : { entry: entries.map((id) => referenceTo<Resource>(id)) }),
        },
      ]

/** A measurement on one line, as its own codes name it. */
const vitalLine = ({ code, valueQuantity, component, note }: Observation): string =>
  [
    code?.coding?.[0]?.display,
    valueQuantity === undefined
      ? (component ?? []).map((part) => part.valueQuantity?.value).join('/')
      : valueQuantity.value,
    (valueQuantity ?? component?.[0]?.valueQuantity)?.unit,
    note?.[0]?.text,
  ]
    .filter((part) => part !== undefined)
    .join(' ')

/** The document's head: who wrote what about whom, the doctor's note, and the way to everything else. */
export const compositionResource = (
  record: VisitRecord,
  ids: VisitReferences,
  orders: readonly OrderResource[],
  vitals: readonly Observation[],
): Composition => {
  const { soap } = record
  const linesOf = (isKind: (kind: string) => boolean): string =>
    record.orders
      .filter((order) => isKind(order.kind))
      .map((order) =>
        [order.code, order.name, order.frequency, order.route, `×${order.quantity}`].filter(Boolean).join(' '),
      )
      .join('\n')
  const idsOf = (isKind: (resource: OrderResource) => boolean): string[] =>
    orders.flatMap((resource) => (isKind(resource) && resource.id !== undefined ? [resource.id] : []))
  const isMedication = (resource: OrderResource): boolean => resource.resourceType === 'MedicationRequest'
  return {
    resourceType: 'Composition',
    id: ids.compositionId,
    meta: { profile: [twCoreProfile('Composition')] },
    language: 'zh-TW',
    identifier: { system: fhirSystems.uri, value: `urn:uuid:${ids.compositionId}` },
    status: record.isCancelled === true ? 'entered-in-error' : record.version === 1 ? 'final' : 'amended',
    type: { coding: [{ system: fhirSystems.loinc, code: '34108-1', display: 'Outpatient Note' }] },
    subject: referenceTo(ids.patientId),
    encounter: referenceTo(ids.encounterId),
    date: record.closedAt,
    author: [referenceTo(ids.practitionerId)],
    title: '門診病歷',
    attester: [{ mode: 'professional', time: record.closedAt, party: referenceTo(ids.practitionerId) }],
    custodian: referenceTo(ids.organizationId),
    section: [
      ...section('subjective', soap.subjective),
      ...section('objective', soap.objective),
      ...section('assessment', soap.assessment),
      ...section('plan', soap.plan),
      ...section('followUp', record.returnOn ?? ''),
      ...section(
        'vitals',
        vitals.map(vitalLine).join('\n'),
        vitals.flatMap(({ id }) => (id === undefined ? [] : [id])),
      ),
      ...section(
        'diagnoses',
        record.diagnoses.map(({ code, nameZh, nameEn }) => `${code} ${nameZh || nameEn}`).join('\n'),
        record.diagnoses.map((_, index) => ids.conditionId(index + 1)),
      ),
      ...section(
        'medications',
        linesOf((kind) => kind === 'drug'),
        idsOf(isMedication),
      ),
      ...section(
        'services',
        linesOf((kind) => kind !== 'drug'),
        idsOf((resource) => !isMedication(resource)),
      ),
      ...section('coverage', record.copaymentCode, [ids.coverageId]),
    ],
  }
}
