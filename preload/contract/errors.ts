/**
 * Every error a screen can be told about. The list is the whole of it: the file error.json of each language holds `title`
 * (what happened), `safe` (what is safe) and `next` (what to do) under every code.
 */
export const errorCodes = [
  // the door
  'BAD_REQUEST',
  'FORBIDDEN',
  'INTERNAL',
  'NOT_FOUND',
  'CONFLICT',
  'NOT_CONFIGURED',
  // card and reader
  'READER_SERVICE_DOWN',
  'READER_NOT_FOUND',
  'READER_TIMEOUT',
  'CARD_ABSENT',
  'CARD_REMOVED',
  'CARD_UNREADABLE',
  'CARD_FOREIGN',
  'CARD_DATA_INVALID',
  'CARD_CHANGED',
  'CARD_MISMATCH',
  'CARD_IN_USE',
  // control software, SAM, professional card
  'CONTROL_ABSENT',
  'CONTROL_TIMEOUT',
  'CONTROL_BAD_REPLY',
  'CONTROL_FINGERPRINT',
  'CONTROL_REFUSED',
  'SAM_NOT_VERIFIED',
  'NOT_OFFERED',
  'PROFESSIONAL_CARD_ABSENT',
  'PROFESSIONAL_PIN_NEEDED',
  'PROFESSIONAL_PIN_WRONG',
  'PROFESSIONAL_PIN_LOCKED',
  'PIN_CHANGE_FAILED',
  'PATIENT_PIN_NEEDED',
  'PATIENT_PIN_WRONG',
  // virtual card
  'VIRTUAL_CARD_EXPIRED',
  'VIRTUAL_CARD_UNKNOWN',
  'VIRTUAL_CARD_USED',
  'VIRTUAL_CARD_NOT_ENROLLED',
  'PHYSICAL_CARD_ONLY',
  'SCREEN_NOT_CAPTURED',
  // NHI server and clinic cloud
  'NHI_UNREACHABLE',
  'NHI_TIMEOUT',
  'NHI_SERVER_ERROR',
  'NHI_BAD_REPLY',
  'NHI_REFUSED',
  'NHI_CARD_EXPIRED',
  'NHI_REPLY_LOST',
  'CLOUD_UNREACHABLE',
  'CLOUD_REFUSED',
  // visit
  'PATIENT_UNKNOWN',
  'NOT_AUTHENTICATED',
  'VISIT_STATE',
  'VISIT_INCOMPLETE',
  'VISIT_OPEN_ALREADY',
  'ROLLBACK_TOO_LATE',
  'SERIAL_UNRESOLVED',
  'CARD_WRITE_UNCONFIRMED',
  'CODE_UNKNOWN',
  'RULES_MISSING',
  'RECORD_INVALID',
  // store
  'STORE_FULL',
  'STORE_CORRUPT',
  'STORE_FROM_FUTURE',
  'STORE_KEY_LOST',
  'STORE_LOCATION',
  'STORE_BUSY',
  'SETTINGS_INVALID',
] as const

/** See `errorCodes`. */
export type ErrorCode = (typeof errorCodes)[number]
