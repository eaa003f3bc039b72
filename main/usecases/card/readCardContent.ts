import type { CardVisit } from '../../../native/nhi-control/port.ts'
import type { CardContent, CardHistory, CardOrder, CardYear } from '../../../preload/contract/card/cardContent.ts'
import { rocDateTimeToEpoch } from '../../../preload/contract/patient/rocDate.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { HandlerInput } from '../../ipc/handlers.ts'
import { byCodes, type CatalogSystem } from '../../store/codes/catalogRepository.ts'
import { type DeskContext, dayOf, instantOf } from '../context.ts'
import { confirmCard } from './confirmCard.ts'
import type { MeantCard } from './speakingCard.ts'

/**
 * What the card has beside its holder: emergency phone, the last visits, orders, yearly counters. The parts are asked for side by side,
 * and each tells for itself why it is missing. Nothing is kept.
 *
 * The card is read again before and after, because most of these calls answer for whichever card lies in the reader: what came of
 * another one is not shown (`CARD_CHANGED`). Other errors: those of `confirmCard`.
 */
export const readCardContent = async (
  context: DeskContext,
  { cardSessionId }: HandlerInput<'card:content'>,
): Promise<Result<CardContent>> => {
  const held = await context.cards.settled()
  if (held === null) return fail('CARD_ABSENT', { retryable: true })
  const { session, profile } = held
  if (session.sessionId !== cardSessionId) return fail('CARD_CHANGED', { retryable: true })
  if (profile === null) return fail('NOT_AUTHENTICATED', { retryable: true })
  const { cardNumber, nationalId } = profile
  const card = { cardNumber, nationalId, medium: session.medium } as const
  const before = await confirmCard(context, card)
  if (!before.ok) return before
  const { control } = context
  const [emergencyPhone, history, orders, years] = await Promise.all([
    control.emergencyPhone(),
    historyOf(context, card),
    ordersOf(context),
    yearsOf(context),
  ])
  const after = await confirmCard(context, card)
  if (!after.ok) return after
  return ok({
    emergencyPhone: part(emergencyPhone),
    history: part(history),
    orders: part(orders),
    years: part(years),
  })
}

type Part<Value> = { readonly state: 'told'; value: Value } | Extract<CardContent['years'], { state: 'missing' }>

const part = <Value>(answer: Result<Value>): Part<Value> =>
  answer.ok ? { state: 'told', value: answer.value } : { state: 'missing', error: answer.error }

const momentOf = (treatmentDateTime: string) => instantOf(rocDateTimeToEpoch(treatmentDateTime))

const newestFirst = <Dated extends { readonly treatmentDateTime: string }>(entries: readonly Dated[]): Dated[] =>
  entries.toSorted((one, other) => other.treatmentDateTime.localeCompare(one.treatmentDateTime))

/** Names codes by the tables in force today. */
const naming = async (context: DeskContext, systems: readonly CatalogSystem[], codes: readonly string[]) => {
  const concepts = await byCodes(context.store.db, systems, codes, dayOf(context.now()))
  return (code: string) => {
    const concept = concepts.get(code)
    return { code, nameZh: concept?.displayZh || null, nameEn: concept?.displayEn || null }
  }
}

/** With diagnoses where a professional is signed in; without, it is the same list with nothing said about illness. */
const historyOf = async (context: DeskContext, card: MeantCard): Promise<Result<CardHistory>> => {
  const full = await context.control.cardVisitsWithDiagnoses()
  if (!full.ok && !full.error.code.startsWith('PROFESSIONAL_')) return full
  const visits = full.ok ? full : await context.control.cardVisits(card)
  if (!visits.ok) return visits
  const diagnosesOf = (visit: CardVisit & { readonly diagnoses?: readonly string[] }) => visit.diagnoses ?? []
  const named = await naming(context, ['icd-10-cm'], visits.value.flatMap(diagnosesOf))
  return ok({
    withDiagnoses: full.ok,
    visits: newestFirst(visits.value).map((visit) => ({
      at: momentOf(visit.treatmentDateTime),
      treatmentItem: visit.treatmentItem,
      hospitalId: visit.hospitalId,
      visitSequenceNumber: visit.visitSequenceNumber,
      diagnoses: diagnosesOf(visit).map(named),
    })),
  })
}

const ordersOf = async (context: DeskContext): Promise<Result<CardOrder[]>> => {
  const orders = await context.control.cardPrescriptions()
  if (!orders.ok) return orders
  const codes = orders.value.map(({ code }) => code)
  const named = await naming(context, ['nhi-drug', 'nhi-procedure'], codes)
  return ok(
    newestFirst(orders.value).map(({ treatmentDateTime, orderType, code, usage, days, totalQuantity }) => ({
      at: momentOf(treatmentDateTime),
      orderType,
      order: named(code),
      usage,
      days,
      totalQuantity,
    })),
  )
}

const yearsOf = async (context: DeskContext): Promise<Result<CardYear[]>> => {
  const years = await context.control.cumulativeData()
  if (!years.ok) return years
  return ok(
    years.value.map(({ inpatientCopaymentA, inpatientCopaymentB, ...year }) => ({
      ...year,
      inpatientCopayment: inpatientCopaymentA + inpatientCopaymentB,
    })),
  )
}
