import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { PastEntry } from '../../../preload/contract/visit/visitHistory.ts'
import { vitalKinds } from '../../../preload/contract/visit/vitals.ts'
import type { EncounterId, IsoDate } from '../../../preload/contract/words.ts'
import { withRuledTotal } from '../../domain/orders/orderQuantity.ts'
import { addDays } from '../../domain/tables/effectiveDate.ts'
import { type RuleTables, rulesOn } from '../../domain/tables/ruleTables.ts'
import type { HandlerInput, HandlerOutput } from '../../ipc/handlers.ts'
import { chartsOf } from '../../store/patient/patientMergeRepository.ts'
import { type VitalRecord, vitalsOf } from '../../store/record/vitalSignRepository.ts'
import { byId, type EncounterHistory, historyOf } from '../../store/visit/encounterQueries.ts'
import { type DeskContext, instantOf } from '../context.ts'

/** While a text is looked for, so many visits are read at a time. */
const readAtATime = 50

/** Days from `day` on, itself included, that a supply of so many days from its own day on still lasts. */
export const daysLeft = (suppliedOn: string, days: number, day: string): number => {
  const left = (Date.parse(addDays(suppliedOn, days)) - Date.parse(day)) / 86_400_000
  return Math.max(0, left)
}

const tells = ({ diagnoses, orders, soap }: EncounterHistory, text: string): boolean => {
  const wanted = text.normalize('NFKC').toLowerCase()
  return [
    ...diagnoses.flatMap(({ code, nameZh, nameEn }) => [code, nameZh, nameEn]),
    ...orders.flatMap(({ code, name }) => [code, name]),
    ...Object.values(soap),
  ].some((part) => part.normalize('NFKC').toLowerCase().includes(wanted))
}

const view = (
  past: EncounterHistory,
  vitals: readonly VitalRecord[],
  { day, frequencies }: { readonly day: string } & Pick<RuleTables, 'frequencies'>,
): PastEntry => ({
  encounterId: past.encounterId,
  visitedOn: past.visitedOn as IsoDate,
  practitionerName: past.practitionerName,
  state: past.state,
  version: past.version,
  diagnoses: [...past.diagnoses],
  orders: past.orders.map((order) => ({
    ...withRuledTotal(order, frequencies),
    // What was cancelled is no supply.
    daysLeft:
      order.kind === 'drug' && order.days !== null && past.state === 'closed'
        ? daysLeft(past.visitedOn, order.days, day)
        : null,
  })),
  soap: past.soap,
  returnOn: past.returnOn,
  alertReasons: [...past.alertReasons],
  vitals: vitalKinds.flatMap((kind) =>
    vitals
      .filter((reading) => reading.kind === kind)
      .map((reading) => ({ ...reading, measuredAt: instantOf(reading.measuredAt) })),
  ),
})

/** A page of the patient's earlier visits, those that were cancelled with them. `NOT_FOUND`. */
export const visitHistory = async (
  context: DeskContext,
  { encounterId, text, after, limit }: HandlerInput<'visit:history'>,
): Promise<Result<HandlerOutput<'visit:history'>>> => {
  const { db } = context.store
  const encounter = await byId(db, encounterId)
  if (encounter === null) return fail('NOT_FOUND')
  const charts = await chartsOf(db, encounter.patientId)
  const found: EncounterHistory[] = []
  let before: EncounterId = after ?? encounterId
  let isEnd = false
  // One more than the page, so that it is known whether another comes.
  while (found.length <= limit && !isEnd) {
    const wanted = text === '' ? limit + 1 : readAtATime
    const visits = await historyOf(db, charts, before, wanted, ['closed', 'cancelled'])
    found.push(...(text === '' ? visits : visits.filter((visit) => tells(visit, text))))
    before = visits.at(-1)?.encounterId ?? before
    isEnd = visits.length < wanted
  }
  const page = found.slice(0, limit)
  const vitals = await vitalsOf(
    db,
    page.map((visit) => visit.encounterId),
  )
  const { frequencies } = rulesOn(context.rules, encounter.day)
  const now = { day: encounter.day, frequencies }
  return ok({
    entries: page.map((visit) => view(visit, vitals.get(visit.encounterId) ?? [], now)),
    hasMore: found.length > limit,
  })
}
