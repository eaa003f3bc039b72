import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { openStatusItem } from '../../../app/navigation.ts'
import { useStatus } from '../../../bridge/status.ts'
import { Button } from '../../../ui/Button.tsx'

/**
 * Why orders cannot be changed: the professional card is out, or not verified. Null when they can; also when the control
 * software cannot be asked, because a clinic must go on then (the foot says so), and where the way to the NHI takes no such card.
 */
export const useOrderLock = (): ReactNode | null => {
  const { t } = useTranslation()
  const state = useStatus()?.professionalCard.state ?? 'unknown'
  if (state === 'verified' || state === 'unknown' || state === 'not-needed') return null
  return (
    <>
      <span className="min-w-0 flex-1" data-testid="order-lock" data-reason={state}>
        {t(`consultation.lock.${state}`)}
      </span>
      <Button onClick={() => openStatusItem('hpc')}>{t('consultation.lock.remedy')}</Button>
    </>
  )
}
