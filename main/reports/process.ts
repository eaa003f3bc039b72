import { constants, setPriority } from 'node:os'
import { parentLink } from '../../native/helper-process/parentLink.ts'
import type { ReportProgress } from '../../preload/contract/paper/report.ts'
import { reportTable, visitsTable } from '../domain/reports/reportTable.ts'
import { openReader, type StoreReader } from '../store/openReader.ts'
import { errorCodeOf, isUnreadable } from '../store/sqliteErrors.ts'
import { runReport, visitsBehind } from './answerQuestion.ts'
import { type FromReports, type ToReports, ToReportsSchema } from './messages.ts'
import type { Asking } from './readFacts.ts'
import { ReportRefused } from './reportRefused.ts'
import { mostWritten, writeReport } from './writeReport.ts'

/**
 * The report process's own program: reads the store by a connection of its own that can only read, so that the desk waits for nothing
 * and ending the process is ending the report.
 */
const link = parentLink()
// A year of visits is counted for many seconds, while people wait in front of the desk.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
const post = (message: FromReports): void => link?.post(message)

let lastProgress = ''
const report = (progress: ReportProgress): void => {
  const next = `${progress.step} ${progress.percent}`
  if (next !== lastProgress) post({ type: 'progress', progress })
  lastProgress = next
}

let reader: StoreReader | null = null
let practitioners: Asking['practitioners'] = new Map()

const opened = (): StoreReader => {
  if (reader === null) throw new ReportRefused('REPORT_FAILED', { problem: 'not-open' })
  return reader
}

type Question = Exclude<ToReports, { type: 'open' }>

const write = async (message: Extract<Question, { type: 'export' }>, asking: Asking): Promise<FromReports> => {
  const { question, cell, words, format, file, temporary } = message
  const place = { file, temporary }
  if (cell === null) {
    const given = await runReport(opened(), question, asking, mostWritten)
    if (given.rowCount > mostWritten)
      throw new ReportRefused('REPORT_TOO_LONG', { rows: given.rowCount, most: mostWritten })
    report({ step: 'write', percent: 0 })
    await writeReport(place, reportTable(given, words), format)
    return { type: 'written', rows: given.rowCount }
  }
  const given = await visitsBehind(opened(), question, cell, asking, mostWritten)
  if (given.count > mostWritten) throw new ReportRefused('REPORT_TOO_LONG', { rows: given.count, most: mostWritten })
  report({ step: 'write', percent: 0 })
  await writeReport(place, visitsTable(given, words), format)
  return { type: 'written', rows: given.count }
}

const answer = async (message: Question): Promise<FromReports> => {
  lastProgress = ''
  const onPercent = (percent: number): void => report({ step: 'read', percent })
  const asking: Asking = { now: message.now, practitioners, onPercent }
  switch (message.type) {
    case 'run':
      return { type: 'report', report: await runReport(opened(), message.question, asking) }
    case 'visits':
      return { type: 'visits', visits: await visitsBehind(opened(), message.question, message.cell, asking) }
    case 'export':
      return write(message, asking)
  }
}

const failure = (error: unknown): FromReports => {
  if (error instanceof ReportRefused) {
    const { code, details } = error
    return { type: 'failed', code, ...(details === undefined ? {} : { details: { ...details } }) }
  }
  if (isUnreadable(error)) return { type: 'failed', code: 'STORE_CORRUPT', details: { sqlite: errorCodeOf(error) } }
  const problem = errorCodeOf(error) ?? (error instanceof Error ? error.name : 'unknown')
  return { type: 'failed', code: 'REPORT_FAILED', details: { problem } }
}

link?.onMessage((raw) => {
  const parsed = ToReportsSchema.safeParse(raw)
  if (!parsed.success) return post(failure(new ReportRefused('REPORT_FAILED', { problem: 'message' })))
  const message = parsed.data
  if (message.type !== 'open') return void answer(message).then(post, (error: unknown) => post(failure(error)))
  const { file, keyHex, nativeBinding } = message.opening
  practitioners = new Map(message.practitioners.map(({ id, name }) => [id, name]))
  try {
    reader = openReader({
      file,
      key: new Uint8Array(Buffer.from(keyHex, 'hex')),
      nativeBinding: nativeBinding ?? undefined,
    })
  } catch (error) {
    post(failure(error))
  }
})
