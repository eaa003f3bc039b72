import { ok, type Result } from '../../preload/contract/result.ts'
import { timesPerDay } from '../domain/orderQuantity.ts'
import { rulesOn } from '../domain/ruleTables.ts'
import type { HandlerOutput } from '../ipc/handlers.ts'
import { type CatalogSystem, search } from '../store/catalogRepository.ts'
import { type DeskContext, dayOf } from './context.ts'

interface Wanted {
  readonly text: string
  readonly limit: number
}

const kinds = { 'nhi-drug': 'drug', 'nhi-procedure': 'procedure', 'nhi-material': 'material' } as const
const orderSystems = ['nhi-drug', 'nhi-procedure', 'nhi-material'] as const satisfies readonly CatalogSystem[]

/** Diagnoses of the ICD-10-CM edition in force today. */
export const searchDiagnoses = async (
  context: DeskContext,
  { text, limit }: Wanted,
): Promise<Result<HandlerOutput<'catalog:search-diagnoses'>>> => {
  const day = dayOf(context.now())
  const found = await search(context.store.db, { systems: ['icd-10-cm'], text, day, limit })
  return ok(
    found.map(({ code, displayZh, displayEn, billable }) => ({ code, nameZh: displayZh, nameEn: displayEn, billable })),
  )
}

/** Drugs, procedures and materials in force today. */
export const searchOrders = async (
  context: DeskContext,
  { text, limit }: Wanted,
): Promise<Result<HandlerOutput<'catalog:search-orders'>>> => {
  const day = dayOf(context.now())
  const found = await search(context.store.db, { systems: orderSystems, text, day, limit })
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
              unit: concept.unit,
              unitPoints: concept.unitPoints,
              usual: concept.usual,
            },
          ],
    ),
  )
}

/** Frequencies and routes in force today. */
export const orderVocabulary = (context: DeskContext): HandlerOutput<'catalog:order-vocabulary'> => {
  const { frequencies, routes } = rulesOn(context.rules, dayOf(context.now()))
  return {
    frequencies: frequencies.map((entry) => ({
      code: entry.code,
      name: entry.nameZh,
      timesPerDay: timesPerDay(entry),
    })),
    routes: routes.map(({ code, nameZh }) => ({ code, name: nameZh })),
  }
}
