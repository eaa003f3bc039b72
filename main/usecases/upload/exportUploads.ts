import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import { exportColumns } from '../../../preload/contract/upload/outbox.ts'
import { delimitedRows, delimitedText } from '../../domain/tables/delimitedText.ts'
import type { HandlerInput, HandlerOutput } from '../../ipc/handlers.ts'
import { append as appendAudit } from '../../store/audit/auditRepository.ts'
import type { ReadDb } from '../../store/handles.ts'
import { lateOf } from '../../store/outbox/deadlineRepository.ts'
import { daysBetween, type OutboxExport, ofDay } from '../../store/outbox/outboxQueries.ts'
import type { DeskContext } from '../context.ts'
import { successionOf } from '../record/visitView.ts'
import { isLate } from './monitorUploads.ts'

type Column = (typeof exportColumns)[number]

const taipeiMs = 8 * 3_600_000
/** `2026-11-25 14:03:00`, Taipei time, as an inspector reads it. */
const timeOf = (epochMs: number): string => new Date(epochMs + taipeiMs).toISOString().slice(0, 19).replace('T', ' ')

/** One table of rows, the words of the screen's language in it. */
interface Sheet {
  readonly now: number
  readonly said: (key: string) => string
  /** What was in the way at a deadline; a code that has no words stays as it is. */
  readonly saidOfCause: (cause: string) => string
}

const linesOfDay = async (
  db: ReadDb,
  day: string,
  { now, said, saidOfCause }: Sheet,
): Promise<readonly (readonly string[])[]> => {
  const rows = await ofDay(db, day)
  const lateIds = rows.filter((row) => isLate(row, now)).map(({ aggregateId }) => aggregateId)
  const late = new Map(
    (await lateOf(db, lateIds))
      .filter(({ clock }) => clock === 'upload')
      .map((record) => [`${record.encounterId} ${record.dueAt}`, record]),
  )
  const succession = await successionOf(
    db,
    rows.map(({ id }) => id),
  )
  const cellsOf = (row: OutboxExport): Readonly<Record<Column, string>> => {
    const isOfNhi = row.target === 'nhi-upload'
    const replaced = succession.replacements.get(row.id)
    const record = isOfNhi ? late.get(`${row.aggregateId} ${row.dueAt}`) : undefined
    return {
      day: row.day,
      queueNumber: String(row.queueNumber),
      treatmentDateTime: row.treatmentDateTime ?? '',
      visitSequenceNumber: row.visitSequenceNumber ?? '',
      treatmentNumber: row.treatmentNumber ?? '',
      target: said(row.target),
      kind: said(row.kind),
      state: said(row.state),
      dueAt: isOfNhi ? timeOf(row.dueAt) : '',
      tries: String(row.tries),
      lastCode: row.lastCode ?? '',
      receiptAt: row.receiptAt === null ? '' : timeOf(row.receiptAt),
      receipt: row.receiptAt === null ? '' : (row.reference ?? ''),
      late: isOfNhi && isLate(row, now, replaced) ? said('isLate') : '',
      lateCause: record === undefined ? '' : saidOfCause(record.cause),
      lateNote: record?.note ?? '',
      outboxId: row.id,
      replaces: succession.predecessors.get(row.id) ?? '',
      replaced: replaced === undefined ? '' : said(replaced.how),
    }
  }
  return rows.map(cellsOf).map((cells) => exportColumns.map((column) => cells[column]))
}

/** A person has stopped it; what was written so far is no file yet. */
class Stopped extends Error {}

export interface UploadExport {
  /** See `outbox:export`. */
  readonly run: (input: HandlerInput<'outbox:export'>) => Promise<Result<HandlerOutput<'outbox:export'>>>
  readonly stop: () => Result<Record<string, never>>
}

/**
 * The outbox of some clinic days as CSV for an inspector: each visit by the numbers the NHI knows it by, without a name, what became
 * of it at each receiver, its receipt, and, where it was late, what was in the way. Read and written day by day, however many years
 * it is of, the desk's own questions in between. That it was written out is in the audit.
 */
export const createUploadExport = (context: DeskContext): UploadExport => {
  let running: { isStopped: boolean } | null = null

  const run: UploadExport['run'] = async ({ from, to, words }) => {
    if (running !== null) return fail('CONFLICT')
    const { db } = context.store
    const sheet: Sheet = {
      now: context.now(),
      said: (key) => words[key] ?? key,
      saidOfCause: (cause) => words[`cause.${cause}`] ?? cause,
    }
    const mine = { isStopped: false }
    running = mine
    let count = 0
    let told: number | null = null
    const tell = (percent: number): void => {
      if (percent !== told) context.publish('outbox:export-progress', { percent })
      told = percent
    }
    const pieces = async function* (): AsyncGenerator<string> {
      yield delimitedText([exportColumns.map(sheet.said)])
      const days = await daysBetween(db, from, to)
      for (const [index, day] of days.entries()) {
        if (mine.isStopped) throw new Stopped()
        const lines = await linesOfDay(db, day, sheet)
        count += lines.length
        yield delimitedRows(lines)
        tell(Math.floor((index / days.length) * 100))
        await context.pause(0)
      }
    }
    let saved: Result<string | null>
    try {
      saved = await context.saveFile(`uploads-${from}-${to}.csv`, pieces())
    } catch (error) {
      if (!(error instanceof Stopped)) throw error
      saved = ok(null)
    } finally {
      running = null
      if (told !== null) tell(100)
    }
    if (!saved.ok || saved.value === null) return saved.ok ? ok({ file: null, rows: 0 }) : saved
    const file = saved.value
    const noted = await context.store.write((tx) =>
      appendAudit(tx, {
        at: sheet.now,
        who: context.settings.desk.person,
        desk: context.settings.desk.id,
        action: 'uploads-exported',
        subject: context.settings.desk.id,
        details: { from, to, rows: count },
      }),
    )
    return noted.ok ? ok({ file, rows: count }) : noted
  }

  return {
    run,
    stop: () => {
      if (running !== null) running.isStopped = true
      return ok({})
    },
  }
}
