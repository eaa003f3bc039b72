import type { NhiAdapter } from '../../preload/contract/desk/controlSoftware.ts'
import type { Result } from '../../preload/contract/result.ts'

/**
 * What a way in can do besides knowing the patient, giving serials and writing the visit, which every way does. A call that isn't
 * offered answers `NOT_OFFERED`, so that a screen leaves it out instead of trying.
 *
 * - `physical-card`: works with the card in the reader · `virtual-card`: with a scanned 虛擬健保卡
 * - `sam`: verifies the 安全模組 · `signatures`: hands out the SAM's and the cards' signatures (uploads, decision support)
 * - `professional-card`: signs the 醫事人員卡 in, so that three cards take part, and reads what only they may read
 * - `professional-signature`: that card's own signature, by which its holder stands for a record
 * - `professional-pin-change`: PIN change and PUK unlock of that card · `patient-pin`: the PIN of the patient's own card
 * - `visit-history`: the latest visits and their 就醫識別碼, by which a lost serial is found again
 * - `emergency-phone`, `prescriptions`, `cumulative`: the parts of the card of those names
 * - `cardless-number`: 就醫識別碼 without a card · `remote-visit`: 視訊診療 authorisation in the patient's app
 * - `record-upload`: the way in can hand visit records in · `server-probe`: asks an NHI end point without a card
 * - `decision-support`: the NHI's own alerts about drugs, for three cards
 *
 * Which call needs which is a table: `neededCapability` in offered.ts.
 */
export type NhiCapability =
  | 'physical-card'
  | 'virtual-card'
  | 'sam'
  | 'signatures'
  | 'professional-card'
  | 'professional-signature'
  | 'professional-pin-change'
  | 'patient-pin'
  | 'visit-history'
  | 'emergency-phone'
  | 'prescriptions'
  | 'cumulative'
  | 'cardless-number'
  | 'remote-visit'
  | 'record-upload'
  | 'server-probe'
  | 'decision-support'

/** Which of the contract's ways in this is (contracts/nhi-interfaces.md, first table), and what it can do. */
export interface NhiWay {
  readonly adapter: NhiAdapter
  readonly offers: ReadonlySet<NhiCapability>
  /**
   * Where PINs are typed: `screen` hands them to the calls below; `device` means that the way in asks for them by itself (pad of
   * the reader, pop-up of the library), the calls then ignore what they are given.
   */
  readonly pinEntry: 'screen' | 'device'
}

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

