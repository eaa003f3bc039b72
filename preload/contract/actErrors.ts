/** What an act can end with, by where it comes from; channels put their lists together of these. The first: the control software and its SAM. */
export const controlErrors = [
  'CONTROL_ABSENT',
  'CONTROL_TIMEOUT',
  'CONTROL_BAD_REPLY',
  'CONTROL_FINGERPRINT',
  'CONTROL_REFUSED',
  'SAM_NOT_VERIFIED',
  'SAM_CONSOLE_NOT_RUNNING',
  'SAM_FILE_MISSING',
  'SAM_FILE_UNREADABLE',
  'SAM_FILE_ELSEWHERE',
  'SAM_FILE_MIXED',
  'SAM_SUSPENDED',
  'NOT_CONFIGURED',
  'NOT_OFFERED',
] as const
/** The professional card, as every call can tell of it in which it signs. */
export const professionalErrors = [
  'PROFESSIONAL_CARD_ABSENT',
  'PROFESSIONAL_PIN_NEEDED',
  'PROFESSIONAL_PIN_WRONG',
  'PROFESSIONAL_PIN_LOCKED',
  'PROFESSIONAL_AUTH_FAILED',
  'PROFESSIONAL_SESSION_EXPIRED',
  'PROFESSIONAL_SESSION_ELSEWHERE',
] as const
/** What keeps orders from being changed at a desk where a professional has been. */
export const orderLockErrors = [
  'PROFESSIONAL_CARD_ABSENT',
  'PROFESSIONAL_PIN_NEEDED',
  'PROFESSIONAL_PIN_LOCKED',
] as const
/** A virtual card is refused for what it is, whatever is asked with it. */
export const virtualCardErrors = [
  'VIRTUAL_CARD_EXPIRED',
  'VIRTUAL_CARD_UNKNOWN',
  'VIRTUAL_CARD_USED',
  'VIRTUAL_CARD_VISIT_USED',
  'VIRTUAL_CARD_INVALID',
  'VIRTUAL_CARD_TOO_OFTEN',
  'VIRTUAL_CARD_APP_OLD',
  'VIRTUAL_CARD_MISMATCH',
  'VIRTUAL_CARD_LAPSED',
  'VIRTUAL_CARD_TOKEN_MISSING',
  'VIRTUAL_CARD_NOT_AUTHORISED',
  'VIRTUAL_CARD_DECLINED',
  'VIRTUAL_CARD_NOT_ENROLLED',
  'PHYSICAL_CARD_ONLY',
  'PLASTIC_CARD_NEEDED',
] as const
/** The NHI's servers, and the network on the way to them. */
export const nhiErrors = [
  'NHI_UNREACHABLE',
  'NHI_TIMEOUT',
  'NHI_SERVER_ERROR',
  'NHI_BAD_REPLY',
  'NHI_REFUSED',
  'NHI_CARD_EXPIRED',
  'NHI_CARD_CANCELLED',
  'NHI_REPLY_LOST',
] as const
/** The patient's card and its reader. */
export const cardErrors = [
  'CARD_ABSENT',
  'CARD_REMOVED',
  'CARD_UNREADABLE',
  'CARD_FOREIGN',
  'CARD_DATA_INVALID',
  'CARD_CHANGED',
  'CARD_MISMATCH',
  'CARD_NOT_AS_REGISTERED',
  'CARD_AUTH_FAILED',
  'CARD_IN_USE',
  'PATIENT_PIN_NEEDED',
  'PATIENT_PIN_WRONG',
  'READER_SERVICE_DOWN',
  'READER_NOT_FOUND',
  'READER_TIMEOUT',
] as const
/** The store: nothing was written. */
export const storeErrors = ['STORE_FULL', 'STORE_BUSY'] as const
/** What an act on the patient's card and at the NHI can end with, whichever it is. */
export const cardActErrors = [
  'NOT_AUTHENTICATED',
  ...cardErrors,
  ...virtualCardErrors,
  ...professionalErrors,
  ...controlErrors,
  ...nhiErrors,
  ...storeErrors,
] as const
