import { CodeSystemNameSchema, type CodeTable } from '../../preload/contract/codes/codeTables.ts'
import type { Instant, IsoDate } from '../../preload/contract/words.ts'
import { type Edition, editions } from '../store/codes/catalogEditions.ts'
import type { Store } from '../store/handles.ts'

const viewOf = (edition: Edition | undefined): CodeTable['active'] => {
  if (edition === undefined) return null
  const { concepts, priceBasis, sourceFile, validFrom, importedAt } = edition
  return {
    edition: edition.edition,
    concepts,
    priceBasis,
    // Written from the contract's own kind of day.
    validFrom: validFrom as IsoDate | null,
    sourceFile,
    importedAt: importedAt === null ? null : (new Date(importedAt).toISOString() as Instant),
  }
}

/** Every code system with the edition that answers and the one before. */
export const listCodeTables = async (store: Store): Promise<readonly CodeTable[]> => {
  const known = await editions(store.db)
  const of = (system: string, state: Edition['state']): CodeTable['active'] =>
    viewOf(known.find((edition) => edition.system === system && edition.state === state))
  return CodeSystemNameSchema.options.map((system) => ({
    system,
    active: of(system, 'active'),
    previous: of(system, 'previous'),
  }))
}
