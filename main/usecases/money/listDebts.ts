import type { Debt } from '../../../preload/contract/money/money.ts'
import { ok, type Result } from '../../../preload/contract/result.ts'
import type { IsoDate } from '../../../preload/contract/words.ts'
import type { HandlerInput } from '../../ipc/handlers.ts'
import { openDebts } from '../../store/money/moneyRepository.ts'
import { chartsOf } from '../../store/patient/patientMergeRepository.ts'
import { findByIds } from '../../store/patient/patientRepository.ts'
import { summariesOf } from '../../store/visit/encounterQueries.ts'
import { type DeskContext, dayOf } from '../context.ts'
import { patientView } from '../patient/patientView.ts'

/** Most that a list shows; SQLite is asked for this many visits at once. */
const longestList = 200

/** Who owes, or what somebody owes by any of their merged charts, the oldest visit first. Nobody owes for a visit that was cancelled. */
export const listDebts = async (
  context: DeskContext,
  { patientId }: HandlerInput<'money:debts'>,
): Promise<Result<Debt[]>> => {
  const { db } = context.store
  const charts = patientId === null ? null : await chartsOf(db, patientId)
  // Ids are made in the order of time.
  const open = (await openDebts(db, charts)).toSorted((a, b) => (a.encounterId < b.encounterId ? -1 : 1))
  const shown = open.slice(0, longestList)
  const [visits, patients] = await Promise.all([
    summariesOf(
      db,
      shown.map(({ encounterId }) => encounterId),
    ),
    findByIds(
      db,
      shown.map((debt) => debt.patientId),
    ),
  ])
  const today = dayOf(context.now())
  return ok(
    shown.flatMap(({ encounterId, patientId: ofPatient, owed }) => {
      const visit = visits.get(encounterId)
      const patient = patients.get(ofPatient)
      if (visit === undefined || patient === undefined) return []
      return [{ encounterId, patient: patientView(patient, today), visitedOn: visit.day as IsoDate, owed }]
    }),
  )
}
