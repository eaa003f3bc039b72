import { useTranslation } from 'react-i18next'
import type { Consent } from '../../../preload/contract/visit/attendance.ts'
import { clockTime } from '../format/date.ts'

/** The consent to 通訊診療 as it was recorded: how, by whom, when. */
export const ConsentLine = ({ consent }: { readonly consent: Consent }) => {
  const { t } = useTranslation()
  const words = {
    how: t(`attendance.consent.${consent.how}`),
    person: consent.takenBy,
    time: clockTime(consent.takenAt),
    reason: consent.reason ?? '',
  }
  return (
    <span data-testid="consent" data-how={consent.how}>
      {t(consent.reason === null ? 'attendance.consent.kept' : 'attendance.consent.keptReason', words)}
    </span>
  )
}
