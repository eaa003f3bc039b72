/** Status codes of the control software, named as the official list explains them. */
export const CODE = {
  done: 0,
  notInitialised: 1000,
  alreadyInitialised: 1001,
  deviceNotFound: 1002,
  noCardPinSet: 1510,
  cardPinNotVerified: 1511,
  accessTokenExpired: 3238,
  readerTimeout: 4000,
  patientCardAbsent: 4013,
  professionalCardAbsent: 4014,
  notPatientCard: 4033,
  notProfessionalCard: 4034,
  professionalPinNotVerified: 4042,
  samNotAuthenticated: 4050,
  networkUnreachable: 4061,
  cardPinWrong: 5102,
  pinChangeFailed: 5108,
  badParameter: 6018,
  professionalPinWrong: 9039,
  professionalPinLocked: 9043,
} as const

/** Said of a virtual professional card: timed out, or signed in on another PC. Its session here has ended by then. */
export const ENDS_PROFESSIONAL_SESSION: ReadonlySet<number> = new Set([9251, 9267, 1707])
