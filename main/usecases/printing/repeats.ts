import type { DocumentKind } from '../../../preload/contract/paper/printing.ts'
import { byId, handedOver, type PrintJobRecord } from '../../store/desk/printJobRepository.ts'
import type { ReadDb } from '../../store/handles.ts'
import { fromJson } from '../../store/jsonColumn.ts'
import { type VisitFacts, VisitFactsSchema } from './visitFacts.ts'

/** An earlier paper that another one repeats. */
export interface Repeated {
  readonly jobId: string
  /** Epoch ms, when the first of them was made out. */
  readonly issuedAt: number
}

/**
 * Papers of which a second unmarked one is worth something: it would be paid back or dispensed twice. Of the others somebody may well want
 * several.
 */
const onceOnly: readonly DocumentKind[] = ['receipt', 'prescription']

const firstOf = async (db: ReadDb, job: PrintJobRecord): Promise<PrintJobRecord> => {
  const earlier = job.reprintOf === null ? null : await byId(db, job.reprintOf)
  return earlier === null ? job : firstOf(db, earlier.job)
}

/** What a job repeats when it is printed again; null where the printer never took it, and nothing of it is out. */
export const repeatedBy = async (db: ReadDb, job: PrintJobRecord): Promise<Repeated | null> =>
  job.state === 'failed' && job.reprintOf === null ? null : { jobId: job.id, issuedAt: (await firstOf(db, job)).at }

/**
 * The paper that is out already and says the same, of the kinds of which there is to be one; null for none.
 *
 * @param onPaper how facts look on paper at one and the same moment
 */
export const sameBefore = async (
  db: ReadDb,
  kind: DocumentKind,
  facts: VisitFacts,
  onPaper: (facts: VisitFacts) => Promise<string>,
): Promise<Repeated | null> => {
  if (!onceOnly.includes(kind)) return null
  const now = await onPaper(facts)
  for (const { job, facts: before } of await handedOver(db, facts.encounterId as PrintJobRecord['encounterId'], kind)) {
    if ((await onPaper(fromJson(VisitFactsSchema, before))) === now) return repeatedBy(db, job)
  }
  return null
}
