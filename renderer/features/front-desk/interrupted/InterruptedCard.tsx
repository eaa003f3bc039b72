import { useTranslation } from 'react-i18next'
import { stopAsOfNow } from '../../../bridge/cardReturn.ts'
import { useDeskQuery } from '../../../bridge/query.ts'
import { Button } from '../../../ui/Button.tsx'
import { ErrorCard } from '../../../ui/notices/ErrorCard.tsx'
import { SwappedCard } from '../../../ui/notices/SwappedCard.tsx'
import { giveUpInterrupted, useInterrupted } from './interruptedStore.ts'

/** A registration that stopped because another card, or none, is in the reader: both names, and the way out. */
export const InterruptedCard = () => {
  const { t } = useTranslation()
  const stopped = useInterrupted(({ stopped }) => stopped)
  const session = useDeskQuery('card:current', {}).data ?? null
  if (stopped === null) return null
  return (
    <section
      aria-label={t('journal.interrupted.title', { name: stopped.holder.name })}
      className="flex flex-col gap-2"
      data-testid="interrupted"
    >
      <ErrorCard
        error={stopAsOfNow(stopped.error, session)}
        about={<SwappedCard patientName={stopped.holder.name} session={session} />}
      >
        <Button onClick={giveUpInterrupted}>{t('journal.interrupted.giveUp')}</Button>
      </ErrorCard>
    </section>
  )
}
