import { ok, type Result } from '../../../preload/contract/result.ts'
import type { IsoDate } from '../../../preload/contract/words.ts'
import { givesTotal, timesPerDay } from '../../domain/orders/orderQuantity.ts'
import { rulesOn } from '../../domain/tables/ruleTables.ts'
import type { HandlerInput, HandlerOutput } from '../../ipc/handlers.ts'
import { markFavourite } from '../../store/codes/catalogFavourites.ts'
import { type CatalogSystem, search } from '../../store/codes/catalogRepository.ts'
import { type DeskContext, dayOf } from '../context.ts'

type Wanted = HandlerInput<'catalog:search-diagnoses'>

const kinds = { 'nhi-drug': 'drug', 'nhi-procedure': 'procedure', 'nhi-material': 'material' } as const
const orderSystems = ['nhi-drug', 'nhi-procedure', 'nhi-material'] as const satisfies readonly CatalogSystem[]

/** Diagnoses of the ICD-10-CM edition in force on the day that is asked for, or today. */
export const searchDiagnoses = async (
  context: DeskContext,
  { text, limit, practitionerId, day = dayOf(context.now()) as IsoDate }: Wanted,
): Promise<Result<HandlerOutput<'catalog:search-diagnoses'>>> => {
  const found = await search(context.store.db, {
    systems: ['icd-10-cm'],
    text,
    day,
    limit,
    ...(practitionerId === null ? {} : { practitionerId }),
  })
  return ok(
    found.map(({ code, displayZh, displayEn, billable, favourite }) => ({
      code,
      nameZh: displayZh,
      nameEn: displayEn,
      billable,
      favourite,
    })),
  )
}

/** Drugs, procedures and materials in force on the day that is asked for, or today. */
export const searchOrders = async (
  context: DeskContext,
  { text, limit, practitionerId, day = dayOf(context.now()) as IsoDate }: Wanted,
): Promise<Result<HandlerOutput<'catalog:search-orders'>>> => {
  const found = await search(context.store.db, {
    systems: orderSystems,
    text,
    day,
    limit,
    ...(practitionerId === null ? {} : { practitionerId }),
  })
  return ok(
    found.flatMap((concept) =>
      concept.system === 'icd-10-cm' || concept.system === 'nhi-institution'
        ? []
        : [
            {
              kind: kinds[concept.system],
              code: concept.code,
              nameZh: concept.displayZh,
              nameEn: concept.displayEn,
              ingredient: concept.ingredient,
              unit: concept.unit,
              unitPoints: concept.unitPoints,
              usual: concept.usual,
              favourite: concept.favourite,
            },
          ],
    ),
  )
}

const favouriteSystems = {
  diagnosis: 'icd-10-cm',
  drug: 'nhi-drug',
  procedure: 'nhi-procedure',
  material: 'nhi-material',
} as const satisfies Record<HandlerInput<'catalog:mark-favourite'>['kind'], CatalogSystem>

/** Marks a code as a practitioner's favourite, or takes the mark away. */
export const markFavouriteCode = async (
  context: DeskContext,
  { practitionerId, kind, code, marked }: HandlerInput<'catalog:mark-favourite'>,
): Promise<Result<HandlerOutput<'catalog:mark-favourite'>>> => {
  const favourite = { practitionerId, system: favouriteSystems[kind], code }
  const written = await context.store.write((tx) => markFavourite(tx, favourite, marked, context.now()))
  if (!written.ok) return written
  context.publish('code-tables:changed', {})
  return ok({})
}

/** Frequencies and routes in force today. */
export const orderVocabulary = (context: DeskContext): HandlerOutput<'catalog:order-vocabulary'> => {
  const { frequencies, routes } = rulesOn(context.rules, dayOf(context.now()))
  return {
    frequencies: frequencies.map((entry) => ({
      code: entry.code,
      name: entry.nameZh,
      timesPerDay: timesPerDay(entry),
      givesTotal: givesTotal(entry),
    })),
    routes: routes.map(({ code, nameZh }) => ({ code, name: nameZh })),
  }
}
