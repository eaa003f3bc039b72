import { type Prescription, suppliedDays } from '../../../../preload/contract/orders/prescription.ts'
import { isoToRoc, toRocDateTime } from '../../../../preload/contract/patient/rocDate.ts'
import { newbornMark } from '../../../domain/card/newbornKey.ts'
import { isReleased, prescriptionOf, sheetOf } from '../../../domain/orders/prescription.ts'
import type { RecordedOrder, VisitRecord } from '../../../domain/visit/visitRecord.ts'
import {
  countingTreatmentItems,
  type PrescriptionKind,
  prescriptionKinds,
  unknownTreatmentNumber,
  virtualOrderCodes,
} from './nhiCodes.ts'
import type { NhiOrderFields, NhiRecord, NhiVisitFields } from './nhiRecord.ts'

/** 就醫類別 whose 給付類別 is not the ordinary illness: preventive care has none, and occupational injury needs a doctor's word. */
const itemsWithoutOrdinaryIllness: ReadonlySet<string> = new Set(['AC', 'AD'])

const orderTypeOf = { drug: '1', procedure: '2', material: '3' } as const

const withValues = <Tag extends string>(fields: Readonly<Record<Tag, string | null>>): { [T in Tag]?: string } => {
  const result: { [T in Tag]?: string } = {}
  for (const tag in fields) {
    const value = fields[tag]
    if (value !== null && value !== '') result[tag] = value
  }
  return result
}

const kindOfSheet = { general: 'A', chronic: 'B', 'chronic-refill': 'C' } as const satisfies Record<
  string,
  PrescriptionKind
>

const prescriptionKind = (order: RecordedOrder, record: VisitRecord): PrescriptionKind | null => {
  const sheet = sheetOf(order, prescriptionOf(record))
  return sheet === null ? null : kindOfSheet[sheet]
}

const orderFields = (order: RecordedOrder, dateTime: string | null, record: VisitRecord): NhiOrderFields => {
  const isException = record.exceptionCode !== null
  const isGiven = !isReleased(order, prescriptionOf(record))
  const isVirtual = virtualOrderCodes.has(order.code)
  const isDrug = order.kind === 'drug' && !isVirtual
  return withValues({
    D01: dateTime,
    D02: isVirtual ? 'G' : isGiven ? orderTypeOf[order.kind] : 'M',
    D03: String(order.line).padStart(3, '0'),
    D04: isDrug ? prescriptionKind(order, record) : null,
    D05: isVirtual ? null : isGiven ? '0' : '1',
    D06: order.code,
    D07: order.site,
    D08: isDrug ? order.frequency : null,
    D09: isDrug && order.days !== null ? String(order.days) : null,
    D10: isVirtual ? '0.0' : order.quantity.toFixed(1),
    D11: isException ? null : order.signature,
    D14: isDrug ? order.route : null,
  })
}

/** What M13 holds in a record of a card that was used: a serial for counting items, a special code (IC…) for some others. */
const serialOf = (record: VisitRecord): string | null => {
  const serial = record.visitSequenceNumber
  if (countingTreatmentItems.has(record.treatmentItem)) return serial
  return serial?.startsWith('IC') ? serial : null
}

/**
 * 連續處方總給藥日份 (M21). Of what is got whole at a later dispensing it is what is left: the days in all would be no multiple of the
 * days given (M20), which is refused (D009).
 */
const totalDays = (prescription: Prescription): number => {
  const { dispensings, daysEach, wholeAmount, refillOf } = prescription
  return wholeAmount !== null && refillOf !== null ? suppliedDays(prescription) : dispensings * (daysEach ?? 0)
}

