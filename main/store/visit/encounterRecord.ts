import { z } from 'zod'
import { type Price, PriceSchema } from '../../../preload/contract/money/pricing.ts'
import {
  type Diagnosis,
  DiagnosisSchema,
  type OrderDraft,
  OrderDraftSchema,
  type Soap,
  SoapSchema,
} from '../../../preload/contract/orders/order.ts'
import { type AlertReason, AlertReasonSchema } from '../../../preload/contract/orders/orderAlert.ts'
import { type Prescription, PrescriptionSchema } from '../../../preload/contract/orders/prescription.ts'
import {
  type CardWriteState,
  CardWriteStateSchema,
  type VisitState,
  VisitStateSchema,
} from '../../../preload/contract/visit/visit.ts'
import {
  type EncounterId,
  EncounterIdSchema,
  type IsoDate,
  IsoDateSchema,
  type PatientId,
  PatientIdSchema,
  type PractitionerId,
  PractitionerIdSchema,
  type Session,
  SessionSchema,
} from '../../../preload/contract/words.ts'
import { fromJson } from '../jsonColumn.ts'
import type { VitalRecord } from '../record/vitalSignRepository.ts'
import type { ConsultationTable, EncounterTable } from '../schema.ts'

/** What the NHI gave for this visit; all null while nothing is known, or when the visit takes no serial. */
export interface EncounterSerial {
  /** 就醫日期時間, `yyyMMddHHmmss` */
  readonly treatmentDateTime: string | null
  /** 就醫序號 */
  readonly visitSequenceNumber: string | null
  /** 就醫識別碼 */
  readonly treatmentNumber: string | null
  /** 安全簽章 */
  readonly securitySignature: string | null
  readonly samId: string | null
  readonly hospitalId: string | null
  /** Second visit of the day at this clinic, as the NHI sees it. */
  readonly sameDay: boolean
}

/** A visit as a list shows it. */
export interface EncounterSummary extends EncounterSerial {
  readonly id: EncounterId
  readonly patientId: PatientId
  /** Clinic day, `YYYY-MM-DD`. */
  readonly day: string
  /** Unique within the day. */
  readonly queueNumber: number
  readonly session: Session
  readonly practitionerId: PractitionerId
  readonly practitionerName: string
  /** 科別 of the doctor then, the code; null in visits from before it was kept. */
  readonly department: string | null
  readonly roomId: string
  readonly roomName: string
  readonly treatmentItem: string
  readonly copaymentCode: string
  /** 異常就醫序號 */
  readonly exceptionCode: string | null
  readonly state: VisitState
  readonly registeredAt: number
  /** 健保卡號 of the card the visit was registered with. */
  readonly cardNumber: string | null
  readonly cardWrite: CardWriteState
  readonly closedAt: number | null
  /** 1 for the visit as first closed; each amendment has the next. */
  readonly version: number
}

/** What the doctor has typed. */
export interface VisitDraft {
  readonly soap: Soap
  readonly diagnoses: readonly Diagnosis[]
  readonly orders: readonly OrderDraft[]
  /** Left out in drafts whose doctor has said nothing of it. */
  readonly prescription?: Prescription
  /** Why alerts were overridden; left out where none was. */
  readonly alertReasons?: readonly AlertReason[]
  /** 回診日, `YYYY-MM-DD`; left out where nothing was said. */
  readonly returnOn?: IsoDate
}

/** Money taken, NT$. */
export interface Payment {
  readonly amount: number
  readonly received: number
  readonly paidAt: number
}

/** Everything kept of one visit. */
export interface EncounterRecord extends EncounterSummary {
  readonly draft: VisitDraft
  readonly draftSavedAt: number | null
  readonly price: Price | null
  readonly paid: Payment | null
  readonly vitals: readonly VitalRecord[]
}

export const emptyDraft: VisitDraft = {
  soap: { subjective: '', objective: '', assessment: '', plan: '' },
  diagnoses: [],
  orders: [],
}

