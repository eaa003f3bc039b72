import { rocDateTimeToEpoch, taipeiDay } from '../../../preload/contract/patient/rocDate.ts'
import { fitsMedium } from './virtualCardTime.ts'

interface VisitOnCard {
  /** 就醫類別 */
  readonly treatmentItem: string
  /** 就醫日期時間, 民國 `yyyMMddHHmmss`, Taipei time. */
  readonly treatmentDateTime: string
  readonly hospitalId: string
  /** 就醫序號 where the history carries it. */
  readonly visitSequenceNumber: string | null
}

export interface LostSerialIntent {
  /** When the intent to take a serial was written down, epoch ms, server time where `isClockKnown`. */
  readonly intentAt: number
  /** When its answer was given up, epoch ms, server time; null when the program ended before it came. */
  readonly endedAt: number | null
  /** Whether a server had told the time by then; `intentAt` is by this PC's own clock otherwise, however wrong that is. */
  readonly isClockKnown: boolean
  readonly treatmentItem: string
  /** 醫事機構代碼 of this clinic. */
  readonly hospitalId: string
  /** The card it was asked with: serials of virtual cards have a letter, and both may stand in one history. */
  readonly medium: 'plastic' | 'virtual'
  /** 就醫日期時間 of every visit of this patient, and of every serial of this card, that the clinic's store already has. */
  readonly knownTreatmentDateTimes: readonly string[]
}

/** `unsure`: something on the card may be this serial, or another desk's; nobody but a person can tell. */
export type LostSerialFate<Visit> =
  | { readonly kind: 'found'; readonly visit: Visit }
  | { readonly kind: 'none' }
  | { readonly kind: 'unsure' }

/**
 * How far the NHI's own time of the visit may lie outside the call: it is cut to whole seconds, and the server's clock is known
 * through Date headers, to about a second each.
 */
const toleranceMs = 15_000
/** How far a clock that a server has told may have run wrong since; within this nothing is concluded. */
const doubtMs = 60_000
/** No call takes longer: signatures, a card update, and the serial itself, each up to its time-out. */
export const longestCallMs = 120_000

/**
 * What became of a serial whose answer was lost (contracts/nhi-interfaces.md §3), by the card's newest visits: the only one that is
 * of this clinic and treatment item, begun while the call was under way, and unknown to the store. Visits of another clinic, of
 * another item, known ones, older ones and ones taken after the call had ended (by another desk with a store of its own) are never
 * taken for it; two that fit are `unsure`. By a clock that nobody has told, an unknown visit of that clinic, item and day may be it
 * wherever it lies: then nothing is `none`, and only what is alone and fits is `found`.
 */
export const resolveLostSerial = <Visit extends VisitOnCard>(
  cardVisits: readonly Visit[],
  intent: LostSerialIntent,
): LostSerialFate<Visit> => {
  const latest = intent.intentAt + longestCallMs
  const endedAt = Math.min(intent.endedAt ?? latest, latest)
  const candidates = cardVisits.filter(
    (visit) =>
      visit.hospitalId === intent.hospitalId &&
      visit.treatmentItem === intent.treatmentItem &&
      fitsMedium(visit.visitSequenceNumber, intent.medium) &&
      !intent.knownTreatmentDateTimes.includes(visit.treatmentDateTime),
  )
  const within = (margin: number): readonly Visit[] =>
    candidates.filter(({ treatmentDateTime }) => {
      const at = rocDateTimeToEpoch(treatmentDateTime)
      return at >= intent.intentAt - margin && at <= endedAt + margin
    })
  const days = [intent.intentAt, intent.endedAt ?? intent.intentAt].map(taipeiDay)
  const ofDay = candidates.filter(({ treatmentDateTime }) =>
    days.includes(taipeiDay(rocDateTimeToEpoch(treatmentDateTime))),
  )
  const doubtful = intent.isClockKnown ? within(doubtMs) : [...new Set([...within(doubtMs), ...ofDay])]
  const fitting = within(toleranceMs)
  const [only] = fitting
  const isAlone = fitting.length === 1 && (intent.isClockKnown || doubtful.length === 1)
  if (only !== undefined && isAlone) return { kind: 'found', visit: only }
  return { kind: doubtful.length === 0 ? 'none' : 'unsure' }
}
