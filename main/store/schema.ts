import type {
  AppointmentTable,
  CloudAppointmentTable,
  CloudPullTable,
  RosterExceptionTable,
  RosterPatternTable,
} from './appointments/appointmentTables.ts'
import type {
  CatalogConceptTable,
  CatalogEditionTable,
  CatalogFavouriteTable,
  CatalogTermTable,
  CatalogWordsTable,
  DrugNoteTable,
} from './codes/catalogTables.ts'
import type { Json, SqlBoolean } from './columnTypes.ts'
import type {
  CounterTable,
  DrawerClosingTable,
  DrawerOpeningTable,
  HomeStopTable,
  MoneyEntryTable,
  PreferenceTable,
  PrintJobTable,
  QueuePlaceTable,
} from './desk/deskTables.ts'
import type { CloudCatchUpTable, CloudFindingTable } from './outbox/cloudFindingTables.ts'
import type {
  FamilyMemberTable,
  PatientMergeTable,
  PatientNoteSeenTable,
  PatientNoteTable,
  PatientTable,
  PatientWordTable,
} from './patient/patientTables.ts'
import type {
  DispensingTable,
  OrderSetTable,
  RefillCancellationTable,
  RefillPrescriptionTable,
  RefillSupplyTable,
} from './record/orderTables.ts'
import type { AmendmentDraftTable, HalfTypedTable, RecordTemplateTable, VitalSignTable } from './record/recordTables.ts'

/**
 * The tables as the SQL sees them: snake_case columns, text, integers and JSON as text, so that the same shape fits PostgreSQL.
 * Booleans are 0 or 1, moments epoch milliseconds (server time), days `YYYY-MM-DD`. Outside the store only the records of the
 * repositories are seen. The tables themselves are made by `migrations/`.
 */

export interface EncounterTable {
  id: string
  patient_id: string
  day: string
  queue_number: number
  session: string
  practitioner_id: string
  practitioner_name: string
  room_id: string
  room_name: string
  treatment_item: string
  copayment_code: string
  exception_code: string | null
  state: string
  registered_at: number
  treatment_date_time: string | null
  visit_sequence_number: string | null
  treatment_number: string | null
  security_signature: string | null
  sam_id: string | null
  hospital_id: string | null
  same_day: SqlBoolean
  card_number: string | null
  card_write: string
  closed_at: number | null
  version: number
  paid: Json | null
  department: string | null
}

/** What the doctor typed in a visit, and its price: large texts of their own, so that moving a visit on doesn't write them again. */
export interface ConsultationTable {
  encounter_id: string
  draft_saved_at: number | null
  price: Json | null
  draft: Json
}

/** Diagnoses of a closed visit, the main one on line 1. */
export interface DiagnosisTable {
  encounter_id: string
  line: number
  code: string
  name_zh: string
  name_en: string
}

/** Orders of a closed visit. */
export interface NhiOrderTable {
  encounter_id: string
  line: number
  kind: string
  code: string
  name: string
  dose: number | null
  unit: string
  frequency: string | null
  route: string | null
  days: number | null
  quantity: number
  site: string
  signature: string | null
}

/** What a closed visit cost: priced lines in points (`amount` null), then what the patient pays in NT$ (`points` null). */
export interface ChargeTable {
  encounter_id: string
  line: number
  kind: string
  /** The line of the order table the points are for; 0 for fees the rules add; null for the patient's amounts. */
  order_line: number | null
  code: string | null
  name: string | null
  quantity: number | null
  unit_points: number | null
  points: number | null
  amount: number | null
  rule: string
  rule_title: string
  rule_from: string
}

export interface CardJournalTable {
  id: string
  encounter_id: string | null
  patient_id: string
  kind: string
  intent: Json
  at: number
  state: string
  finished_at: number | null
  outcome: Json | null
  /** The desk that asked; null in rows from before this was kept. */
  desk: string | null
  /** The claim of a serial: card, 就醫類別 and Taipei day. Null in every other kind. */
  card_number: string | null
  treatment_item: string | null
  day: string | null
}

export interface OutboxTable {
  id: string
  target: string
  aggregate_id: string
  sequence: number
  kind: string
  schema_version: number
  payload_hash: string
  due_at: number
  next_try_at: number
  tries: number
  state: string
  idempotency_key: string
  last_code: string | null
  reference: string | null
  receipt_at: number | null
  field_errors: Json
}

/** What a row carries; a later number replaces an earlier one, and both stay. */
export interface OutboxPayloadTable {
  outbox_id: string
  number: number
  packed: Uint8Array
}

export interface OutboxAttemptTable {
  outbox_id: string
  number: number
  at: number
  ms: number
  code: string | null
}

export interface AuditTable {
  sequence: number
  at: number
  who: string
  desk: string
  action: string
  subject: string
  details: Json
  previous_hash: string
  hash: string
}

/** Ends of the audit trail that the clinic's cloud has confirmed. */
export interface AuditAnchorTable {
  sequence: number
  hash: string
  anchored_at: number
}

