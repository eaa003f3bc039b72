import { rocDateTimeToEpoch } from '../../../preload/contract/patient/rocDate.ts'

/** 退掛 is taken within 24 hours of the visit (contracts/nhi-interfaces.md, design.md "Time"). */
const withinMs = 24 * 3_600_000

/** The card tells its six latest visits (Treatment/NoNeedHPC). */
const visitsOnCard = 6

/** Only numeric 就醫類別 can be given back; the lettered ones count no visit, so that there is nothing to give. */
const isNumeric = (treatmentItem: string): boolean => /^\d+$/.test(treatmentItem)

interface TakenSerial {
  readonly treatmentItem: string
  /** 就醫日期時間, 民國 `yyyMMddHHmmss`; null when no serial was taken. */
  readonly treatmentDateTime: string | null
}

/**
 * Whether the serial of a visit that is taken off the list has to be given back at the NHI.
 *
 * @param now epoch ms, server time
 * @returns `nothing`: there is no serial, or one that doesn't count · `too-late`: the NHI takes it back no longer
 */
export const serialToGiveBack = (visit: TakenSerial, now: number): 'nothing' | 'too-late' | { readonly of: string } => {
  const { treatmentDateTime, treatmentItem } = visit
  if (treatmentDateTime === null || !isNumeric(treatmentItem)) return 'nothing'
  return now - rocDateTimeToEpoch(treatmentDateTime) > withinMs ? 'too-late' : { of: treatmentDateTime }
}

/**
 * What became of a rollback whose answer was lost, by the card's latest visits: a visit that is gone from the card was given back.
 * `unknown` when the card tells only visits that are newer, because the one in question may simply have moved out of sight.
 */
export const lostRollbackFate = (
  cardVisits: readonly { readonly treatmentDateTime: string; readonly hospitalId: string }[],
  taken: { readonly treatmentDateTime: string; readonly hospitalId: string },
): 'given-back' | 'still-taken' | 'unknown' => {
  const isIt = (visit: { readonly treatmentDateTime: string; readonly hospitalId: string }): boolean =>
    visit.treatmentDateTime === taken.treatmentDateTime && visit.hospitalId === taken.hospitalId
  if (cardVisits.some(isIt)) return 'still-taken'
  const newer = cardVisits.filter(({ treatmentDateTime }) => treatmentDateTime > taken.treatmentDateTime)
  return newer.length >= visitsOnCard ? 'unknown' : 'given-back'
}
