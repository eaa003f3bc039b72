import { sql } from 'kysely'
import type { z } from 'zod'
import {
  type DocumentKind,
  DocumentKindSchema,
  PaperSchema,
  PrintStateSchema,
} from '../../../preload/contract/paper/printing.ts'
import { type EncounterId, EncounterIdSchema } from '../../../preload/contract/words.ts'
import type { ReadDb, WriteTx } from '../handles.ts'
import type { PrintJobTable } from './deskTables.ts'

/** Something that was printed or saved, or failed to be. */
export interface PrintJobRecord {
  readonly id: string
  readonly kind: DocumentKind
  readonly encounterId: EncounterId
  /** Clinic day of the printing, `YYYY-MM-DD`. */
  readonly day: string
  readonly at: number
  readonly desk: string
  readonly person: string
  /** Null for a file. */
  readonly printer: string | null
  readonly paper: z.infer<typeof PaperSchema>
  readonly copies: number
  readonly state: z.infer<typeof PrintStateSchema>
  readonly reprintOf: string | null
}

const toRecord = (row: Omit<PrintJobTable, 'facts'>): PrintJobRecord => ({
  id: row.id,
  kind: DocumentKindSchema.parse(row.kind),
  encounterId: EncounterIdSchema.parse(row.encounter_id),
  day: row.day,
  at: row.at,
  desk: row.desk,
  person: row.person,
  printer: row.printer,
  paper: PaperSchema.parse(row.paper),
  copies: row.copies,
  state: PrintStateSchema.parse(row.state),
  reprintOf: row.reprint_of,
})

const listed = [
  'print_job.id',
  'print_job.kind',
  'print_job.encounter_id',
  'print_job.day',
  'print_job.at',
  'print_job.desk',
  'print_job.person',
  'print_job.printer',
  'print_job.paper',
  'print_job.copies',
  'print_job.state',
  'print_job.reprint_of',
] as const

/** Adds a job with the facts that stood on the paper (JSON). */
export const append = async (tx: WriteTx, job: PrintJobRecord, facts: string): Promise<void> => {
  await tx
    .insertInto('print_job')
    .values({
      id: job.id,
      kind: job.kind,
      encounter_id: job.encounterId,
      day: job.day,
      at: job.at,
      desk: job.desk,
      person: job.person,
      printer: job.printer,
      paper: job.paper,
      copies: job.copies,
      state: job.state,
      reprint_of: job.reprintOf,
      facts,
    })
    .execute()
}

/** A job as the log of a day shows it. */
export interface LoggedPrintJob extends PrintJobRecord {
  readonly patientName: string
  /** Whether what it says was written otherwise since: its visit's record, or of a receipt its money. */
  readonly isOutdated: boolean
}

/** Kinds on which nothing of the record or of the money stands. */
const slips: readonly DocumentKind[] = ['chart-label', 'queue-ticket']

/** When the first of the papers that a job repeats was made out: a reprint says what that one said. */
const issuedAt = sql<number>`(
  WITH RECURSIVE earlier (at, of) AS (
    SELECT print_job.at, print_job.reprint_of
    UNION ALL
    SELECT before.at, before.reprint_of FROM print_job AS before JOIN earlier ON before.id = earlier.of
  )
  SELECT min(at) FROM earlier
)`

/** The jobs of a clinic day with the patient's name, newest first. */
export const ofDay = async (db: ReadDb, day: string): Promise<readonly LoggedPrintJob[]> => {
  const rows = await db
    .selectFrom('print_job')
    .innerJoin('encounter', 'encounter.id', 'print_job.encounter_id')
    .innerJoin('patient', 'patient.id', 'encounter.patient_id')
    .innerJoin('consultation', 'consultation.encounter_id', 'print_job.encounter_id')
    .select([...listed, 'patient.name as patient_name', 'consultation.draft_saved_at', issuedAt.as('issued_at')])
    .select(({ selectFrom }) =>
      selectFrom('money_entry')
        .select(({ fn }) => fn.max('money_entry.at').as('at'))
        .whereRef('money_entry.encounter_id', '=', 'print_job.encounter_id')
        .as('money_at'),
    )
    .where('print_job.day', '=', day)
    .orderBy('print_job.at', 'desc')
    .execute()
  return rows.map(({ patient_name, draft_saved_at, money_at, issued_at, ...row }) => {
    const job = toRecord(row)
    const changedAt = Math.max(draft_saved_at ?? 0, job.kind === 'receipt' ? (money_at ?? 0) : 0)
    return { ...job, patientName: patient_name, isOutdated: !slips.includes(job.kind) && changedAt > issued_at }
  })
}

/** How often each kind of document of a visit came to paper or file. */
export const timesOf = async (db: ReadDb, encounterId: EncounterId): Promise<ReadonlyMap<DocumentKind, number>> => {
  const rows = await db
    .selectFrom('print_job')
    .select(({ fn }) => ['kind', fn.countAll<number>().as('times')])
    .where('encounter_id', '=', encounterId)
    .where('state', '<>', 'failed')
    .groupBy('kind')
    .execute()
  return new Map(rows.map(({ kind, times }) => [DocumentKindSchema.parse(kind), times]))
}

/** A job and the facts that stood on its paper (JSON). */
export const byId = async (
  db: ReadDb,
  id: string,
): Promise<{ readonly job: PrintJobRecord; readonly facts: string } | null> => {
  const row = await db.selectFrom('print_job').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : { job: toRecord(row), facts: row.facts }
}

/** The jobs of a kind of document of a visit that a printer took, newest first, with the facts that stood on each paper (JSON). */
export const handedOver = async (
  db: ReadDb,
  encounterId: EncounterId,
  kind: DocumentKind,
): Promise<readonly { readonly job: PrintJobRecord; readonly facts: string }[]> => {
  const rows = await db
    .selectFrom('print_job')
    .selectAll()
    .where('encounter_id', '=', encounterId)
    .where('kind', '=', kind)
    .where('state', '=', 'handed-over')
    .orderBy('at', 'desc')
    .execute()
  return rows.map((row) => ({ job: toRecord(row), facts: row.facts }))
}
