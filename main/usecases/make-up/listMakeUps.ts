import { taipeiDayStart } from '../../../preload/contract/patient/rocDate.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { MakeUpItem } from '../../../preload/contract/visit/makeUp.ts'
import type { EncounterId, IsoDate } from '../../../preload/contract/words.ts'
import { exceptionEntryOf } from '../../domain/card/exceptionDoubts.ts'
import { lastMakeUpDay } from '../../domain/card/makeUp.ts'
import { unknownYearsOf, workingDaysLeft } from '../../domain/card/workingDays.ts'
import { depositWays, type Moved } from '../../domain/money/visitMoney.ts'
import { rulesOn } from '../../domain/tables/ruleTables.ts'
import type { HandlerOutput } from '../../ipc/handlers.ts'
import {
  type CardDebtRecord,
  byEncounter as debtOf,
  depositsOf,
  openOrEndedSince,
} from '../../store/card/cardDebtRepository.ts'
import {
  exceptionsFrom,
  type MakeUpRecord,
  byEncounter as makeUpOf,
  byEncounters as makeUpsOf,
} from '../../store/card/makeUpRepository.ts'
import { byEncounter as moneyOf } from '../../store/money/moneyRepository.ts'
import { findById, findByIds, type PatientRecord } from '../../store/patient/patientRepository.ts'
import { byId, summariesOf } from '../../store/visit/encounterQueries.ts'
import type { EncounterSummary } from '../../store/visit/encounterRecord.ts'
import { type DeskContext, dayOf, instantOf } from '../context.ts'
import { patientView } from '../patient/patientView.ts'

const dayMs = 86_400_000
/** How long what has ended stays in the list. */
const endedForMs = 30 * dayMs

/** Owed cards and exception visits that wait for their card, and those that ended lately; see `make-up:list`. */
export const listMakeUps = async (context: DeskContext): Promise<Result<HandlerOutput<'make-up:list'>>> => {
  const { db } = context.store
  const now = context.now()
  const today = dayOf(now)
  const since = now - endedForMs
  const debts = await openOrEndedSince(db, since)
  // Three months and some days: what can't be made good any more is left out by its own last day.
  const exceptions = await exceptionsFrom(db, dayOf(now - 100 * dayMs))
  const owed = await summariesOf(
    db,
    debts.map((debt) => debt.encounterId),
  )
  const makeUps = await makeUpsOf(
    db,
    exceptions.map(({ id }) => id),
  )
  const patients = await findByIds(
    db,
    [...owed.values(), ...exceptions].map(({ patientId }) => patientId),
  )
  const items: MakeUpItem[] = []
  const add = (encounter: EncounterSummary | undefined, story: Story): void => {
    const patient = encounter === undefined ? undefined : patients.get(encounter.patientId)
    const item = encounter === undefined || patient === undefined ? null : itemOf(context, encounter, patient, story)
    if (item !== null) items.push(item)
  }
  for (const debt of debts) {
    add(owed.get(debt.encounterId), { debt, makeUp: null, money: await moneyOf(db, debt.encounterId) })
  }
  for (const exception of exceptions) {
    const makeUp = makeUps.get(exception.id) ?? null
    const { exceptionCodes } = rulesOn(context.rules, exception.day)
    const canBeMadeUp = exceptionEntryOf(exception.exceptionCode ?? '', exceptionCodes)?.makeUp === true
    if (canBeMadeUp && (makeUp === null || makeUp.madeAt >= since)) add(exception, { debt: null, makeUp, money: [] })
  }
  const isOver = (item: MakeUpItem): boolean => item.kind === 'exception' && item.state === 'open' && item.daysLeft < 0
  const unknownYears = debts
    .filter((debt) => debt.state === 'open')
    .flatMap((debt) => unknownYearsOf(debt.day, debt.dueOn, context.rules.workingDays))
  const from = taipeiDayStart(today)
  return ok({
    items: items.filter((item) => !isOver(item)).toSorted(byUrgency),
    unknownYears: [...new Set(unknownYears)].toSorted(),
    cash: await depositsOf(db, from, from + dayMs),
  })
}

