import type { PatientId } from '../../../preload/contract/words.ts'
import type { ReadDb } from '../../store/handles.ts'
import { keptFor, mergesOf } from '../../store/patient/patientMergeRepository.ts'
import { findById, findByIds, findByNationalId, type PatientRecord } from '../../store/patient/patientRepository.ts'

const union = (parts: readonly (readonly string[])[]): readonly string[] => [...new Set(parts.flat())]

/**
 * These charts with what is known of their persons: allergies and problems of all charts that are one person's, and the notes of the kept
 * one, which has those of all. A card leads to the chart of its own number, which may be one that was merged: its visits stay there, for
 * the record goes out under that number, but nobody may be warned of less than the clinic knows.
 */
export const wholePersons = async (
  db: ReadDb,
  charts: ReadonlyMap<PatientId, PatientRecord>,
): Promise<ReadonlyMap<PatientId, PatientRecord>> => {
  const ids = [...charts.keys()]
  const kept = await keptFor(db, ids)
  const heads = [...new Set(ids.map((id) => kept.get(id) ?? id))]
  const merges = Map.groupBy(await mergesOf(db, heads), ({ keptId }) => keptId)
  if (merges.size === 0) return charts
  const known = await findByIds(db, [...merges.keys(), ...[...merges.values()].flat().map(({ mergedId }) => mergedId)])
  const whole = (chart: PatientRecord): PatientRecord => {
    const headId = kept.get(chart.id) ?? chart.id
    const head = known.get(headId)
    const parts = (merges.get(headId) ?? []).flatMap(({ mergedId }) => known.get(mergedId) ?? [])
    if (head === undefined || parts.length === 0) return chart
    const all = [head, ...parts]
    return {
      ...chart,
      allergies: union(all.map(({ allergies }) => allergies)),
      problems: union(all.map(({ problems }) => problems)),
      note: head.note,
    }
  }
  return new Map([...charts].map(([id, chart]) => [id, whole(chart)]))
}

/** The same of one chart. */
export const wholePerson = async (db: ReadDb, chart: PatientRecord): Promise<PatientRecord> =>
  (await wholePersons(db, new Map([[chart.id, chart]]))).get(chart.id) ?? chart

const ifAny = (db: ReadDb, chart: PatientRecord | null): Promise<PatientRecord | null> =>
  chart === null ? Promise.resolve(null) : wholePerson(db, chart)

/** A chart by its id, with what is known of its person; null when there is none. */
export const personById = async (db: ReadDb, id: PatientId): Promise<PatientRecord | null> =>
  ifAny(db, await findById(db, id))

/** The chart of a card's number, with what is known of its person; null for somebody new. */
export const personByNationalId = async (db: ReadDb, nationalId: string): Promise<PatientRecord | null> =>
  ifAny(db, await findByNationalId(db, nationalId))
