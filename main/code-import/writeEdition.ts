import type { ImportProgress } from '../../preload/contract/codes/codeTables.ts'
import type { Result } from '../../preload/contract/result.ts'
import type { CodeConcept } from '../domain/tables/codeSystem.ts'
import {
  activateEdition,
  addConcepts,
  addTerms,
  beginEdition,
  chunkRows,
  type EditionFacts,
  inSearchOrder,
  renameActive,
  sweepEditions,
  termsOf,
} from '../store/codes/catalogEditions.ts'
import type { Store } from '../store/handles.ts'
import { ImportRefused } from './importRefused.ts'

const taken = <T>(result: Result<T>): T => {
  if (!result.ok) throw new ImportRefused(result.error.code, result.error.details)
  return result.value
}

/** Codes come in the order of names, so that each transaction touches most of the index of codes: longer ones cost less in all. */
const chunksAtOnce = 8

/** Between two transactions whoever waits for the store's lock gets it: as long as the longest pause between two tries. */
const giveWay = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 10))

const sweep = async (store: Store): Promise<void> => {
  while (taken(await store.write((tx) => sweepEditions(tx)))) await giveWay()
}

/**
 * Writes an edition beside the one that answers, in many short transactions so that the desk's own never wait for long, and puts it in
 * its place in the last one. An end before that leaves the edition before whole; the next import clears away what was left.
 */
export const writeEdition = async (
  store: Store,
  facts: EditionFacts,
  concepts: readonly CodeConcept[],
  report: (progress: ImportProgress) => void,
): Promise<void> => {
  report({ step: 'write', percent: 0 })
  await sweep(store)
  const ordered = inSearchOrder(concepts)
  const { system } = facts
  const id = taken(await store.write((tx) => beginEdition(tx, facts)))
  const rowsAtOnce = chunksAtOnce * chunkRows
  for (let from = 0; from < ordered.length; from += rowsAtOnce) {
    const until = Math.min(from + rowsAtOnce, ordered.length)
    taken(
      await store.write(async (tx) => {
        for (let at = from; at < until; at += chunkRows) {
          await addConcepts(tx, { id, system }, ordered.slice(at, Math.min(at + chunkRows, until)), at)
        }
      }),
    )
    report({ step: 'write', percent: Math.floor((from / ordered.length) * 100) })
    await giveWay()
  }
  taken(await store.write((tx) => addTerms(tx, termsOf(ordered))))
  taken(await store.write((tx) => activateEdition(tx, { id, system }, ordered.length)))
  report({ step: 'tidy', percent: 0 })
  await sweep(store)
}

/** Lets the edition that answers go by new facts: a file that changes none of its codes is another name for it. */
export const nameEdition = async (store: Store, facts: EditionFacts): Promise<void> => {
  taken(await store.write((tx) => renameActive(tx, facts)))
}
