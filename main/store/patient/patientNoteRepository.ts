import type { NotePlace, NoteSeverity } from '../../../preload/contract/patient/patientChart.ts'
import { NotePlaceSchema, NoteSeveritySchema } from '../../../preload/contract/patient/patientChart.ts'
import type { PatientId } from '../../../preload/contract/words.ts'
import type { ReadDb, WriteTx } from '../handles.ts'
import { keptFor, mergedInto } from './patientMergeRepository.ts'

export interface NoteRecord {
  readonly id: string
  readonly patientId: PatientId
  readonly severity: NoteSeverity
  readonly text: string
  readonly writtenAt: number
  readonly writtenBy: string
  /** Where it was seen on the day asked for. */
  readonly seenAt: readonly NotePlace[]
}

/** The notes that stand for these charts, the gravest and newest first, with where they were seen on `day`. */
export const notesOf = async (db: ReadDb, ids: readonly PatientId[], day: string): Promise<readonly NoteRecord[]> => {
  const notes = await db
    .selectFrom('patient_note')
    .selectAll()
    .where('patient_id', 'in', ids)
    .where('ended_at', 'is', null)
    .execute()
  if (notes.length === 0) return []
  const seen = await db
    .selectFrom('patient_note_seen')
    .select(['note_id', 'place'])
    .where(
      'note_id',
      'in',
      notes.map(({ id }) => id),
    )
    .where('day', '=', day)
    .execute()
  const order = NoteSeveritySchema.options.toReversed()
  return notes
    .map((note) => ({
      id: note.id,
      patientId: note.patient_id as PatientId,
      severity: NoteSeveritySchema.parse(note.severity),
      text: note.text,
      writtenAt: note.written_at,
      writtenBy: note.written_by,
      seenAt: seen.filter(({ note_id }) => note_id === note.id).map(({ place }) => NotePlaceSchema.parse(place)),
    }))
    .sort(
      (one, other) => order.indexOf(one.severity) - order.indexOf(other.severity) || other.writtenAt - one.writtenAt,
    )
}

const keepText = async (tx: WriteTx, id: PatientId, charts: readonly PatientId[]): Promise<void> => {
  const note = (await notesOf(tx, charts, '')).map(({ text }) => text).join('；')
  await tx.updateTable('patient').set({ note }).where('id', '=', id).execute()
}

/** Keeps with a chart what the strip shows: the texts of all notes that stand for it, and for the charts merged into it. */
export const keepOnStrip = async (tx: WriteTx, patientId: PatientId): Promise<void> => {
  const keptId = (await keptFor(tx, [patientId])).get(patientId) ?? patientId
  const merged = (await mergedInto(tx, keptId)).map(({ mergedId }) => mergedId)
  await keepText(tx, keptId, [keptId, ...merged])
  if (keptId !== patientId) await keepText(tx, patientId, [patientId])
}

export const addNote = async (tx: WriteTx, note: Omit<NoteRecord, 'seenAt'>): Promise<void> => {
  const { id, patientId, severity, text, writtenAt, writtenBy } = note
  await tx
    .insertInto('patient_note')
    .values({
      id,
      patient_id: patientId,
      severity,
      text,
      written_at: writtenAt,
      written_by: writtenBy,
      ended_at: null,
    })
    .execute()
  await keepOnStrip(tx, patientId)
}

/** Ends a note that stands; false when there is none of that id. */
export const endNote = async (tx: WriteTx, id: string, at: number): Promise<boolean> => {
  const note = await tx
    .updateTable('patient_note')
    .set({ ended_at: at })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returning('patient_id')
    .executeTakeFirst()
  if (note === undefined) return false
  await keepOnStrip(tx, note.patient_id as PatientId)
  return true
}

/** Remembers that somebody has taken note of these on that day; a second time changes nothing. */
export const seeNotes = async (
  tx: WriteTx,
  noteIds: readonly string[],
  seen: { readonly day: string; readonly place: NotePlace; readonly who: string; readonly at: number },
): Promise<void> => {
  await tx
    .insertInto('patient_note_seen')
    .values(noteIds.map((note_id) => ({ note_id, ...seen })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
