import { rocDateTimeToEpoch } from '../../../preload/contract/patient/rocDate.ts'
import { type AppError, ok, type Result } from '../../../preload/contract/result.ts'
import type { EncounterId, IsoDate } from '../../../preload/contract/words.ts'
import type { HandlerInput, HandlerOutput } from '../../ipc/handlers.ts'
import { findById } from '../../store/patient/patientRepository.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import { cardOfVisit } from '../card/cardOfVisit.ts'
import { confirmCard } from '../card/confirmCard.ts'
import { type DeskContext, dayOf, instantOf } from '../context.ts'

/** A drug on the card, of whatever clinic. */
export interface CardSupply {
  /** 就醫日期時間 of the visit that supplied it. */
  readonly visit: string
  readonly suppliedOn: IsoDate
  readonly code: string
  /** How often it is taken, as the card has it. */
  readonly frequency: string | null
  readonly days: number
}

/** What a card told of the drugs on it, for one visit. */
interface CardMedication {
  /** Epoch ms */
  readonly readAt: number
  readonly supplies: readonly CardSupply[]
}

/** Holds what cards have told, in memory only, for the visits that are seen now. */
export interface CardMedicationKeeper {
  of(encounterId: EncounterId): CardMedication | null
  keep(encounterId: EncounterId, medication: CardMedication): void
}

/** A clinic day has fewer visits; the oldest are forgotten. */
const mostVisits = 300

export const createCardMedicationKeeper = (): CardMedicationKeeper => {
  const kept = new Map<EncounterId, CardMedication>()
  return {
    of: (encounterId) => kept.get(encounterId) ?? null,
    keep: (encounterId, medication) => {
      kept.delete(encounterId)
      kept.set(encounterId, medication)
      for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - mostVisits))) kept.delete(oldest)
    },
  }
}

/** Order types of the card that are drugs: for a short time, and for a long one. */
const drugTypes: ReadonlySet<string> = new Set(['1', '2'])

/**
 * Which drugs the card of a visit tells of (Prescription/Query), so that alerts can count what others supplied; `read`: the card is
 * asked now. Where it can't be, what it told before still counts, and `fault` says why it was not asked.
 */
export const cardMedication = async (
  context: DeskContext,
  { encounterId, read }: HandlerInput<'consultation:card-medication'>,
): Promise<Result<HandlerOutput<'consultation:card-medication'>>> => {
  const asked: Result<null> = read ? await askCard(context, encounterId) : ok(null)
  const kept = context.cardMedication.of(encounterId)
  return ok({
    readAt: kept === null ? null : instantOf(kept.readAt),
    drugs: kept?.supplies.length ?? 0,
    fault: asked.ok ? null : faultOf(asked.error),
  })
}

const faultOf = ({ code, retryable, details }: AppError) => ({
  code,
  retryable,
  ...(details === undefined ? {} : { details }),
})

/** The card is confirmed before and after, because the answer is of whichever card speaks. */
const askCard = async (context: DeskContext, encounterId: EncounterId): Promise<Result<null>> => {
  const { db } = context.store
  const encounter = await byId(db, encounterId)
  const patient = encounter === null ? null : await findById(db, encounter.patientId)
  if (encounter === null || patient === null) return { ok: false, error: { code: 'NOT_FOUND', retryable: false } }
  const card = patient.nationalId === null ? null : await cardOfVisit(db, encounter, patient.nationalId)
  if (card === null) return { ok: false, error: { code: 'CARD_ABSENT', retryable: true } }
  const before = await confirmCard(context, card)
  if (!before.ok) return before
  const orders = await context.control.cardPrescriptions()
  if (!orders.ok) return orders
  const after = await confirmCard(context, card)
  if (!after.ok) return after
  const supplies = orders.value.flatMap(({ treatmentDateTime, orderType, code, usage, days }) =>
    drugTypes.has(orderType) && days !== null && days > 0 && treatmentDateTime !== encounter.treatmentDateTime
      ? [
          {
            visit: treatmentDateTime,
            suppliedOn: dayOf(rocDateTimeToEpoch(treatmentDateTime)),
            code,
            frequency: usage,
            days: Math.floor(days),
          },
        ]
      : [],
  )
  context.cardMedication.keep(encounterId, { readAt: context.now(), supplies })
  return ok(null)
}
