import type { CodeSystemName } from '../../../preload/contract/codes/codeTables.ts'
import type { ReadDb, WriteTx } from '../handles.ts'
import { refuse } from '../refuse.ts'
import { plainCode } from './catalogEditions.ts'
import type { CatalogFavouriteTable } from './catalogTables.ts'

/** More would be no favourites any more. */
export const mostFavourites = 300

type Favourite = Pick<CatalogFavouriteTable, 'system' | 'code' | 'code_plain'>

/** What a practitioner has marked, newest first. */
export const favouritesOf = (
  db: ReadDb,
  practitionerId: string,
  systems: readonly CodeSystemName[],
): Promise<readonly Favourite[]> =>
  db
    .selectFrom('catalog_favourite')
    .select(['system', 'code', 'code_plain'])
    .where('practitioner_id', '=', practitionerId)
    .where('system', 'in', systems)
    .orderBy('marked_at', 'desc')
    .execute()

/** Marks a code for a practitioner, or takes the mark away. `CONFLICT` when there are `mostFavourites` already. */
export const markFavourite = async (
  tx: WriteTx,
  favourite: { readonly practitionerId: string; readonly system: CodeSystemName; readonly code: string },
  marked: boolean,
  at: number,
): Promise<void> => {
  const { practitionerId, system, code } = favourite
  await tx
    .deleteFrom('catalog_favourite')
    .where('practitioner_id', '=', practitionerId)
    .where('system', '=', system)
    .where('code_plain', '=', plainCode(code))
    .execute()
  if (!marked) return
  const present = await favouritesOf(tx, practitionerId, [system])
  if (present.length >= mostFavourites) refuse('CONFLICT')
  await tx
    .insertInto('catalog_favourite')
    .values({ practitioner_id: practitionerId, system, code, code_plain: plainCode(code), marked_at: at })
    .execute()
}