/** One of them. `NOT_FOUND` for a visit that neither owes a card nor is an exception; `RULES_MISSING`. */
export const makeUpItem = async (context: DeskContext, encounterId: EncounterId): Promise<Result<MakeUpItem>> => {
  const { db } = context.store
  const encounter = await byId(db, encounterId)
  const patient = encounter === null ? null : await findById(db, encounter.patientId)
  if (encounter === null || patient === null) return fail('NOT_FOUND')
  const [debt, makeUp] = await Promise.all([debtOf(db, encounterId), makeUpOf(db, encounterId)])
  if (debt === null && encounter.exceptionCode === null) return fail('NOT_FOUND')
  const item = itemOf(context, encounter, patient, { debt, makeUp, money: await moneyOf(db, encounterId) })
  return item === null ? fail('RULES_MISSING', { details: { table: 'make-up-limits' } }) : ok(item)
}

interface Story {
  readonly debt: CardDebtRecord | null
  readonly makeUp: MakeUpRecord | null
  /** What is written of the visit in the book of money. */
  readonly money: readonly Moved[]
}

/** Null when no rule says until when the visit can be made good. */
const itemOf = (
  context: DeskContext,
  encounter: EncounterSummary,
  patient: PatientRecord,
  { debt, makeUp, money }: Story,
): MakeUpItem | null => {
  const today = dayOf(context.now())
  const lastDay = lastMakeUpDay(encounter.day, rulesOn(context.rules, encounter.day).makeUpLimits)
  if (lastDay === null) return null
  const dueOn = debt?.dueOn ?? lastDay
  const endedAt = debt === null ? (makeUp?.madeAt ?? null) : debt.endedAt
  return {
    encounterId: encounter.id,
    kind: debt === null ? 'exception' : 'owed-card',
    state: stateOf(encounter, debt, makeUp),
    patient: patientView(patient, today),
    visitedOn: encounter.day as IsoDate,
    queueNumber: encounter.queueNumber,
    practitionerName: encounter.practitionerName,
    visitState: encounter.state,
    exceptionCode: encounter.exceptionCode,
    serialTaken: encounter.treatmentDateTime !== null,
    visitSequenceNumber: encounter.visitSequenceNumber,
    deposit: debt === null || debt.state === 'cancelled' ? 0 : debt.deposit,
    refundWays: debt?.state === 'open' && debt.deposit > 0 ? [...depositWays(money, debt.deposit)] : [],
    dueOn: dueOn as IsoDate,
    lastDay: lastDay as IsoDate,
    daysLeft:
      debt === null
        ? Math.round((Date.parse(dueOn) - Date.parse(today)) / dayMs)
        : workingDaysLeft(today, dueOn, context.rules.workingDays),
    refund: debt?.refund ?? 0,
    endedAt: endedAt === null ? null : instantOf(endedAt),
    reason: debt?.reason ?? null,
  }
}

const stateOf = (
  encounter: EncounterSummary,
  debt: CardDebtRecord | null,
  makeUp: MakeUpRecord | null,
): MakeUpItem['state'] => {
  // A cancelled debt is one whose card came before anything was paid.
  if (debt?.state === 'returned' || debt?.state === 'cancelled') return 'done'
  if (debt?.state === 'forfeited') return 'kept'
  if (debt !== null) return encounter.state === 'closed' ? 'open' : 'not-closed'
  return makeUp === null ? 'open' : 'done'
}

const isEnded = (item: MakeUpItem): number => (item.state === 'done' || item.state === 'kept' ? 1 : 0)

/** What is open first, the nearest end first; then what has ended, the newest first. */
const byUrgency = (one: MakeUpItem, other: MakeUpItem): number =>
  isEnded(one) - isEnded(other) ||
  (isEnded(one) === 1
    ? (other.endedAt ?? '').localeCompare(one.endedAt ?? '')
    : one.dueOn.localeCompare(other.dueOn) || one.queueNumber - other.queueNumber)
