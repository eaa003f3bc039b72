import { missingTreatmentNumber } from '../../../domain/card/makeUp.ts'

/**
 * Code lists of the upload format 2.0 that its rules refer to. Source: facts/nhi-card.md §3 and §4.3. They are the format's, not
 * the screen's: what a desk may choose from is in resources/rules.
 */

/** 就醫類別 (M07) that count a visit and take a serial of their own. */
export const countingTreatmentItems: ReadonlySet<string> = new Set('00 01 02 03 04 05 06 07 08 09'.split(' '))

/** Every 就醫類別 there is, counting or not. */
export const treatmentItems: ReadonlySet<string> = new Set([
  ...countingTreatmentItems,
  ...'AA AB AC AD AE AF AG AH AI AJ AK BA BB BC BD BE BF BG CA DA DB DC EA'.split(' '),
  ...'ZA ZB XA YA YB YC YD YE YF YG YH'.split(' '),
])

/** 異常就醫序號: what M13 holds when the card could not be used (H01 = B). */
export const exceptionCodes: ReadonlySet<string> = new Set([
  ...'A000 A001 A010 A011 A020 A021 A030 A031 B000 B001 C000 C001 C002 C003'.split(' '),
  ...'D000 D001 D010 D011 E000 E001 F000 Z000 Z001 G000 H000 IC09 IC89 IC98'.split(' '),
  ...'F00B CV19 FORE TM01 J000 HVIT MSPT'.split(' '),
])

/** 虛擬醫令: marks of an early or repeated prescription; sent as D02 = G with a total of 0. */
export const virtualOrderCodes: ReadonlySet<string> = new Set(
  'R001 R002 R003 R004 R005 R006 R007 R008 S001 S002 S003 S004'.split(' '),
)

/** 就醫類別 that may carry a virtual order. */
export const virtualOrderItems: ReadonlySet<string> = new Set('01 02 03 04 05 06 07 08 09 AE AF'.split(' '))

/** 醫令類別 (D02) the validators know. */
export const orderTypes: ReadonlySet<string> = new Set('0 1 2 3 4 5 9 J G M P Q N'.split(' '))

/** 處方調劑方式 (M23). */
export const dispensingModes: ReadonlySet<string> = new Set('0 1 2 6 A B C D E F'.split(' '))

/** 醫事類別 (M56): western clinic, western hospital, dental, Chinese medicine, dialysis. */
export const medicalCategories: ReadonlySet<string> = new Set('11 12 13 14 15'.split(' '))

/**
 * 給付類別 (M51), those that have ended among them: injury and illness at work, ordinary injury and illness, disaster, ventilator care,
 * and the letters of single programmes. Source: facts/outpatient.md §3.6, facts/nhi-card.md §4.3.
 */
export const benefitTypes: ReadonlySet<string> = new Set('1 2 3 4 8 9 A B D M W X Y Z'.split(' '))

/** 就醫類別 of the visit that an original visit (M16–M19) can be (D052). Source: facts/nhi-card.md §4.3. */
export const originalTreatmentItems: ReadonlySet<string> = new Set('01 02 03 04 05 06 07 08 09 AD BA BE BG'.split(' '))

/** What D06 of a virtual order (D02 = G) can be: the marks of a prescription, and that of a therapy by virtual card. */
export const markCodes: ReadonlySet<string> = new Set([...virtualOrderCodes, 'V000'])

/** 處方種類 (D04) and the field that counts how often a prescription of that kind may be dispensed. */
export const prescriptionKinds = {
  A: 'M24',
  B: 'M25',
  C: 'M26',
  D: 'M27',
  E: 'M28',
  F: 'M29',
} as const
export type PrescriptionKind = keyof typeof prescriptionKinds

/** Stands in M16 for an original treatment number nobody knows. */
export const unknownTreatmentNumber = missingTreatmentNumber
