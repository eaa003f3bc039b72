import { useTranslation } from 'react-i18next'
import type { CloudAge } from '../../../preload/contract/appointments/appointment.ts'
import { momentWords } from '../../ui/format/date.ts'

/** How new the cloud's appointments are; a failure leaves what was pulled last. */
export const CloudAgeLine = ({ cloud }: { readonly cloud: CloudAge }) => {
  const { t } = useTranslation()
  if (!cloud.isConfigured) return null
  const { pulledAt, failure } = cloud
  return (
    <span
      className={`text-sm ${failure === null ? 'text-muted' : 'text-wait'}`}
      data-testid="cloud-age"
      data-pulled-at={pulledAt ?? ''}
    >
      {pulledAt === null
        ? t('appointment.cloud.never')
        : t('appointment.cloud.age', { time: momentWords(pulledAt, t) })}
      {failure === null ? '' : `　${t('appointment.cloud.failed', { code: failure })}`}
    </span>
  )
}
