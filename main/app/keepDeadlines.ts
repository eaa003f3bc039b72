import { powerMonitor } from 'electron'
import type { Clock } from '../platform/clock.ts'
import type { Logger } from '../platform/logger.ts'
import type { Notify } from '../platform/notifications.ts'
import type { Resources } from '../platform/resourceFiles.ts'
import type { DeskContext } from '../usecases/context.ts'
import type { DeskStatusBoard } from '../usecases/desk/deskStatus.ts'
import { readPreferences } from '../usecases/desk/preferences.ts'
import { createDeadlineWatch, type RaisedAlarm } from '../usecases/upload/watchDeadlines.ts'
import { alarmLines, loadAlarmWords } from './alarmWords.ts'

/** An alarm may come so much after its mark. */
const lookEveryMs = 15_000

/** Keeps the watch over the deadlines going: at once, every quarter of a minute, when the PC wakes, and when a server puts the clock right. */
export const keepDeadlines = (options: {
  readonly context: DeskContext
  readonly board: DeskStatusBoard
  readonly clock: Pick<Clock, 'onCorrection'>
  readonly resources: Resources
  readonly logger: Logger
  readonly notify: Notify
  /** Brings the window forward. */
  readonly showWindow: () => void
}): { readonly begin: () => void; readonly stop: () => void } => {
  const { context, board, logger } = options

  const show = async (alarms: readonly RaisedAlarm[]): Promise<void> => {
    const { language } = await readPreferences(context.store)
    const words = await loadAlarmWords(options.resources, language)
    if (words.ok)
      options.notify({ title: words.value.title, body: alarmLines(words.value, language, alarms) }, options.showWindow)
    else logger.error('alarm-words', { code: words.error.code })
  }
  const watch = createDeadlineWatch({
    context,
    onStatus: (deadlines) => board.change({ deadlines }),
    raise: (alarms) => {
      for (const { clock, mark, count } of alarms) logger.warn('deadline-alarm', { step: clock, state: mark, count })
      void show(alarms)
    },
  })
  let isOn = false
  const look = (): void => {
    if (!isOn) return
    watch.look().catch((error: unknown) => {
      logger.error('deadline-look', { error: error instanceof Error ? error.name : 'unknown' })
    })
  }
  let timer: NodeJS.Timeout | undefined
  options.clock.onCorrection(look)
  return {
    begin: () => {
      isOn = true
      look()
      timer = setInterval(look, lookEveryMs)
      powerMonitor.on('resume', look)
    },
    stop: () => {
      isOn = false
      clearInterval(timer)
      powerMonitor.off('resume', look)
    },
  }
}
