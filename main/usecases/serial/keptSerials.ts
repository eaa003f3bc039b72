import type { PatientId } from '../../../preload/contract/words.ts'
import type { CardJournalEntry } from '../../store/card/journalEntry.ts'
import { openSerialsOf } from '../../store/card/journalQueries.ts'
import type { ReadDb } from '../../store/handles.ts'
import { type StoredSerial, StoredSerialSchema } from './storedSerial.ts'

/** A serial that was given and kept, and that no visit has yet. */
export interface KeptSerial {
  readonly entry: CardJournalEntry
  readonly serial: StoredSerial
}

/** The serial an entry holds; null for one that holds none. */
export const serialOf = (entry: CardJournalEntry): StoredSerial | null => {
  const serial = entry.kind === 'serial' && entry.state === 'done' ? StoredSerialSchema.safeParse(entry.outcome) : null
  return serial?.success === true ? serial.data : null
}

/** Serials of a patient that never became a visit, oldest first: the program ended in between, or they were found again. */
export const keptSerialsOf = async (db: ReadDb, patientId: PatientId): Promise<readonly KeptSerial[]> =>
  (await openSerialsOf(db, patientId)).flatMap((entry) => {
    const serial = serialOf(entry)
    return serial === null ? [] : [{ entry, serial }]
  })
