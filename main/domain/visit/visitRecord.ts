import type { Price } from '../../../preload/contract/money/pricing.ts'
import type { Diagnosis, OrderKind, Soap } from '../../../preload/contract/orders/order.ts'
import type { AlertReason } from '../../../preload/contract/orders/orderAlert.ts'
import type { Prescription } from '../../../preload/contract/orders/prescription.ts'
import type { Attendance } from '../../../preload/contract/visit/attendance.ts'
import type { MakeUpMark } from '../card/makeUp.ts'
import type { VitalValue } from './vitalSigns.ts'

/** One order as it was closed: what was ordered, what it cost, and the card's signature over it. */
export interface RecordedOrder {
  /** 1-based line of the order table. */
  readonly line: number
  readonly kind: OrderKind
  readonly code: string
  readonly name: string
  readonly dose: number | null
  readonly unit: string
  readonly frequency: string | null
  readonly route: string | null
  readonly days: number | null
  /** Total, one decimal. */
  readonly quantity: number
  readonly site: string
  /** 處方簽章 (40 characters); null when the card was not written. */
  readonly signature: string | null
}

/** One value that was measured at the visit. */
export interface RecordedVital extends VitalValue {
  /** ISO instant, server time. */
  readonly measuredAt: string
}

/**
 * Everything known of one visit when it is closed, on plain values: the source of the NHI record, the FHIR document and the
 * receipt. Built in one place, frozen into the outbox, never changed afterwards; an amendment has the next `version`.
 */
export interface VisitRecord {
  readonly encounterId: string
  /** 1 for the visit as first closed. */
  readonly version: number
  /** The visit was cancelled after it was closed: what is told of it stands no more. */
  readonly isCancelled?: true
  /** The 慢性病連續處方箋 that this visit has issued was cancelled (註銷); the visit stands. */
  readonly isRefillCancelled?: true
  readonly clinic: { readonly providerNumber: string; readonly name: string; readonly medicalCategory: string }
  readonly patient: {
    readonly patientId: string
    readonly name: string
    /** 身分證號, 居留證號 or 護照號碼; of a newborn without one, the number of the parent who is treated for (依附就醫). */
    readonly nationalId: string
    readonly idKind: 'national-id' | 'passport' | 'newborn'
    /** `YYYY-MM-DD`; the patient's own. */
    readonly birthDate: string
    readonly sex: 'M' | 'F'
    /** Of a newborn without a number: the parent's birthday, the order of birth, and how many children it were; else null. */
    readonly newborn: {
      readonly parentBirthDate: string
      readonly birthOrder: number
      readonly birthCount: number
    } | null
    readonly chartNumber: string
    /** 健保卡號; null when no card was ever read. */
    readonly nhiCardNumber: string | null
  }
  readonly practitioner: {
    readonly practitionerId: string
    readonly name: string
    readonly nationalId: string
    /** 科別 */
    readonly department: string
  }
  readonly treatmentItem: string
  readonly copaymentCode: string
  readonly attendance: Attendance
  /** 補卡註記 of the record: 1 ordinary; see `makeUpMark` for the others. */
  readonly afterCheck: '1' | MakeUpMark
  /** 實際就醫日期時間 (M49) and 實際就醫識別碼 (M52) of a make-up; null for an ordinary record. */
  readonly actual: { readonly dateTime: string; readonly treatmentNumber: string } | null
  /** 就醫日期時間 the NHI gave with the serial; null until one is known. */
  readonly treatmentDateTime: string | null
  readonly visitSequenceNumber: string | null
  readonly treatmentNumber: string | null
  readonly securitySignature: string | null
  readonly samId: string | null
  /** 異常就醫序號; when set the record goes out as an exception (H01 = B). */
  readonly exceptionCode: string | null
  /** ISO instants, server time. */
  readonly registeredAt: string
  readonly closedAt: string
  readonly soap: Soap
  readonly diagnoses: readonly Diagnosis[]
  readonly orders: readonly RecordedOrder[]
  /** Left out where the doctor has said nothing of it. */
  readonly prescription?: Prescription
  /** Why alerts were overridden. */
  readonly alertReasons?: readonly AlertReason[]
  /** 生命徵象, by kind as in `vitalKinds`; left out where nothing was measured. */
  readonly vitals?: readonly RecordedVital[]
  /** 回診日, `YYYY-MM-DD`; left out where nothing was said. */
  readonly returnOn?: string
  /** The visit whose 慢性病連續處方箋 this one dispenses, by what the NHI knows it by; left out where it dispenses none. */
  readonly refilled?: {
    /** 就醫類別 of that visit. */
    readonly treatmentItem: string
    readonly treatmentNumber: string | null
    readonly visitSequenceNumber: string | null
    readonly treatmentDateTime: string | null
  }
  readonly price: Price
}
