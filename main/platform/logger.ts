import { pino } from 'pino'
import { type LogValue, loggable } from './logFields.ts'
import { openRotatingFile } from './rotatingFile.ts'

export type LogLevel = 'info' | 'warn' | 'error'

type Log = (event: string, fields?: Readonly<Record<string, LogValue>>) => void

/** Says what happened, never to whom: an event name of ours and fields from a fixed list (logFields.ts). */
export interface Logger extends Readonly<Record<LogLevel, Log>> {
  /** Makes sure that everything said is on the disk. */
  flush(): void
}

const maxBytes = 5 * 1024 * 1024
const keptFiles = 5

/** Logs to `<directory>/<process>.log`, one JSON object a line. */
export const createLogger = (options: { readonly directory: string; readonly process: string }): Logger => {
  const file = openRotatingFile({ directory: options.directory, name: options.process, maxBytes, kept: keptFiles })
  const log = pino(
    {
      base: { process: options.process, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      messageKey: 'event',
    },
    file,
  )
  return {
    info: (event, fields = {}) => log.info(loggable(fields), event),
    warn: (event, fields = {}) => log.warn(loggable(fields), event),
    error: (event, fields = {}) => log.error(loggable(fields), event),
    flush: () => file.flush(),
  }
}
