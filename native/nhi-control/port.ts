import type { Result } from '../../preload/contract/result.ts'

/** 控制軟體 as it stands. */
export interface ControlStatus {
  readonly initialised: boolean
  /** 安全模組: none, not yet verified with the NHI, verified. */
  readonly sam: 'none' | 'not-verified' | 'verified'
  /** 醫事人員卡. */
  readonly professionalCard: 'none' | 'present' | 'pin-pending' | 'verified'
  /** 健保卡: none, present, authenticated by the SAM or higher. */
  readonly patientCard: 'none' | 'present' | 'authenticated'
}

/** BasicData/Register of the NHI server: the authenticated identity and its insurance. Dates `YYYY-MM-DD`. */
export interface RegisteredPerson {
  readonly cardNumber: string
  readonly name: string
  readonly nationalId: string
  readonly birthDate: string
  readonly sex: 'M' | 'F'
  /** 保險對象身分註記 (insured mark 1, 2, 3, 4, 8). */
  readonly insuredMark: string
  /** 卡片有效期限; null when the card gives none. */
  readonly validUntil: string | null
  /** 就醫可用次數. */
  readonly remainingCount: number | null
  /** 卡片註銷註記: true when the card is cancelled. */
  readonly cancelled: boolean
}

/** SequelNumber/Next: a serial that has been used up, and the signature that proves it. */
export interface VisitSerial {
  /** 就醫日期時間, `yyyMMddHHmmss`; it names the visit in every later card write. */
  readonly treatmentDateTime: string
  /** 就醫序號, 4 characters. */
  readonly visitSequenceNumber: string
  readonly hospitalId: string
  /** 安全簽章, up to 256 printable characters. */
  readonly securitySignature: string
  readonly samId: string
  /** Second visit of the same day at this clinic (notice only). */
  readonly sameDay: boolean
  /** 就醫識別碼, 20 characters. */
  readonly treatmentNumber: string
}

/** A visit as the card's history tells it (Treatment/NoNeedHPC). */
export interface CardVisit {
  readonly treatmentItem: string
  readonly treatmentDateTime: string
  readonly hospitalId: string
  /** 就醫序號 where the history carries it; null otherwise. */
  readonly visitSequenceNumber: string | null
}

export interface CriticalIllness {
  readonly code: string
  /** `YYYY-MM-DD` */
  readonly validFrom: string | null
  readonly validUntil: string | null
}

/** Diagnoses and fees for the card (Treatment/WriteCodeFee). Codes without their dot, fees in points or NT$ as the card wants. */
export interface TreatmentWrite {
  /** 補卡註記: 1 normal, 2 make-up. */
  readonly afterCheck: '1' | '2'
  readonly treatmentDateTime: string
  /** Main diagnosis first, at most six. */
  readonly diagnoses: readonly string[]
  readonly outpatientFee: number
  readonly copayment: number
}

/** One order for the card (Prescription/Write). */
export interface PrescriptionWrite {
  /** Order type of the card: 1 drug, 2 long-term drug, 3 procedure, 4 material. */
  readonly orderType: '1' | '2' | '3' | '4'
  readonly code: string
  readonly site: string
  /** Frequency as on the prescription; empty for procedures. */
  readonly usage: string
  readonly days: number | null
  readonly totalQuantity: number
  /** 交付處方註記: 01 own dispensing, 02 released, 03 own procedure, 05/06 chronic refill. */
  readonly deliveryNote: '01' | '02' | '03' | '04' | '05' | '06'
}

/** The SAM's own signature, which opens an upload (serviceType 30) or a card-less treatment number (03). */
export interface SamSignature {
  readonly clientRandom: string
  readonly hospitalId: string
  readonly samId: string
  readonly signature: string
}

