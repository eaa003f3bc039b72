import type { MealState, VitalKind, VitalMark, VitalRefusal } from '../../../preload/contract/visit/vitals.ts'
import type { Sex } from '../../../preload/contract/words.ts'
import type { VitalSignEntry } from '../tables/ruleTables.ts'

/** Whom values are judged for. */
export interface VitalPerson {
  /** `YYYY-MM-DD` */
  readonly birthDate: string
  readonly sex: Sex
}

/** One value, in the unit of its kind. */
export interface VitalValue {
  readonly kind: VitalKind
  readonly value: number
  /** Null except for glucose. */
  readonly meal: MealState | null
}

/** Completed months of age on a day; both `YYYY-MM-DD`. */
export const completedMonths = (birthDate: string, day: string): number => {
  const months =
    (Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4))) * 12 +
    Number(day.slice(5, 7)) -
    Number(birthDate.slice(5, 7))
  return day.slice(8) < birthDate.slice(8) ? months - 1 : months
}

/** The limits of a kind for a person on a day, out of the entries in force then; undefined where the table says nothing. */
export const limitsOf = (
  entries: readonly VitalSignEntry[],
  kind: VitalSignEntry['kind'],
  { birthDate, sex }: VitalPerson,
  day: string,
  meal: MealState | null = null,
): VitalSignEntry | undefined => {
  const months = Math.max(0, completedMonths(birthDate, day))
  return entries.find(
    (entry) =>
      entry.kind === kind &&
      entry.ageFromMonths <= months &&
      (entry.ageToMonths === null || months < entry.ageToMonths) &&
      (entry.sex === null || entry.sex === sex) &&
      (entry.meal === null || entry.meal === (meal ?? 'random')),
  )
}

/** How a value lies to its limits. */
export const markOf = (
  value: number,
  { usual, critical }: Pick<VitalSignEntry, 'usual' | 'critical'>,
): VitalMark | null => {
  const isBelow = (limit: number | null | undefined): boolean => limit != null && value < limit
  const isAbove = (limit: number | null | undefined): boolean => limit != null && value > limit
  if (isBelow(critical?.below)) return 'critical-low'
  if (isAbove(critical?.above)) return 'critical-high'
  if (isBelow(usual?.from)) return 'low'
  return isAbove(usual?.to) ? 'high' : null
}

/** Why a value can't have been measured, or null. */
export const impossibility = (
  value: number,
  { possible, decimals }: Pick<VitalSignEntry, 'possible' | 'decimals'>,
): Exclude<VitalRefusal['reason'], 'not-below-systolic'> | null => {
  if (!(value >= possible.from && value <= possible.to)) return 'impossible'
  const scaled = value * 10 ** decimals
  return Math.abs(scaled - Math.round(scaled)) > 1e-6 ? 'too-precise' : null
}

/** 身體質量指數, kg/m² to one decimal; null until both are known. Height in cm, weight in kg. */
export const bodyMassOf = (height: number | undefined, weight: number | undefined): number | null =>
  height === undefined || weight === undefined || height <= 0
    ? null
    : Math.round((weight / (height / 100) ** 2) * 10) / 10

/** A value that was read off an instrument, or null where one is taken away. */
export interface VitalWish {
  readonly kind: VitalKind
  readonly value: number | null
  readonly meal: MealState | null
}

/**
 * Which of the wished changes can be taken. Each stands for itself, but for blood pressure: 舒張壓 has to lie below 收縮壓, as both
 * would stand afterwards. A kind that the table says nothing of is not judged here; see `limitsOf`.
 */
export const takeVitals = (
  standing: readonly VitalValue[],
  wishes: readonly VitalWish[],
  limits: (kind: VitalKind, meal: MealState | null) => VitalSignEntry | undefined,
): { readonly taken: readonly VitalWish[]; readonly refused: readonly VitalRefusal[] } => {
  const refused: VitalRefusal[] = []
  const possible = wishes.filter(({ kind, value, meal }) => {
    const found = limits(kind, meal)
    const reason = value === null || found === undefined ? null : impossibility(value, found)
    if (reason !== null) refused.push({ kind, reason })
    return reason === null
  })
  const afterwards = (kind: VitalKind): number | null => {
    const wish = possible.findLast((each) => each.kind === kind)
    return wish === undefined ? (standing.find((each) => each.kind === kind)?.value ?? null) : wish.value
  }
  const systolic = afterwards('systolic')
  const diastolic = afterwards('diastolic')
  if (systolic === null || diastolic === null || diastolic < systolic) return { taken: possible, refused }
  const isPressure = ({ kind }: VitalWish): boolean => kind === 'systolic' || kind === 'diastolic'
  const crossed = possible.filter(isPressure).map(({ kind }) => ({ kind, reason: 'not-below-systolic' as const }))
  return { taken: possible.filter((wish) => !isPressure(wish)), refused: [...refused, ...crossed] }
}
