import { ok, type Result } from '../../../preload/contract/result.ts'
import type { VitalChange, VitalRefusal } from '../../../preload/contract/visit/vitals.ts'
import { takeVitals } from '../../domain/visit/vitalSigns.ts'
import type { PatientRecord } from '../../store/patient/patientRepository.ts'
import type { VitalRecord } from '../../store/record/vitalSignRepository.ts'
import type { EncounterRecord } from '../../store/visit/encounterRecord.ts'
import type { DeskContext } from '../context.ts'
import { limitsFor } from './vitalLimits.ts'

/** The values of a visit once the changes are made. */
export const withChanges = (
  values: readonly VitalRecord[],
  { written, removed }: { readonly written: readonly VitalRecord[]; readonly removed: readonly string[] },
): readonly VitalRecord[] => {
  const gone = new Set([...removed, ...written.map(({ kind }) => kind)])
  return [...values.filter(({ kind }) => !gone.has(kind)), ...written]
}

/** Whether two sets of values say the same, whoever measured them when. */
export const sameVitals = (one: readonly VitalRecord[], other: readonly VitalRecord[]): boolean => {
  const told = (values: readonly VitalRecord[]): string =>
    values
      .map(({ kind, value, meal }) => `${kind} ${value} ${meal}`)
      .toSorted()
      .join()
  return told(one) === told(other)
}

/** What wished changes come to: what is written, what is taken away, and what cannot be. */
export const vitalChanges = (
  context: DeskContext,
  encounter: EncounterRecord,
  patient: PatientRecord,
  wishes: readonly VitalChange[],
): Result<{
  readonly written: readonly VitalRecord[]
  readonly removed: readonly string[]
  readonly refused: VitalRefusal[]
}> => {
  // Where nothing is wished, a day without limits is in nobody's way.
  if (wishes.length === 0) return ok({ written: [], removed: [], refused: [] })
  const limits = limitsFor(context, encounter, patient)
  if (!limits.ok) return limits
  const { taken, refused } = takeVitals(encounter.vitals, wishes, limits.value.of)
  const measured = { measuredAt: context.now(), measuredBy: context.settings.desk.person }
  const written = taken.flatMap(({ kind, value, meal }) =>
    value === null ? [] : [{ kind, value, meal: kind === 'glucose' ? (meal ?? 'random') : null, ...measured }],
  )
  const removed = taken.filter(({ value }) => value === null).map(({ kind }) => kind)
  return ok({ written, removed, refused: [...refused] })
}
