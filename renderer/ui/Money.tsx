import { useTranslation } from 'react-i18next'
import { number } from './format/number.ts'

/** New Taiwan dollars, right-aligned by its column. */
export const Money = ({ amount }: { readonly amount: number }) => {
  const { t } = useTranslation()
  return <span className="whitespace-nowrap">{t('app.money', { amount: number(amount) })}</span>
}

/** NHI points: never shown like money, because a point is not a dollar. */
export const Points = ({ points }: { readonly points: number }) => {
  const { t } = useTranslation()
  return <span className="whitespace-nowrap">{t('app.points', { points: number(points) })}</span>
}
