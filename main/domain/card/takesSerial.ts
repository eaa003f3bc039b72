import type { TreatmentItemEntry } from '../tables/ruleTables.ts'

/**
 * Whether a 就醫類別 takes a 就醫序號 and counts as a visit (01–09 and 00 do, the lettered ones don't). An item the table doesn't
 * know takes none: a serial can't be given back for a lettered item, so none is asked for by guess.
 */
export const takesSerial = (treatmentItem: string, treatmentItems: readonly TreatmentItemEntry[]): boolean =>
  treatmentItems.some((entry) => entry.code === treatmentItem && entry.takesSerial)
