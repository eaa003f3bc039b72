import { useTranslation } from 'react-i18next'
import { number } from './format/number.ts'

/** New Taiwan dollars, right-aligned by its column; what is given back has its minus in front of it all. */
export const Money = ({ amount }: { readonly amount: number }) => {
  const { t } = useTranslation()
  const money = t('app.money', { amount: number(Math.abs(amount)) })
  return <span className="whitespace-nowrap">{amount < 0 ? `−${money}` : money}</span>
}

/** NHI points: never shown like money, because a point is not a dollar. */
export const Points = ({ points }: { readonly points: number }) => {
  const { t } = useTranslation()
  return <span className="whitespace-nowrap">{t('app.points', { points: number(points) })}</span>
}
