import type {
  Condition,
  Coverage,
  DeviceRequest,
  Dosage,
  Encounter,
  MedicationRequest,
  Patient,
  Practitioner,
  Quantity,
  Reference,
  ServiceRequest,
} from '@medplum/fhirtypes'
import { isReleased, prescriptionOf, sheetOf } from '../../../domain/orders/prescription.ts'
import type { RecordedOrder, VisitRecord } from '../../../domain/visit/visitRecord.ts'
import { fhirSystems, twCoreProfile } from './fhirSystems.ts'
import { fhirText } from './narrative.ts'
import { ucumCode } from './ucumUnits.ts'
import { referenceTo, type VisitReferences } from './visitReferences.ts'

/** A resource that an order becomes. */
export type OrderResource = MedicationRequest | ServiceRequest | DeviceRequest

const quantity = (value: number, unit: string): Quantity => ({
  value,
  ...(unit === '' ? {} : { unit: fhirText(unit) }),
  system: fhirSystems.ucum,
  code: ucumCode(unit),
})

const dosage = (order: RecordedOrder): Dosage => {
  const { dose, frequency, route, unit } = order
  const parts = [dose === null ? null : `${dose} ${unit}`.trim(), frequency, route].filter((part) => part !== null)
  return {
    sequence: 1,
    ...(parts.length === 0 ? {} : { text: fhirText(parts.join(' ')) }),
    ...(frequency === null
      ? {}
      : {
          timing: { code: { coding: [{ system: fhirSystems.frequency, code: frequency }] } },
          ...(frequency.includes('PRN') ? { asNeededBoolean: true } : {}),
        }),
    ...(route === null ? {} : { route: { coding: [{ system: fhirSystems.route, code: route }] } }),
    ...(dose === null ? {} : { doseAndRate: [{ doseQuantity: quantity(dose, unit) }] }),
  }
}

/** What every order says alike. */
interface OrderContext {
  readonly id: string
  readonly intent: 'order'
  readonly status: 'active'
  readonly subject: Reference<Patient>
  readonly encounter: Reference<Encounter>
  readonly authoredOn: string
  readonly requester: Reference<Practitioner>
  readonly insurance: Reference<Coverage>[]
}

const medicationRequest = (
  order: RecordedOrder,
  context: OrderContext,
  reasons: Reference<Condition>[],
  repeats: number | null,
): MedicationRequest => ({
  resourceType: 'MedicationRequest',
  ...context,
  meta: { profile: [twCoreProfile('MedicationRequest')] },
  category: [{ coding: [{ system: fhirSystems.medicationCategory, code: 'outpatient' }] }],
  medicationCodeableConcept: {
    coding: [{ system: fhirSystems.drug, code: order.code, display: fhirText(order.name) }],
  },
  ...(reasons.length === 0 ? {} : { reasonReference: reasons }),
  dosageInstruction: [dosage(order)],
  dispenseRequest: {
    ...(repeats === null ? {} : { numberOfRepeatsAllowed: repeats }),
    quantity: quantity(order.quantity, order.unit),
    ...(order.days === null
      ? {}
      : { expectedSupplyDuration: { value: order.days, unit: 'd', system: fhirSystems.ucum, code: 'd' } }),
  },
})

const serviceRequest = (order: RecordedOrder, context: OrderContext): ServiceRequest => ({
  resourceType: 'ServiceRequest',
  ...context,
  meta: { profile: [twCoreProfile('ServiceRequest')] },
  code: { coding: [{ system: fhirSystems.feeSchedule, code: order.code, display: fhirText(order.name) }] },
  quantityQuantity: { value: order.quantity, system: fhirSystems.ucum, code: '1' },
  occurrenceDateTime: context.authoredOn,
  ...(order.site === '' ? {} : { bodySite: [{ text: order.site }] }),
})

/** Special materials have no TW Core profile: plain FHIR R4. */
const deviceRequest = (order: RecordedOrder, context: OrderContext): DeviceRequest => ({
  resourceType: 'DeviceRequest',
  ...context,
  codeCodeableConcept: {
    coding: [{ system: fhirSystems.material, code: order.code, display: fhirText(order.name) }],
  },
  parameter: [
    { code: { text: 'quantity' }, valueQuantity: { value: order.quantity, system: fhirSystems.ucum, code: '1' } },
  ],
})

/** How often a drug of a 慢性病連續處方箋 may still be dispensed after this time; null for every other. */
const repeatsOf = (order: RecordedOrder, record: VisitRecord): number | null => {
  const prescription = prescriptionOf(record)
  if (sheetOf(order, prescription) !== 'chronic-refill') return null
  if (prescription.wholeAmount !== null) return 0
  return prescription.dispensings - (prescription.refillOf?.dispensing ?? 1)
}

/** A drug of a cancelled 慢性病連續處方箋 is no more to be given: `stopped` where the first of it was given here. */
const statusOf = (order: RecordedOrder, record: VisitRecord): 'active' | 'stopped' | 'cancelled' => {
  const prescription = prescriptionOf(record)
  if (record.isRefillCancelled !== true || sheetOf(order, prescription) !== 'chronic-refill') return 'active'
  return isReleased(order, prescription) ? 'cancelled' : 'stopped'
}

/** Orders of the visit, each as the resource of its kind, in the order of the order table. */
export const orderResources = (record: VisitRecord, ids: VisitReferences): OrderResource[] => {
  const mainDiagnosis = record.diagnoses.length === 0 ? [] : [referenceTo<Condition>(ids.conditionId(1))]
  return record.orders.map((order) => {
    const context: OrderContext = {
      id: ids.orderId(order.line),
      status: 'active',
      intent: 'order',
      subject: referenceTo(ids.patientId),
      encounter: referenceTo(ids.encounterId),
      authoredOn: record.closedAt,
      requester: referenceTo(ids.practitionerId),
      insurance: [referenceTo(ids.coverageId)],
    }
    if (order.kind === 'drug') {
      const request = medicationRequest(order, context, mainDiagnosis, repeatsOf(order, record))
      return { ...request, status: statusOf(order, record) }
    }
    return order.kind === 'procedure' ? serviceRequest(order, context) : deviceRequest(order, context)
  })
}
