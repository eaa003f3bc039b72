import { useTranslation } from 'react-i18next'
import type { RemoteAttendance } from '../../../../preload/contract/visit/attendance.ts'
import type { PatientId } from '../../../../preload/contract/words.ts'
import { useDeskMutation } from '../../../bridge/query.ts'
import { Button } from '../../../ui/Button.tsx'
import { ErrorCard } from '../../../ui/notices/ErrorCard.tsx'
import { Notice } from '../../../ui/notices/Notice.tsx'

interface ConsentRefusedProps {
  /** Null for somebody the clinic has no record of yet. */
  readonly patientId: PatientId | null
  readonly attendance: RemoteAttendance
}

/** The patient does not want to be seen by video or phone: what follows, and the button that writes the refusal down. */
export const ConsentRefused = ({ patientId, attendance }: ConsentRefusedProps) => {
  const { t } = useTranslation()
  const { mutate, isPending, isSuccess, error } = useDeskMutation('remote-visit:consent-refused')
  return (
    <div className="flex flex-col gap-2" data-testid="consent-refused" data-noted={isSuccess}>
      <Notice tone="act">
        <span className="min-w-0 flex-1">{t('attendance.consent.refusedHint')}</span>
        {isSuccess ? (
          <span role="status">{t('attendance.consent.refusalNoted')}</span>
        ) : (
          <Button disabled={isPending} data-testid="note-refusal" onClick={() => mutate({ patientId, attendance })}>
            {t('attendance.consent.noteRefusal')}
          </Button>
        )}
      </Notice>
      {error === null ? null : <ErrorCard error={error} />}
    </div>
  )
}
