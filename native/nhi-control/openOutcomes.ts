/**
 * Status codes after which a serial, a write or a taking back may have been carried out: reader time-out, data centre time-outs,
 * the card's record of a visit could not be written, the 就醫識別碼 of a serial could not be got or coded (status codes of the
 * control software). A call that must not be repeated and is answered with one of them is a lost reply, in every way in.
 */
const openCodes: readonly number[] = [4000, 9003, 9213, 5007, 5174, 3204]

/** Whether a status code leaves open what has become of a call that changes something. */
export const leavesOpen = (statusCode: number): boolean => openCodes.includes(statusCode)

/** 就醫類別 of digits use up a serial, and have one (facts/nhi-card.md §3.1). */
const countsVisit = (treatmentItem: string): boolean => /^\d\d$/.test(treatmentItem)

/** Whether an answer lacks the 就醫序號 that its 就醫類別 has used up: it can't be told which one it was, as if it were lost. */
export const lacksSerial = (treatmentItem: string, visitSequenceNumber: string): boolean =>
  countsVisit(treatmentItem) && visitSequenceNumber === ''
