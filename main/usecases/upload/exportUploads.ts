import { ok, type Result } from '../../../preload/contract/result.ts'
import { exportColumns } from '../../../preload/contract/upload/outbox.ts'
import { delimitedText } from '../../domain/tables/delimitedText.ts'
import type { HandlerInput, HandlerOutput } from '../../ipc/handlers.ts'
import { append as appendAudit } from '../../store/audit/auditRepository.ts'
import { lateOf } from '../../store/outbox/deadlineRepository.ts'
import { type OutboxExport, ofDays } from '../../store/outbox/outboxQueries.ts'
import type { DeskContext } from '../context.ts'
import { successionOf } from '../record/visitView.ts'
import { isLate } from './monitorUploads.ts'

type Column = (typeof exportColumns)[number]

const taipeiMs = 8 * 3_600_000
/** `2026-11-25 14:03:00`, Taipei time, as an inspector reads it. */
const timeOf = (epochMs: number): string => new Date(epochMs + taipeiMs).toISOString().slice(0, 19).replace('T', ' ')

/**
 * The outbox of some clinic days as CSV for an inspector: each visit by the numbers the NHI knows it by, without a name, what became
 * of it at each receiver, its receipt, and, where it was late, what was in the way. That it was written out is in the audit.
 */
export const exportUploads = async (
  context: DeskContext,
  { from, to, words }: HandlerInput<'outbox:export'>,
): Promise<Result<HandlerOutput<'outbox:export'>>> => {
  const { db } = context.store
  const now = context.now()
  const rows = await ofDays(db, from, to)
  const late = await lateOf(
    db,
    rows.filter((row) => isLate(row, now)).map(({ aggregateId }) => aggregateId),
  )
  const succession = await successionOf(
    db,
    rows.map(({ id }) => id),
  )
  const said = (key: string): string => words[key] ?? key
  const cellsOf = (row: OutboxExport): Readonly<Record<Column, string>> => {
    const isOfNhi = row.target === 'nhi-upload'
    const replaced = succession.replacements.get(row.id)
    const record = late.find(
      ({ encounterId, clock, dueAt }) =>
        isOfNhi && encounterId === row.aggregateId && clock === 'upload' && dueAt === row.dueAt,
    )
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
      lateCause: record?.cause ?? '',
      lateNote: record?.note ?? '',
      outboxId: row.id,
      replaces: succession.predecessors.get(row.id) ?? '',
      replaced: replaced === undefined ? '' : said(replaced.how),
    }
  }
  const table = [
    exportColumns.map(said),
    ...rows.map(cellsOf).map((cells) => exportColumns.map((column) => cells[column])),
  ]
  const saved = await context.saveFile(`uploads-${from}-${to}.csv`, delimitedText(table))
  if (!saved.ok || saved.value === null) return saved.ok ? ok({ file: null, rows: 0 }) : saved
  const file = saved.value
  const noted = await context.store.write((tx) =>
    appendAudit(tx, {
      at: now,
      who: context.settings.desk.person,
      desk: context.settings.desk.id,
      action: 'uploads-exported',
      subject: context.settings.desk.id,
      details: { from, to, rows: rows.length },
    }),
  )
  return noted.ok ? ok({ file, rows: rows.length }) : noted
}
