import type { TFunction } from 'i18next'
import type { ChannelOutput } from '../../../preload/contract/index.ts'
import type { CatalogTaker } from '../../app/catalogTaker.ts'
import type { PaletteItem } from './paletteItems.ts'

type FoundOrder = ChannelOutput<'catalog:search-orders'>[number]
type FoundDiagnosis = ChannelOutput<'catalog:search-diagnoses'>[number]

const mostDrugs = 6
const named = (...names: readonly string[]): string => names.filter((name) => name !== '').join(' · ')

/** The drugs among what the catalogue found, with names and price. Chosen, one goes onto the open record's sheet. */
export const drugItems = (
  t: TFunction,
  found: readonly FoundOrder[],
  taker: Pick<CatalogTaker, 'takeOrder'> | null,
): readonly PaletteItem[] =>
  found
    .filter(({ kind }) => kind === 'drug')
    .slice(0, mostDrugs)
    .map((item) => {
      const takeOrder = taker?.takeOrder ?? null
      return {
        id: `drug:${item.code}`,
        group: 'drugs',
        label: item.code,
        detail: named(item.nameZh, item.nameEn, item.ingredient),
        mark: item.unitPoints === null ? t('order.unpriced') : t('app.points', { points: item.unitPoints }),
        run: takeOrder === null ? null : () => takeOrder(item),
      }
    })

/** The diagnoses that were found, with both names. Chosen, one goes into the open record. */
export const diagnosisItems = (
  t: TFunction,
  found: readonly FoundDiagnosis[],
  taker: Pick<CatalogTaker, 'takeDiagnosis'> | null,
): readonly PaletteItem[] =>
  found.map(({ code, nameZh, nameEn, billable }) => {
    const takeDiagnosis = taker?.takeDiagnosis ?? null
    return {
      id: `diagnosis:${code}`,
      group: 'diagnoses',
      label: code,
      detail: named(nameZh, nameEn),
      ...(billable ? {} : { mark: t('consultation.diagnosis.notBillable') }),
      run: takeDiagnosis === null ? null : () => takeDiagnosis({ code, nameZh, nameEn }),
    }
  })