export const DraftSchema = z.strictObject({
  soap: SoapSchema,
  diagnoses: z.array(DiagnosisSchema),
  orders: z.array(OrderDraftSchema),
  prescription: PrescriptionSchema.exactOptional(),
  alertReasons: z.array(AlertReasonSchema).exactOptional(),
  returnOn: IsoDateSchema.exactOptional(),
})

export const PaymentSchema = z.strictObject({ amount: z.number(), received: z.number(), paidAt: z.number() })

export const toSummary = (row: EncounterTable): EncounterSummary => ({
  id: EncounterIdSchema.parse(row.id),
  patientId: PatientIdSchema.parse(row.patient_id),
  day: row.day,
  queueNumber: row.queue_number,
  session: SessionSchema.parse(row.session),
  practitionerId: PractitionerIdSchema.parse(row.practitioner_id),
  practitionerName: row.practitioner_name,
  department: row.department,
  roomId: row.room_id,
  roomName: row.room_name,
  treatmentItem: row.treatment_item,
  copaymentCode: row.copayment_code,
  exceptionCode: row.exception_code,
  state: VisitStateSchema.parse(row.state),
  registeredAt: row.registered_at,
  treatmentDateTime: row.treatment_date_time,
  visitSequenceNumber: row.visit_sequence_number,
  treatmentNumber: row.treatment_number,
  securitySignature: row.security_signature,
  samId: row.sam_id,
  hospitalId: row.hospital_id,
  sameDay: row.same_day === 1,
  cardNumber: row.card_number,
  cardWrite: CardWriteStateSchema.parse(row.card_write),
  closedAt: row.closed_at,
  version: row.version,
})

export const toRecord = (row: EncounterTable & ConsultationTable, vitals: readonly VitalRecord[]): EncounterRecord => ({
  ...toSummary(row),
  draft: fromJson(DraftSchema, row.draft),
  draftSavedAt: row.draft_saved_at,
  price: row.price === null ? null : fromJson(PriceSchema, row.price),
  paid: row.paid === null ? null : fromJson(PaymentSchema, row.paid),
  vitals,
})

/** The columns that hold what the NHI gave. */
export const serialColumns = (
  serial: EncounterSerial,
): Pick<
  EncounterTable,
  | 'treatment_date_time'
  | 'visit_sequence_number'
  | 'treatment_number'
  | 'security_signature'
  | 'sam_id'
  | 'hospital_id'
  | 'same_day'
> => ({
  treatment_date_time: serial.treatmentDateTime,
  visit_sequence_number: serial.visitSequenceNumber,
  treatment_number: serial.treatmentNumber,
  security_signature: serial.securitySignature,
  sam_id: serial.samId,
  hospital_id: serial.hospitalId,
  same_day: serial.sameDay ? 1 : 0,
})

/** The row of a visit just registered. */
export const newRow = (encounter: EncounterSummary): EncounterTable => ({
  id: encounter.id,
  patient_id: encounter.patientId,
  day: encounter.day,
  queue_number: encounter.queueNumber,
  session: encounter.session,
  practitioner_id: encounter.practitionerId,
  practitioner_name: encounter.practitionerName,
  room_id: encounter.roomId,
  room_name: encounter.roomName,
  treatment_item: encounter.treatmentItem,
  copayment_code: encounter.copaymentCode,
  exception_code: encounter.exceptionCode,
  state: encounter.state,
  registered_at: encounter.registeredAt,
  ...serialColumns(encounter),
  card_number: encounter.cardNumber,
  card_write: encounter.cardWrite,
  closed_at: encounter.closedAt,
  version: encounter.version,
  paid: null,
  department: encounter.department,
})

/** Nothing typed yet. */
export const newConsultation = (encounter: EncounterSummary, draft = emptyDraft): ConsultationTable => ({
  encounter_id: encounter.id,
  draft_saved_at: null,
  price: null,
  draft: JSON.stringify(draft),
})