const visitFields = (record: VisitRecord, dateTime: string | null): NhiVisitFields => {
  const isException = record.exceptionCode !== null
  const { price } = record
  const { newborn } = record.patient
  const [main, ...secondary] = record.diagnoses.map((diagnosis) => diagnosis.code.replaceAll('.', ''))
  const realDrugs = record.orders.filter((order) => order.kind === 'drug' && !virtualOrderCodes.has(order.code))
  const prescription = prescriptionOf(record)
  const kinds = new Set(realDrugs.map((order) => prescriptionKind(order, record)))
  const hasReleased = realDrugs.some((order) => isReleased(order, prescription))
  const { refilled } = record
  const hasVirtualOrder = record.orders.some((order) => virtualOrderCodes.has(order.code))
  return withValues({
    M01: isException ? null : record.samId,
    M02: isException ? null : record.patient.nhiCardNumber,
    M03: record.patient.nationalId,
    M04: isoToRoc(newborn?.parentBirthDate ?? record.patient.birthDate),
    M05: record.clinic.providerNumber,
    M06: record.practitioner.nationalId,
    M07: record.treatmentItem,
    M08: newborn === null ? null : isoToRoc(record.patient.birthDate),
    M09: newborn === null ? null : String(newborn.birthCount),
    M10: newborn === null ? null : newbornMark(newborn.birthOrder, record.patient.sex),
    M11: dateTime,
    M12: record.afterCheck,
    M13: record.exceptionCode ?? serialOf(record),
    M14: isException ? null : record.securitySignature,
    M15: isException ? null : record.treatmentNumber,
    M16: refilled?.treatmentNumber ?? (hasVirtualOrder || refilled !== undefined ? unknownTreatmentNumber : null),
    M17: refilled === undefined ? null : record.clinic.providerNumber,
    M18: refilled?.visitSequenceNumber ?? null,
    M19: refilled?.treatmentDateTime ?? null,
    M20: String(realDrugs.length === 0 || hasReleased ? 0 : price.medicationDays),
    M21: kinds.has('C') ? String(totalDays(prescription)) : null,
    M23: realDrugs.length === 0 ? '2' : hasReleased ? '1' : '0',
    [prescriptionKinds.A]: kinds.has('A') ? '1' : null,
    [prescriptionKinds.B]: kinds.has('B') ? '1' : null,
    [prescriptionKinds.C]: kinds.has('C') ? String(prescription.dispensings) : null,
    M35: main ?? null,
    M36: secondary[0] ?? null,
    M37: secondary[1] ?? null,
    M38: secondary[2] ?? null,
    M39: secondary[3] ?? null,
    M40: secondary[4] ?? null,
    M44: String(price.totalPoints),
    M45: String(price.copaymentBasic + price.copaymentDrug),
    M49: record.actual?.dateTime ?? null,
    M51: itemsWithoutOrdinaryIllness.has(record.treatmentItem) ? null : '4',
    M52: record.actual?.treatmentNumber ?? null,
    M53: price.copaymentBasic === 0 ? null : String(price.copaymentBasic),
    M54: price.copaymentDrug === 0 ? null : String(price.copaymentDrug),
    M56: record.clinic.medicalCategory,
  })
}

/**
 * A visit as a record of the NHI's upload format 2.0 (24 小時上傳).
 *
 * - Only what the card carries as orders (drugs, procedures, materials) becomes an MB2; examination and dispensing fees are in
 *   the fee M44 and belong to the monthly claim.
 * - Copayments: M45 is all of it, M53 the basic and M54 the drug part (left out when 0).
 * - A released drug is D02 = M with D05 = 1, and M20 is 0 then (D036). A 慢性病連續處方箋 has D04 = C, its dispensings M26 and days in all
 *   M21; who dispenses it again names the issuing visit by M16–M19. M33 (already dispensed) stays out: no public source says whether
 *   this time counts.
 * - 給付類別 M51 is 4 (普通疾病).
 * - How a visit was held (`attendance`) stays out: format 2.0 has no field for it that is known, and the order codes of the pandemic
 *   (ViT-COVID19, PhT-COVID19) have ended (facts/outpatient.md §7.4 and §9). The FHIR document carries the mark.
 * - A make-up (M12 = 2–4) names the visit it makes good by its time M49 and 就醫識別碼 M52; M11 and M15 are the make-up's own.
 * - A newborn without a number goes out under the parent's number and birthday (M03, M04), with the own birthday M08, how many were
 *   born M09 and which of them M10.
 * - With an exception code (H01 = B) card number, SAM, signatures and any treatment number made with the card stay out, because
 *   the format forbids them there; M11 is the best known time and M15 is missing until `withCardlessIdentifier` has set both.
 */
export const nhiRecordOfVisit = (record: VisitRecord): NhiRecord => {
  const isException = record.exceptionCode !== null
  const dateTime = record.treatmentDateTime ?? (isException ? toRocDateTime(Date.parse(record.registeredAt)) : null)
  return {
    H00: '1',
    H01: isException ? 'B' : 'A',
    visit: visitFields(record, dateTime),
    orders: record.orders.map((order) => orderFields(order, dateTime, record)),
  }
}

/** What the NHI gives for a visit without a card (TreatmentNumber/NoCard). */
export interface CardlessIdentifier {
  /** 就醫日期時間 of the issue, `yyyMMddHHmmss`. */
  readonly treatmentDateTime: string
  /** 就醫識別碼, 20 characters. */
  readonly treatmentNumber: string
}

/**
 * An exception record with the card-less treatment number the NHI has issued for it.
 *
 * The number carries patient, institution and date-time inside, and the NHI compares them with the record (D003–D005), so M11 and
 * the D01 of every order become the time of the issue; a number made with a card is refused in a record with H01 = B (D069–D072),
 * which is why an exception never keeps the one its serial came with. M13 keeps the exception code. Issue and keep ONE identifier
 * for a visit: it is part of the record's identity, so a second one would make a second visit instead of replacing the first.
 */
export const withCardlessIdentifier = <Kind extends NhiRecord>(record: Kind, identifier: CardlessIdentifier): Kind => ({
  ...record,
  visit: { ...record.visit, M11: identifier.treatmentDateTime, M15: identifier.treatmentNumber },
  orders: record.orders.map((order) => ({ ...order, D01: identifier.treatmentDateTime })),
})
