import { z } from 'zod'
import type { Preferences } from '../../preload/contract/desk/app.ts'
import type { Result } from '../../preload/contract/result.ts'
import type { Resources } from '../platform/resourceFiles.ts'
import type { RaisedAlarm } from '../usecases/upload/watchDeadlines.ts'

const marks = z.strictObject({ '4': z.string(), '2': z.string(), '1': z.string(), late: z.string() })
const AlarmWordsSchema = z.looseObject({ title: z.string(), upload: marks, signature: marks })

/** The texts of the alarms, from the same file as the screens'. `RULES_MISSING`. */
export const loadAlarmWords = async (
  resources: Resources,
  language: Preferences['language'],
): Promise<Result<z.infer<typeof AlarmWordsSchema>>> =>
  resources.readJson(`i18n/${language}/alarm.json`, AlarmWordsSchema)

/** One line for each kind of alarm, how many visits it concerns in it. */
export const alarmLines = (
  words: Pick<z.infer<typeof AlarmWordsSchema>, 'upload' | 'signature'>,
  alarms: readonly RaisedAlarm[],
): string => alarms.map(({ clock, mark, count }) => words[clock][mark].replace('{{count}}', String(count))).join('\n')
