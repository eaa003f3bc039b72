import { useTranslation } from 'react-i18next'
import type { CardSession } from '../../../preload/contract/card/card.ts'

/** Both names, when the card in the reader is not that of the person it is about. */
export const SwappedCard = ({
  patientName,
  session,
}: {
  readonly patientName: string
  readonly session: CardSession | null
}) => {
  const { t } = useTranslation()
  const holder = session === null ? t('card.swap.none') : (session.holder?.name ?? t('card.swap.unknown'))
  return (
    <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-4" data-testid="swapped-card">
      <dt className="text-sm">{t('card.swap.visitOf')}</dt>
      <dd className="text-lg font-semibold" data-testid="swap-patient">
        {patientName}
      </dd>
      <dt className="text-sm">{t(session?.medium === 'virtual' ? 'card.swap.codeOf' : 'card.swap.cardOf')}</dt>
      <dd className="text-lg font-semibold" data-testid="swap-holder">
        {holder}
      </dd>
    </dl>
  )
}