/**
 * The NHI as a clinic PC can reach it: control software on this PC, and behind it the NHI's servers. One port for every way in
 * (control6 now; cshis and vhc-sdk later).
 *
 * Errors of every call: `CONTROL_ABSENT` (nothing answers on this PC), `CONTROL_TIMEOUT`, `CONTROL_BAD_REPLY`,
 * `CONTROL_FINGERPRINT` (another certificate than the pinned one), `CONTROL_REFUSED` (details.statusCode), and for calls that go
 * on to a server `NHI_UNREACHABLE` (no connection could be made, so nothing has happened there), `NHI_TIMEOUT` and
 * `NHI_REPLY_LOST` (the request may have been carried out), `NHI_SERVER_ERROR` (HTTP 5xx; may have been carried out),
 * `NHI_BAD_REPLY`, `NHI_REFUSED` (details.statusCode), `NHI_CARD_EXPIRED` (5003 again after a card update). Status codes that are
 * facts about the card come as such: `CARD_ABSENT`, `CARD_FOREIGN`, `CARD_MISMATCH`, `READER_TIMEOUT`, `NOT_AUTHENTICATED`.
 */
export interface NhiControlPort {
  /** Local state, never through the VPN. */
  status(): Promise<Result<ControlStatus>>
  /** Initialises (1001 is done) and verifies the SAM when it isn't. `SAM_NOT_VERIFIED` with details.statusCode. */
  open(): Promise<Result<ControlStatus>>
  /** Logs the patient card out; to be called before each newly inserted card is authenticated. */
  logOutPatientCard(): Promise<Result<null>>
  /** `PROFESSIONAL_PIN_WRONG`, `PROFESSIONAL_PIN_LOCKED`, `PROFESSIONAL_CARD_ABSENT`. The PIN is not kept. */
  verifyProfessionalPin(pin: string): Promise<Result<null>>
  /** Who the verified professional card belongs to, 身分證號. `PROFESSIONAL_PIN_NEEDED`, `PROFESSIONAL_CARD_ABSENT`. */
  professionalCardHolder(): Promise<Result<{ readonly nationalId: string }>>
  /** Authenticated identity; updates an expired card once (5003) and asks again. */
  registeredPerson(): Promise<Result<RegisteredPerson>>
  /** 重大傷病; needs the verified professional card (`PROFESSIONAL_PIN_NEEDED`). */
  criticalIllnesses(): Promise<Result<readonly CriticalIllness[]>>
  /** The card's latest visits, newest first. */
  cardVisits(): Promise<Result<readonly CardVisit[]>>
  /** NOT idempotent: a lost reply has used up a serial. Write the intent down before calling. */
  nextSerial(input: {
    readonly treatmentItem: string
    readonly babyTreatment: string
    readonly afterCheck: '1' | '2'
  }): Promise<Result<VisitSerial>>
  /** 退掛, within 24 hours, numeric treatment items only. */
  rollbackSerial(treatmentDateTime: string): Promise<Result<null>>
  /** 就醫識別碼 of a visit that is on the inserted card. */
  treatmentNumberOfCard(treatmentDateTime: string): Promise<Result<string>>
  /** 就醫識別碼 without a card, by the SAM alone. */
  treatmentNumberWithoutCard(
    nationalId: string,
  ): Promise<Result<{ readonly treatmentDateTime: string; readonly treatmentNumber: string }>>
  /** 3209 (already written) counts as done. */
  writeTreatment(input: TreatmentWrite): Promise<Result<null>>
  /** Order signatures (處方簽章), one an order, in order. */
  writePrescriptions(
    treatmentDateTime: string,
    prescriptions: readonly PrescriptionWrite[],
  ): Promise<Result<readonly string[]>>
  signWithSam(serviceType: '01' | '03' | '30'): Promise<Result<SamSignature>>
  /**
   * Hands in a file of visit records (V2000/VNHI_Upload): Big5 XML, at most 30 records. Re-sending the same records is harmless,
   * so a lost reply may simply be repeated. Refusals: `NHI_REFUSED` with details.statusCode = RtnCode.
   */
  uploadRecords(
    xml: Uint8Array,
    mode: 'formal' | 'pre-check' | 'connection-test',
  ): Promise<Result<{ readonly opcode: string }>>
  /** The result text of an upload (V2000/VNHI_Download); null while it isn't ready (5002: ask again in about 10 s). */
  uploadResult(opcode: string): Promise<Result<{ readonly text: string | null }>>
  /** Asks whether an NHI end point answers; index of the data centre in use. */
  probeServer(): Promise<Result<{ readonly dataCentre: number }>>
  /** Server time minus this PC's time in ms, from the newest reply's Date header; null before the first. */
  serverOffsetMs(): number | null
  dispose(): Promise<void>
}