/** 欠卡: a visit that began without a card, and the deposit taken for it. */
export interface CardDebtTable {
  encounter_id: string
  patient_id: string
  day: string
  deposit: number
  due_on: string
  state: string
  /** 就醫日期時間 and 就醫識別碼 issued without a card when the visit began; null when none could be got. */
  actual_date_time: string | null
  actual_treatment_number: string | null
  ended_at: number | null
  refund: number
  reason: string | null
}

/** 補卡: a visit made good with the card later. */
export interface MakeUpTable {
  encounter_id: string
  /** 補卡註記 of its record; 1 where the record sent before stands. */
  mark: string
  actual_date_time: string | null
  actual_treatment_number: string | null
  made_at: number
}

/** 虛擬健保卡: a visit on a scanned card, and who presented it for its holder. */
export interface VirtualCardVisitTable {
  encounter_id: string
  source: string
  delegate_relation: string | null
  delegate_name: string | null
}

/** Why a visit is an exception, where the code alone doesn't tell. */
export interface ExceptionReasonTable {
  encounter_id: string
  reason: string
}

/** An alarm of one of the two 24-hour clocks, as it was raised. */
export interface DeadlineNoticeTable {
  encounter_id: string
  clock: 'upload' | 'signature'
  due_at: number
  mark: '4' | '2' | '1' | 'late'
  at: number
  /** What kept the visit at that moment, as a code. */
  cause: string
  /** What a person says of a lateness. */
  note: string | null
}

/** What a closed visit was before it was amended or cancelled. */
export interface VisitVersionTable {
  encounter_id: string
  version: number
  ended_as: string
  ended_at: number
  ended_by: string
  reason: string
  /** NT$ that the patient has to pay on top (negative: to get back). */
  difference: number
  content: Json
}

/** Which row of the outbox another one replaces or deletes, or that it was taken back before it was sent. */
export interface OutboxReplacementTable {
  outbox_id: string
  how: string
  by_id: string | null
}

/** One signing with the professional card, which may stand for several records. */
export interface SignatureActTable {
  id: string
  at: number
  desk: string
  national_id: string
  card_number: string
  sam_id: string
  client_random: string
  signature: string
}

/** 電子病歷簽章: a record as its doctor has to sign it. */
export interface RecordSignatureTable {
  encounter_id: string
  version: number
  practitioner_id: string
  written_at: number
  due_at: number
  /** SHA-256 of `text`, hex. */
  digest: string
  state: string
  act_id: string | null
  text: string
}

/** How a visit is held that is not held in the clinic, with the patient's consent to 通訊診療. */
export interface VisitAttendanceTable {
  encounter_id: string
  attendance: string
  consent_how: string | null
  consent_reason: string | null
  consent_by: string | null
  consent_at: number | null
}

/** A request for the patient's authorisation of a remote visit; never its access token. */
export interface RemoteRequestTable {
  id: string
  desk: string
  patient_id: string
  attendance: string
  consent_how: string
  consent_reason: string | null
  consent_by: string
  requested_at: number
  ended_at: number | null
  outcome: string | null
}

export interface Tables {
  patient: PatientTable
  patient_word: PatientWordTable
  patient_note: PatientNoteTable
  patient_note_seen: PatientNoteSeenTable
  family_member: FamilyMemberTable
  patient_merge: PatientMergeTable
  encounter: EncounterTable
  consultation: ConsultationTable
  diagnosis: DiagnosisTable
  nhi_order: NhiOrderTable
  charge: ChargeTable
  card_journal: CardJournalTable
  outbox: OutboxTable
  outbox_payload: OutboxPayloadTable
  outbox_attempt: OutboxAttemptTable
  audit: AuditTable
  audit_anchor: AuditAnchorTable
  catalog_edition: CatalogEditionTable
  catalog_concept: CatalogConceptTable
  catalog_term: CatalogTermTable
  catalog_words: CatalogWordsTable
  catalog_favourite: CatalogFavouriteTable
  card_debt: CardDebtTable
  make_up: MakeUpTable
  exception_reason: ExceptionReasonTable
  deadline_notice: DeadlineNoticeTable
  visit_version: VisitVersionTable
  outbox_replacement: OutboxReplacementTable
  signature_act: SignatureActTable
  record_signature: RecordSignatureTable
  visit_attendance: VisitAttendanceTable
  remote_request: RemoteRequestTable
  home_stop: HomeStopTable
  print_job: PrintJobTable
  queue_place: QueuePlaceTable
  order_set: OrderSetTable
  refill_prescription: RefillPrescriptionTable
  refill_supply: RefillSupplyTable
  refill_cancellation: RefillCancellationTable
  dispensing: DispensingTable
  drug_note: DrugNoteTable
  roster_pattern: RosterPatternTable
  roster_exception: RosterExceptionTable
  appointment: AppointmentTable
  cloud_appointment: CloudAppointmentTable
  cloud_pull: CloudPullTable
  cloud_finding: CloudFindingTable
  cloud_catch_up: CloudCatchUpTable
  vital_sign: VitalSignTable
  record_template: RecordTemplateTable
  amendment_draft: AmendmentDraftTable
  half_typed: HalfTypedTable
  virtual_card_visit: VirtualCardVisitTable
  money_entry: MoneyEntryTable
  drawer_opening: DrawerOpeningTable
  drawer_closing: DrawerClosingTable
  preference: PreferenceTable
  counter: CounterTable
}
