import { sql } from 'kysely'
import type { StandingDebt } from '../../domain/reports/debtFacts.ts'
import type { MoneyMove } from '../../domain/reports/moneyFacts.ts'
import type { ReadDb } from '../handles.ts'
import { inScope, type VisitScope } from './visitScope.ts'

/** What moved in the book of money from one moment until before another, epoch ms, in its order; without its day. */
export const moneyBetween = async (
  db: ReadDb,
  from: number,
  until: number,
  scope: VisitScope,
): Promise<readonly Omit<MoneyMove, 'day'>[]> => {
  const { rows } = await sql<Omit<MoneyMove, 'day'>>`
    SELECT money_entry.encounter_id AS encounterId, money_entry.kind, money_entry.method, money_entry.self_pay_kind AS selfPayKind,
      money_entry.amount,
      encounter.session, encounter.practitioner_id AS practitionerId, encounter.practitioner_name AS practitionerName
    FROM money_entry JOIN encounter ON encounter.id = money_entry.encounter_id
    WHERE money_entry.at >= ${from} AND money_entry.at < ${until} AND ${inScope(scope)}
    ORDER BY money_entry.at
  `.execute(db)
  return rows
}

const standingOf = (table: 'money_entry' | 'later') =>
  sql<number>`sum(iif(${sql.ref(`${table}.kind`)} = 'owed', ${sql.ref(`${table}.amount`)}, -${sql.ref(`${table}.amount`)}))`
const standing = standingOf('money_entry')

/**
 * What is owed by what was written before a moment; `since` as epoch ms. A visit that was cancelled before cancelling was written in the
 * book is left out.
 */
export const debtsBefore = async (
  db: ReadDb,
  until: number,
  scope: VisitScope,
): Promise<readonly (Omit<StandingDebt, 'since'> & { readonly since: number })[]> => {
  // CROSS JOIN and the sum keep other indexes out of it, which would lead through the whole book instead of the few debts.
  const { rows } = await sql<Omit<StandingDebt, 'since'> & { readonly since: number }>`
    SELECT money_entry.encounter_id AS encounterId, encounter.patient_id AS patientId,
      ${standing} AS amount,
      min(money_entry.at) FILTER (WHERE money_entry.kind = 'owed') AS since
    FROM money_entry CROSS JOIN encounter
    WHERE encounter.id = money_entry.encounter_id AND money_entry.kind IN ('owed', 'settlement', 'owed-less') AND money_entry.at + 0 < ${until} AND ${inScope(scope)}
      AND (encounter.state <> 'cancelled' OR (SELECT ${standingOf('later')} FROM money_entry later
        WHERE later.encounter_id = encounter.id AND later.kind IN ('owed', 'settlement', 'owed-less')) = 0)
    GROUP BY encounter.id
    HAVING ${standing} <> 0
  `.execute(db)
  return rows
}
