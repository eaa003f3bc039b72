import type { CodeSystemName } from '../../preload/contract/codes/codeTables.ts'
import type { CodeConcept } from '../domain/tables/codeSystem.ts'
import { editions } from '../store/codes/catalogEditions.ts'
import { conceptsOfEdition } from '../store/codes/catalogRepository.ts'
import type { ReadDb } from '../store/handles.ts'

/** The edition that answers, whole. */
export const presentEdition = async (
  db: ReadDb,
  system: CodeSystemName,
): Promise<{ readonly concepts: ReadonlyMap<string, readonly CodeConcept[]>; readonly isMadeUp: boolean }> => {
  const active = (await editions(db)).find((edition) => edition.system === system && edition.state === 'active')
  if (active === undefined) return { concepts: new Map(), isMadeUp: false }
  const concepts = await conceptsOfEdition(db, active.id)
  return { concepts: Map.groupBy(concepts, ({ code }) => code), isMadeUp: active.priceBasis === 'demonstration' }
}
