import type { Price } from '../../../preload/contract/money/pricing.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import { vitalKinds } from '../../../preload/contract/visit/vitals.ts'
import type { RecordedVital, VisitRecord } from '../../domain/visit/visitRecord.ts'
import { byCodes } from '../../store/codes/catalogRepository.ts'
import { nhiPersonId } from '../../store/patient/patientRecord.ts'
import type { PatientRecord } from '../../store/patient/patientRepository.ts'
import { attendanceOf } from '../../store/visit/attendanceRepository.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import type { EncounterRecord } from '../../store/visit/encounterRecord.ts'
import { type DeskContext, instantOf } from '../context.ts'
import { pricedQuantity } from '../money/priceDraft.ts'
import { departmentOf } from './departmentOf.ts'

export interface ClosingFacts {
  readonly price: Price
  readonly exceptionCode: string | null
  readonly closedAt: number
  /** 處方簽章 by order line; empty when the card was not written. */
  readonly signatures: ReadonlyMap<number, string>
  /** Set when the record makes an earlier visit good (補卡). */
  readonly makeUp?: Pick<VisitRecord, 'afterCheck' | 'actual'>
}

/** Fields of the NHI record that are empty until a card was used. */
export const fieldsOnlyACardGives: ReadonlySet<string> = new Set([
  ...['M01', 'M02', 'M11', 'M13', 'M14', 'M15', 'D01', 'D11'],
])

const recordedVitals = (vitals: EncounterRecord['vitals']): readonly RecordedVital[] =>
  vitalKinds.flatMap((kind) =>
    vitals
      .filter((reading) => reading.kind === kind)
      .map(({ value, meal, measuredAt }) => ({ kind, value, meal, measuredAt: instantOf(measuredAt) })),
  )

/** Puts together everything known of a visit at its close. `CODE_UNKNOWN` names an order that no table in force knows. */
export const visitRecordOf = async (
  context: DeskContext,
  encounter: EncounterRecord,
  patient: PatientRecord,
  facts: ClosingFacts,
): Promise<Result<VisitRecord>> => {
  const { clinic, practitioners } = context.settings
  const practitioner = practitioners.find((person) => person.id === encounter.practitionerId)
  if (practitioner === undefined) return fail('CODE_UNKNOWN', { details: { practitioner: encounter.practitionerId } })
  const { orders } = encounter.draft
  const codes = orders.map((order) => order.code)
  const catalog = await byCodes(context.store.db, ['nhi-drug', 'nhi-procedure', 'nhi-material'], codes, encounter.day)
  const unknown = codes.find((code) => !catalog.has(code))
  if (unknown !== undefined) return fail('CODE_UNKNOWN', { details: { code: unknown } })
  const { attendance } = await attendanceOf(context.store.db, encounter.id)
  const { prescription, alertReasons, returnOn } = encounter.draft
  const refillOf = prescription?.refillOf ?? null
  const issuing = refillOf === null ? null : await byId(context.store.db, refillOf.prescriptionId)
  return ok({
    encounterId: encounter.id,
    version: encounter.version,
    clinic: { providerNumber: clinic.providerNumber, name: clinic.name, medicalCategory: clinic.medicalCategory },
    patient: {
      patientId: patient.id,
      name: patient.name,
      nationalId: nhiPersonId(patient),
      idKind: patient.idKind,
      newborn: patient.newborn,
      birthDate: patient.birthDate,
      sex: patient.sex,
      chartNumber: patient.chartNumber,
      nhiCardNumber: encounter.cardNumber,
    },
    practitioner: {
      practitionerId: practitioner.id,
      name: practitioner.name,
      nationalId: practitioner.nationalId,
      department: departmentOf(context, encounter) ?? practitioner.department,
    },
    treatmentItem: encounter.treatmentItem,
    copaymentCode: facts.price.copaymentCode,
    attendance,
    afterCheck: facts.makeUp?.afterCheck ?? '1',
    actual: facts.makeUp?.actual ?? null,
    treatmentDateTime: encounter.treatmentDateTime,
    visitSequenceNumber: encounter.visitSequenceNumber,
    treatmentNumber: encounter.treatmentNumber,
    securitySignature: encounter.securitySignature,
    samId: encounter.samId,
    exceptionCode: facts.exceptionCode,
    registeredAt: instantOf(encounter.registeredAt),
    closedAt: instantOf(facts.closedAt),
    soap: encounter.draft.soap,
    diagnoses: encounter.draft.diagnoses,
    orders: orders.map((order, index) => {
      const concept = catalog.get(order.code)
      return {
        line: index + 1,
        kind: order.kind,
        code: order.code,
        name: concept?.displayZh || concept?.displayEn || order.code,
        dose: order.dose,
        unit: concept?.unit ?? '',
        frequency: order.frequency,
        route: order.route,
        days: order.days,
        quantity: pricedQuantity(facts.price, index + 1),
        site: order.site,
        signature: facts.signatures.get(index + 1) ?? null,
      }
    }),
    ...(prescription === undefined ? {} : { prescription }),
    ...(alertReasons === undefined ? {} : { alertReasons }),
    ...(encounter.vitals.length === 0 ? {} : { vitals: recordedVitals(encounter.vitals) }),
    ...(returnOn === undefined ? {} : { returnOn }),
    ...(issuing === null
      ? {}
      : {
          refilled: {
            treatmentItem: issuing.treatmentItem,
            treatmentNumber: issuing.exceptionCode === null ? issuing.treatmentNumber : null,
            visitSequenceNumber: issuing.exceptionCode ?? issuing.visitSequenceNumber,
            treatmentDateTime: issuing.treatmentDateTime,
          },
        }),
    price: facts.price,
  })
}

/** The record with what its card has signed; what is signed is what was looked at before the card was written. */
export const withSignatures = (record: VisitRecord, signatures: ReadonlyMap<number, string>): VisitRecord => ({
  ...record,
  orders: record.orders.map((order) => ({ ...order, signature: signatures.get(order.line) ?? null })),
})
