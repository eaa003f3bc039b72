import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import { MealStateSchema, type VitalField, type VitalKind, vitalKinds } from '../../../preload/contract/visit/vitals.ts'
import { inForceOn } from '../../domain/tables/effectiveDate.ts'
import type { VitalSignEntry } from '../../domain/tables/ruleTables.ts'
import { limitsOf } from '../../domain/visit/vitalSigns.ts'
import type { PatientRecord } from '../../store/patient/patientRepository.ts'
import type { EncounterSummary } from '../../store/visit/encounterRecord.ts'
import type { DeskContext } from '../context.ts'

/** The limits of every kind for the patient of a visit, on its day. */
export interface Limits {
  of(kind: VitalSignEntry['kind'], meal?: VitalField['meal']): VitalSignEntry | undefined
  readonly fields: readonly VitalField[]
}

const fieldOf = (kind: VitalKind, meal: VitalField['meal'], entry: VitalSignEntry): VitalField => ({
  kind,
  meal,
  unit: entry.unit,
  decimals: entry.decimals,
  possible: entry.possible,
  usual: entry.usual,
  rule: entry.title,
})

const mealsOf = (kind: VitalKind): readonly VitalField['meal'][] =>
  kind === 'glucose' ? MealStateSchema.options : [null]

/** `RULES_MISSING` with the table when a kind has no limits on that day. */
export const limitsFor = (context: DeskContext, { day }: EncounterSummary, patient: PatientRecord): Result<Limits> => {
  const entries = inForceOn(context.rules.vitalSigns, day)
  const of: Limits['of'] = (kind, meal = null) => limitsOf(entries, kind, patient, day, meal)
  const wanted = vitalKinds.flatMap((kind) => mealsOf(kind).map((meal) => ({ kind, meal })))
  const fields = wanted.flatMap(({ kind, meal }) => {
    const entry = of(kind, meal)
    return entry === undefined ? [] : [fieldOf(kind, meal, entry)]
  })
  return fields.length === wanted.length && of('body-mass') !== undefined
    ? ok({ of, fields })
    : fail('RULES_MISSING', { details: { table: 'vital-signs', day } })
}
