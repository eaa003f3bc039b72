import { useTranslation } from 'react-i18next'
import { useCatalogTaker } from '../../app/catalogTaker.ts'
import { useDeskQuery } from '../../bridge/query.ts'
import { useSettled } from '../../ui/fields/useSettled.ts'
import { diagnosisItems, drugItems } from './catalogItems.ts'

/** Typing that goes on within this time asks nothing. */
const settleMs = 120
/** Orders hold procedures too, which the palette leaves out. */
const askedOrders = 30
const askedDiagnoses = 6

/** Drugs and diagnoses of the catalogue for a text, and whether they are the answer to it as it stands. */
export const useCatalogItems = (wanted: string) => {
  const { t } = useTranslation()
  const taker = useCatalogTaker(({ taker }) => taker)
  const text = useSettled(wanted, settleMs)
  const scope = taker?.scope ?? { practitionerId: null }
  const enabled = text !== '' && wanted !== ''
  const orders = useDeskQuery('catalog:search-orders', { text, limit: askedOrders, ...scope }, { enabled })
  const diagnoses = useDeskQuery('catalog:search-diagnoses', { text, limit: askedDiagnoses, ...scope }, { enabled })
  // What an older text found is not shown under a newer one.
  const isAnswer = enabled && text === wanted
  return {
    items: isAnswer
      ? [...drugItems(t, orders.data ?? [], taker), ...diagnosisItems(t, diagnoses.data ?? [], taker)]
      : [],
    fresh: wanted === '' || (isAnswer && !orders.isFetching && !diagnoses.isFetching),
    error: isAnswer ? (orders.error ?? diagnoses.error) : null,
  }
}
