import type { TFunction } from 'i18next'
import { MealStateSchema, VitalKindSchema } from '../../../preload/contract/visit/vitals.ts'

/** A value as it stands in a version's changes (`glucose 98 fasting`), as a person reads it. */
export const vitalChangeText = (text: string, t: TFunction): string => {
  const [kind, value = '', meal] = text.split(' ')
  const known = VitalKindSchema.safeParse(kind)
  const when = MealStateSchema.safeParse(meal)
  if (!known.success) return text
  const named = `${t(`vitals.kind.${known.data}`)} ${value}`
  return when.success ? `${named} ${t(`vitals.meal.${when.data}`)}` : named
}
