import type { ErrorCode } from '../../../preload/contract/errors.ts'

/**
 * Why a fault is no ground for an exception visit:
 *
 * - `owed-card`: the patient has no card here, which is 欠卡 and no exception · `other-card`: the right card, or the physical one,
 *   has to be put in · `patient`: the patient can clear it (PIN, new QR, insurance) · `professional`: two cards are enough to
 *   register, and the doctor's card and PIN are the clinic's own · `try-again`: nothing is broken, the same thing works in a moment
 * - `not-the-card`: it is about the visit, the store, the settings or the cloud, and doing without the card would not help
 */
export type NoGround = 'owed-card' | 'other-card' | 'patient' | 'professional' | 'try-again' | 'not-the-card'

interface NoGroundEntry {
  /** Which column proposes nothing: before a serial was taken, after, or both. */
  readonly side: 'before' | 'after' | 'both'
  readonly why: NoGround
}

const both = (why: NoGround): NoGroundEntry => ({ side: 'both', why })

/**
 * The faults for which no exception code is proposed, on purpose. Every other error must propose one in `exception-codes.json`
 * (`proposedFor`); the test beside this file fails on an error that is in neither. A fault with status codes may stand here for its
 * general case and still propose a code for some numbers (`NHI_REFUSED`).
 */
