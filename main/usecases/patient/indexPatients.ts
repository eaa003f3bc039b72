import { ok, type Result } from '../../../preload/contract/result.ts'
import type { Store } from '../../store/handles.ts'
import { dropOldWords, fillWords } from '../../store/patient/patientWords.ts'

/** So many at once hold the write lock for some tens of milliseconds. */
const patientsAtOnce = 100
const pauseMs = 30

/**
 * Gives the patients of an older program the words by which they are found, behind the open desk; a program that ends goes on
 * at its next start. The errors of the store.
 */
export const indexPatients = async (store: Store, pause: (ms: number) => Promise<void>): Promise<Result<null>> => {
  const dropped = await store.write((tx) => dropOldWords(tx))
  if (!dropped.ok) return dropped
  for (;;) {
    const filled = await store.write((tx) => fillWords(tx, patientsAtOnce))
    // Another process is writing for long: what is due stays due.
    if (!filled.ok && filled.error.code !== 'STORE_BUSY') return filled
    if (filled.ok && filled.value === 0) return ok(null)
    await pause(pauseMs)
  }
}
