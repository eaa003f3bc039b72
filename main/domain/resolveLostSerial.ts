import { rocDateTimeToEpoch } from '../../preload/contract/rocDate.ts'

interface VisitOnCard {
  /** 就醫類別 */
  readonly treatmentItem: string
  /** 就醫日期時間, 民國 `yyyMMddHHmmss`, Taipei time. */
  readonly treatmentDateTime: string
  readonly hospitalId: string
}

export interface LostSerialIntent {
  /** When the intent to take a serial was written down, epoch ms, server time. */
  readonly intentAt: number
  readonly treatmentItem: string
  /** 醫事機構代碼 of this clinic. */
  readonly hospitalId: string
  /** 就醫日期時間 of every visit of this patient that the clinic's store already has. */
  readonly knownTreatmentDateTimes: readonly string[]
}

/**
 * How much earlier than the intent the NHI's own time of the visit may lie: it is cut to whole seconds, and the server's clock is
 * known only through its Date header. Visits we know are excluded anyway, so a minute can't take a wrong one.
 */
const toleranceMs = 60_000

/**
 * What became of a serial whose answer was lost (contracts/nhi-interfaces.md §3): the newest visit on the card that is ours, of the
 * same treatment item, not older than the intent, and that the store doesn't know yet. Null: no serial was used up.
 */
export const resolveLostSerial = <Visit extends VisitOnCard>(
  cardVisits: readonly Visit[],
  intent: LostSerialIntent,
): Visit | null => {
  const isTaken = (visit: Visit): boolean =>
    visit.hospitalId === intent.hospitalId &&
    visit.treatmentItem === intent.treatmentItem &&
    !intent.knownTreatmentDateTimes.includes(visit.treatmentDateTime) &&
    rocDateTimeToEpoch(visit.treatmentDateTime) >= intent.intentAt - toleranceMs
  return cardVisits
    .filter(isTaken)
    .reduce<Visit | null>(
      (newest, visit) => (newest === null || visit.treatmentDateTime > newest.treatmentDateTime ? visit : newest),
      null,
    )
}