export const noGroundForException: Readonly<Partial<Record<ErrorCode, NoGroundEntry>>> = {
  BAD_REQUEST: both('not-the-card'),
  FORBIDDEN: both('not-the-card'),
  NOT_FOUND: both('not-the-card'),
  CONFLICT: both('try-again'),
  NOT_CONFIGURED: both('not-the-card'),
  // Somebody who left with the card after the serial is 'other' (Z001); before it there is nothing to excuse.
  CARD_ABSENT: { side: 'before', why: 'owed-card' },
  CARD_REMOVED: { side: 'before', why: 'try-again' },
  CARD_FOREIGN: both('other-card'),
  CARD_CHANGED: both('other-card'),
  CARD_MISMATCH: both('other-card'),
  CARD_NOT_AS_REGISTERED: both('other-card'),
  NOT_OFFERED: both('other-card'),
  PROFESSIONAL_CARD_ABSENT: both('professional'),
  PROFESSIONAL_PIN_NEEDED: both('professional'),
  PROFESSIONAL_PIN_WRONG: both('professional'),
  PROFESSIONAL_PIN_LOCKED: both('professional'),
  PROFESSIONAL_PUK_WRONG: both('professional'),
  PROFESSIONAL_AUTH_FAILED: both('professional'),
  PROFESSIONAL_SESSION_EXPIRED: both('professional'),
  PROFESSIONAL_SESSION_ELSEWHERE: both('professional'),
  PIN_CHANGE_FAILED: both('professional'),
  PATIENT_PIN_NEEDED: both('patient'),
  PATIENT_PIN_WRONG: both('patient'),
  VIRTUAL_CARD_EXPIRED: both('patient'),
  VIRTUAL_CARD_UNKNOWN: both('patient'),
  VIRTUAL_CARD_USED: both('patient'),
  VIRTUAL_CARD_VISIT_USED: both('patient'),
  VIRTUAL_CARD_INVALID: both('patient'),
  VIRTUAL_CARD_MISMATCH: both('other-card'),
  VIRTUAL_CARD_TOO_OFTEN: both('patient'),
  VIRTUAL_CARD_APP_OLD: both('patient'),
  // The visit is kept; a new code takes seconds. A patient who has gone is 'other' (Z001) by a person's own choice.
  VIRTUAL_CARD_LAPSED: both('patient'),
  VIRTUAL_CARD_TOKEN_MISSING: both('patient'),
  VIRTUAL_CARD_NOT_AUTHORISED: both('patient'),
  VIRTUAL_CARD_DECLINED: both('patient'),
  VIRTUAL_CARD_NOT_ENROLLED: both('other-card'),
  PHYSICAL_CARD_ONLY: both('other-card'),
  PLASTIC_CARD_NEEDED: both('other-card'),
  PLASTIC_CARD_NOT_TAKEN: both('other-card'),
  VIRTUAL_CARD_BUSY: both('try-again'),
  SCANNED_TEXT_REFUSED: both('not-the-card'),
  // The NHI has answered, and its answer is about the insurance; the numbers that mean a broken card or SAM propose their codes.
  NHI_REFUSED: both('patient'),
  NHI_CARD_EXPIRED: both('patient'),
  // C001 (new card being made) is for a person to choose, who has seen the proof of the application.
  NHI_CARD_CANCELLED: both('other-card'),
  CLOUD_UNREACHABLE: both('not-the-card'),
  CLOUD_REFUSED: both('not-the-card'),
  PATIENT_UNKNOWN: both('not-the-card'),
  PATIENT_EXISTS: both('not-the-card'),
  BIRTH_DATE_IMPOSSIBLE: both('not-the-card'),
  PATIENT_MERGED: both('not-the-card'),
  PATIENT_MERGE_IDENTITY: both('not-the-card'),
  NOT_AUTHENTICATED: both('try-again'),
  VISIT_STATE: both('not-the-card'),
  VISIT_INCOMPLETE: both('not-the-card'),
  VISIT_OPEN_ALREADY: both('not-the-card'),
  CODE_UNKNOWN: both('not-the-card'),
  RULES_MISSING: both('not-the-card'),
  RECORD_INVALID: both('not-the-card'),
  // The card can be written; it only keeps what was written first.
  CARD_FEES_DIFFER: both('not-the-card'),
  // Another desk, or a person, has to settle first what became of the card's serial.
  SERIAL_BUSY: both('try-again'),
  SERIAL_HELD: both('not-the-card'),
  ROLLBACK_UNRESOLVED: both('not-the-card'),
  ROLLBACK_TOO_LATE: both('not-the-card'),
  MAKE_UP_NOT_YET: both('try-again'),
  MAKE_UP_TOO_LATE: both('not-the-card'),
  // The card has come.
  DEPOSIT_NOT_KEPT: both('not-the-card'),
  SIGNER_DIFFERS: both('not-the-card'),
  // Appointments have nothing to do with the card.
  DOCTOR_AWAY: both('not-the-card'),
  SLOT_FULL: both('not-the-card'),
  SLOT_PAST: both('not-the-card'),
  APPOINTMENT_TWICE: both('not-the-card'),
  APPOINTMENT_STATE: both('not-the-card'),
  ROSTER_TIMES: both('not-the-card'),
  ROSTER_OCCUPIED: both('not-the-card'),
  // Money has nothing to do with the card.
  PAYMENT_TOO_MUCH: both('not-the-card'),
  DISCOUNT_TOO_MUCH: both('not-the-card'),
  REFUND_TOO_MUCH: both('not-the-card'),
  DRAWER_NOT_OPEN: both('not-the-card'),
  DRAWER_OPEN_ALREADY: both('not-the-card'),
  DRAWER_DIFFERENCE: both('not-the-card'),
  CONSENT_MISSING: both('patient'),
  REMOTE_VISIT_REFUSED: both('patient'),
  REMOTE_VISIT_EXPIRED: both('try-again'),
  REMOTE_VISIT_UNKNOWN: both('try-again'),
  REMOTE_VISIT_OPEN: both('try-again'),
  DESK_OCCUPIED: both('try-again'),
  // Without a store no visit can be kept, not as an exception either.
  STORE_FULL: both('not-the-card'),
  FILE_NOT_WRITTEN: both('not-the-card'),
  TABLE_FILE_UNREADABLE: both('not-the-card'),
  TABLE_FILE_TOO_LARGE: both('not-the-card'),
  TABLE_COLUMNS_MISSING: both('not-the-card'),
  TABLE_EMPTY: both('not-the-card'),
  IMPORT_FAILED: both('not-the-card'),
  REPORT_FAILED: both('not-the-card'),
  REPORT_TOO_LONG: both('not-the-card'),
  DOCUMENT_NOT_READY: both('not-the-card'),
  PRINTER_NOT_CHOSEN: both('not-the-card'),
  PRINTER_FAILED: both('not-the-card'),
  PRINT_NOT_LISTED: both('not-the-card'),
  STORE_CORRUPT: both('not-the-card'),
  STORE_FROM_FUTURE: both('not-the-card'),
  STORE_KEY_LOST: both('not-the-card'),
  STORE_LOCATION: both('not-the-card'),
  STORE_BUSY: both('try-again'),
  RECOVERY_CODE_WRONG: both('not-the-card'),
  RECOVERY_CODE_NEEDED: both('not-the-card'),
  BACKUP_FOLDER: both('not-the-card'),
  BACKUP_FAILED: both('not-the-card'),
  BACKUP_DAMAGED: both('not-the-card'),
  PRINT_FAILED: both('not-the-card'),
  SETTINGS_INVALID: both('not-the-card'),
  SCREEN_NOT_CAPTURED: both('not-the-card'),
  // What the reader check finds; no visit ever ends with one of these.
  CLOCK_OFF: both('not-the-card'),
  DATA_CENTRE_DOWN: both('not-the-card'),
  DISK_LOW: both('not-the-card'),
  OUTBOX_STOPPED: both('not-the-card'),
  WAY_ELSEWHERE: both('not-the-card'),
}
