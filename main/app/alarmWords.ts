import { z } from 'zod'
import type { Preferences } from '../../preload/contract/desk/app.ts'
import type { Result } from '../../preload/contract/result.ts'
import type { Resources } from '../platform/resourceFiles.ts'
import type { RaisedAlarm } from '../usecases/upload/watchDeadlines.ts'

/** Each mark has a text for several visits, and in languages that tell one from many also one for a single visit. */
const marks = z.strictObject({
  '4_one': z.string().optional(),
  '4_other': z.string(),
  '2_one': z.string().optional(),
  '2_other': z.string(),
  '1_one': z.string().optional(),
  '1_other': z.string(),
  late_one: z.string().optional(),
  late_other: z.string(),
})
const AlarmWordsSchema = z.looseObject({ title: z.string(), upload: marks, signature: marks })
export type AlarmWords = z.infer<typeof AlarmWordsSchema>

/** The texts of the alarms, from the same file as the screens'. `RULES_MISSING`. */
export const loadAlarmWords = async (
  resources: Resources,
  language: Preferences['language'],
): Promise<Result<AlarmWords>> => resources.readJson(`i18n/${language}/alarm.json`, AlarmWordsSchema)

/** One line for each kind of alarm, how many visits it concerns in it. */
export const alarmLines = (
  words: Pick<AlarmWords, 'upload' | 'signature'>,
  language: Preferences['language'],
  alarms: readonly RaisedAlarm[],
): string => {
  const plurals = new Intl.PluralRules(language)
  return alarms
    .map(({ clock, mark, count }) => {
      const texts = words[clock]
      const one = plurals.select(count) === 'one' ? texts[`${mark}_one`] : undefined
      return (one ?? texts[`${mark}_other`]).replace('{{count}}', String(count))
    })
    .join('\n')
}