/** The card that a call is meant for. */
export interface CardIdentity {
  /** 健保卡號 */
  readonly cardNumber: string
  readonly nationalId: string
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

/** A visit as the card tells it to a verified doctor (Treatment/NeedHPC): with its diagnoses, the main one first, without dots. */
export interface CardVisitWithDiagnoses extends CardVisit {
  readonly diagnoses: readonly string[]
}

/** One order as the card remembers it (Prescription/Query). */
export interface CardPrescription {
  readonly treatmentDateTime: string
  /** Order type of the card: 1 drug, 2 long-term drug, 3 procedure, 4 material, 5 important order. */
  readonly orderType: string
  readonly code: string
  readonly site: string
  readonly usage: string
  readonly days: number | null
  readonly totalQuantity: number | null
}

/** The card's counters of one year (hisGetCumulativeData, facts/nhi-card.md §2.3). Fees in points, copayments in NT$. */
export interface CumulativeYear {
  /** Gregorian year. */
  readonly year: number
  readonly visits: number
  readonly outpatientFee: number
  readonly inpatientFee: number
  readonly outpatientCopayment: number
  /** Inpatient copayments A (急性 30日內) and B. */
  readonly inpatientCopaymentA: number
  readonly inpatientCopaymentB: number
}

/** What BasicData/Register2 tells: how long the card is valid and how many visits it has left. */
export interface CardValidity {
  /** `YYYY-MM-DD`; null when the card gives none. */
  readonly validUntil: string | null
  readonly remainingCount: number | null
}

/** The holder of a virtual card (VirtualHc/ReadBasic). Dates `YYYY-MM-DD`. */
export interface VirtualCardHolder {
  readonly cardNumber: string
  readonly name: string
  readonly nationalId: string
  readonly birthDate: string
  readonly sex: 'M' | 'F'
  /** identityStatus as the answer gives it. */
  readonly identityStatus: string
  /** `data:` URL of a JPEG or PNG, where the answer brings one; the contract names none. */
  readonly photo: string | null
}

export interface CriticalIllness {
  readonly code: string
  /** `YYYY-MM-DD` */
  readonly validFrom: string | null
  readonly validUntil: string | null
}

/** What the NHI's decision support says of one drug (GetMedPrtInfo, contract §5), in its own words. */
export interface DrugAlert {
  readonly kind: 'interaction' | 'duplicate' | 'allergy' | 'renal'
  /** Code of the drug it is about, as the answer gives it. */
  readonly code: string
  readonly effect: string
  readonly mechanism: string
  readonly management: string
  /** The drugs it stands on that others supplied; `suppliedOn` is `YYYY-MM-DD`, null where it can't be read. */
  readonly elsewhere: readonly {
    readonly hospital: string
    readonly suppliedOn: string | null
    readonly drug: string
  }[]
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

/** SAM and patient card (two cards), and the professional card too (three cards): what decision support and signing ask for. */
export interface CardsSignature extends SamSignature {
  readonly cardNumber: string
  readonly nationalId: string
  /** Null for two cards. */
  readonly professional: { readonly cardNumber: string; readonly nationalId: string } | null
}

/** The professional card with the SAM: that this card was in, its PIN verified, and answered at that moment. */
export interface ProfessionalSignature extends SamSignature {
  readonly professional: { readonly cardNumber: string; readonly nationalId: string }
}

/** 01 read, 02 write, 03 serial and identifier, 04 card update, 06 test card, 30 upload, 91 decision support. */
export type ServiceType = '01' | '02' | '03' | '04' | '06' | '30' | '91'

/**
 * The NHI as a clinic PC can reach it: control software on this PC, and behind it the NHI's servers. One port for every way in;
 * `way` tells which one it is and what it can do.
 *
 * A SAM whose verification has lapsed in the middle of the work is verified again by the way, and the call made once more where the
 * refusal says that nothing was carried out. Questions may be asked side by side; what changes the card is done alone, in order.
 *
 * Errors of every call: `NOT_OFFERED` (this way in cannot do that, details.adapter), `CONTROL_ABSENT` (nothing answers on this PC), `CONTROL_TIMEOUT`, `CONTROL_BAD_REPLY`,
 * `CONTROL_FINGERPRINT` (another certificate than the pinned one), `CONTROL_REFUSED` (details.statusCode), and for calls that go
 * on to a server `NHI_UNREACHABLE` (no connection could be made, so nothing has happened there), `NHI_TIMEOUT` and
 * `NHI_REPLY_LOST` (the request may have been carried out), `NHI_SERVER_ERROR` (HTTP 5xx; may have been carried out),
 * `NHI_BAD_REPLY`, `NHI_REFUSED` (details.statusCode), `NHI_CARD_EXPIRED` (5003 again after a card update), `NHI_CARD_CANCELLED`. With a number comes
 * details.source, whose it is: `control`, `server`, or `upload` (RtnCode, a list of its own). Status codes that are
 * facts about the card come as such: `CARD_ABSENT`, `CARD_FOREIGN`, `CARD_MISMATCH`, `READER_TIMEOUT`, `NOT_AUTHENTICATED`.
 *
 * Non-substitution: the way in acts on whichever card lies in the reader at that very moment, so every call that writes is told
 * the card it is `expected` to act on. When another card signed, the answer is `CARD_CHANGED` and nothing has been sent. Reads on
 * whose answer a write is decided may be given it, too.
 */
export interface NhiControlPort {
  readonly way: NhiWay
  /** Local state, never through the VPN. */
  status(): Promise<Result<ControlStatus>>
  /**
   * Initialises (1001 is done) and verifies the SAM when it isn't; with `renew` also when it is, because a verification ends after
   * some hours. `SAM_NOT_VERIFIED` with details.statusCode; where the remedy is one of its own `SAM_CONSOLE_NOT_RUNNING`,
   * `SAM_FILE_MISSING`, `SAM_FILE_UNREADABLE`, `SAM_FILE_ELSEWHERE`, `SAM_FILE_MIXED`, `SAM_SUSPENDED`, `READER_NOT_FOUND`.
   */
  open(options?: { readonly renew?: boolean }): Promise<Result<ControlStatus>>
  /** Ends the session (Finalize, csCloseCom) and opens it anew: what a person does when everything is stuck. As `open`. */
  reopen(): Promise<Result<ControlStatus>>
  /** Logs the patient card out; to be called before each newly inserted card is authenticated. */
  logOutPatientCard(): Promise<Result<null>>
  /** `PROFESSIONAL_PIN_WRONG`, `PROFESSIONAL_PIN_LOCKED`, `PROFESSIONAL_CARD_ABSENT`. The PIN is not kept. */
  verifyProfessionalPin(pin: string): Promise<Result<null>>
  /** Who the verified professional card belongs to, 身分證號. `PROFESSIONAL_PIN_NEEDED`, `PROFESSIONAL_CARD_ABSENT`. */
  professionalCardHolder(): Promise<Result<{ readonly nationalId: string }>>
  /** Ends the professional's session; the PIN is asked for again. Done when there is no card. */
  logOutProfessionalCard(): Promise<Result<null>>
  /** A new PIN (6–8 digits) for the verified professional card. `PROFESSIONAL_PIN_NEEDED`, `PIN_CHANGE_FAILED`. */
  changeProfessionalPin(newPin: string): Promise<Result<null>>
  /** Unlocks the professional card by its PUK and sets a new PIN. `PROFESSIONAL_PIN_WRONG` (the PUK), `PIN_CHANGE_FAILED`. */
  unlockProfessionalPin(puk: string, newPin: string): Promise<Result<null>>
  /** The patient's own PIN, where the card has one. `PATIENT_PIN_WRONG`; no PIN set (1510) counts as done. */
  verifyPatientPin(pin: string): Promise<Result<null>>
  /** Sets or changes the patient card's PIN (4–6 digits); an old one must have been verified (`PATIENT_PIN_NEEDED`). */
  changePatientPin(newPin: string): Promise<Result<null>>
  /** Takes the PIN off the patient card. `PATIENT_PIN_NEEDED`; no PIN set counts as done. */
  disablePatientPin(): Promise<Result<null>>
  /**
   * Authenticated identity. A card that has expired (5003) is updated once and asked again, never a third time: here in every way in,
   * and by control software 6.0 for every call on the card.
   */
  registeredPerson(): Promise<Result<RegisteredPerson>>
  /** 重大傷病; needs the verified professional card (`PROFESSIONAL_PIN_NEEDED`). */
  criticalIllnesses(): Promise<Result<readonly CriticalIllness[]>>
  /** Validity and visits left alone (BasicData/Register2). */
  cardValidity(expected?: CardIdentity): Promise<Result<CardValidity>>
  /** Refreshes the card online (HcContent/Update, csUpdateHCContents): validity, visits left, critical illness. */
  updateCard(expected: CardIdentity): Promise<Result<null>>
  /** 緊急聯絡電話; empty where the card has none. */
  emergencyPhone(): Promise<Result<string>>
  /** The card's latest visits, newest first. */
  cardVisits(expected?: CardIdentity): Promise<Result<readonly CardVisit[]>>
  /** The same with diagnoses; needs the verified professional card (`PROFESSIONAL_PIN_NEEDED`). */
  cardVisitsWithDiagnoses(): Promise<Result<readonly CardVisitWithDiagnoses[]>>
  /** The orders on the card; needs the verified professional card. */
  cardPrescriptions(): Promise<Result<readonly CardPrescription[]>>
  /**
   * The NHI's own alerts about these drugs for the holder of the card; needs the verified professional card
   * (`PROFESSIONAL_PIN_NEEDED`). A refusal is `NHI_REFUSED` with details.rtnCode, of which no list is known.
   */
  drugAlerts(codes: readonly string[], expected: CardIdentity): Promise<Result<readonly DrugAlert[]>>
  /** The card's yearly counters, newest year first. */
  cumulativeData(): Promise<Result<readonly CumulativeYear[]>>
  /**
   * Who a scanned virtual card belongs to; the token is used for this call and not kept. `VIRTUAL_CARD_EXPIRED` (1018, 1021),
   * `VIRTUAL_CARD_UNKNOWN` (1019, 1022, 1023), `VIRTUAL_CARD_USED` (1020), `VIRTUAL_CARD_NOT_ENROLLED` (1042), `VIRTUAL_CARD_APP_OLD`
   * (1043), `PHYSICAL_CARD_ONLY` (1515), and of the token `VIRTUAL_CARD_INVALID` (1520, 1522, 1523), `VIRTUAL_CARD_LAPSED` (1521, 1524,
   * 3238), `VIRTUAL_CARD_TOKEN_MISSING` (3237), `VIRTUAL_CARD_TOO_OFTEN` (1525); a serial may answer `VIRTUAL_CARD_VISIT_USED` (3244).
   */
  readVirtualCard(token: string): Promise<Result<VirtualCardHolder>>
  /** From now on, until logout or one hour later, this virtual card stands for the patient's card. Errors as above. */
  presentVirtualCard(token: string): Promise<Result<null>>
  /** Asks the patient's app for a remote visit (TeleMedicine/RequestToken). */
  requestRemoteVisit(nationalId: string): Promise<Result<{ readonly accessToken: string }>>
  /** The token of the virtual card once the patient has agreed; null until then (3239). `VIRTUAL_CARD_DECLINED` (3240) for a no. */
  remoteVisitToken(accessToken: string): Promise<Result<{ readonly token: string | null }>>
  /**
   * NOT idempotent: a lost reply has used up a serial. Write the intent down before calling. A card that has expired or has no visits
   * left (5003, 5001: plain refusals) is updated once and asked again.
   * A way in that does not offer `cardVisits` (the virtual-card SDK) cannot look a lost one up: the visit stays `SERIAL_UNRESOLVED` and
   * the intent open.
   */
  nextSerial(
    input: {
      readonly treatmentItem: string
      readonly babyTreatment: string
      readonly afterCheck: '1' | '2'
    },
    expected: CardIdentity,
  ): Promise<Result<VisitSerial>>
  /**
   * 退掛, within 24 hours by the NHI's clock (`ROLLBACK_TOO_LATE`), and only for treatment items that count a serial (else a refusal:
   * 3219, 5151). Taken back already (3220, 5153) is done.
   */
  rollbackSerial(treatmentDateTime: string, expected: CardIdentity): Promise<Result<null>>
  /** 就醫識別碼 of a visit that is on the inserted card. */
  treatmentNumberOfCard(treatmentDateTime: string, expected?: CardIdentity): Promise<Result<string>>
  /** 就醫識別碼 without a card, by the SAM alone. */
  treatmentNumberWithoutCard(
    nationalId: string,
  ): Promise<Result<{ readonly treatmentDateTime: string; readonly treatmentNumber: string }>>
  /** 3209 (already written) counts as done. */
  writeTreatment(input: TreatmentWrite, expected: CardIdentity): Promise<Result<null>>
  /** Order signatures (處方簽章), one an order, in order. */
  writePrescriptions(
    treatmentDateTime: string,
    prescriptions: readonly PrescriptionWrite[],
    expected: CardIdentity,
  ): Promise<Result<readonly string[]>>
  signWithSam(serviceType: ServiceType): Promise<Result<SamSignature>>
  /** Two-card (`two`) or three-card (`three`, `PROFESSIONAL_PIN_NEEDED`) signature. */
  signWithCards(cards: 'two' | 'three', serviceType: ServiceType): Promise<Result<CardsSignature>>
  /**
   * The professional card's own signature. `PROFESSIONAL_PIN_NEEDED`, `PROFESSIONAL_CARD_ABSENT`. No way in takes a text or a digest to
   * sign (contracts/nhi-interfaces.md §2): what is signed is the control software's random number, so that the signature proves who
   * was there and when, and what it stands for is kept beside it.
   */
  signWithProfessionalCard(serviceType: ServiceType): Promise<Result<ProfessionalSignature>>
  /**
   * Hands in a file of visit records (V2000/VNHI_Upload): Big5 XML, at most 30 records. Re-sending the same records is harmless,
   * so a lost reply may simply be repeated. Refusals: `NHI_REFUSED` with details.statusCode = RtnCode. `signal` ends it where the way
   * in can be interrupted: `NHI_REPLY_LOST`, or `NHI_UNREACHABLE` where nothing was sent.
   */
  uploadRecords(
    xml: Uint8Array,
    mode: 'formal' | 'pre-check' | 'connection-test',
    signal?: AbortSignal,
  ): Promise<Result<{ readonly opcode: string }>>
  /** The result text of an upload (V2000/VNHI_Download); null while it isn't ready (5002: ask again in about 10 s). `signal` as above. */
  uploadResult(opcode: string, signal?: AbortSignal): Promise<Result<{ readonly text: string | null }>>
  /** Asks whether an NHI end point answers; index of the data centre in use. */
  probeServer(): Promise<Result<{ readonly dataCentre: number }>>
  /** Server time minus this PC's time in ms, from the newest reply's Date header; null before the first. */
  serverOffsetMs(): number | null
  dispose(): Promise<void>
}
