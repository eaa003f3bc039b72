import { useTranslation } from 'react-i18next'
import { isRemote } from '../../../../preload/contract/visit/attendance.ts'
import { TextField } from '../../../ui/fields/Field.tsx'
import { Segmented } from '../../../ui/fields/Segmented.tsx'
import { Notice } from '../../../ui/notices/Notice.tsx'
import { ConsentLine } from '../../../ui/visit/ConsentLine.tsx'
import { type Choices, patientOf } from '../registration/registrationDraft.ts'
import type { Registration } from '../registration/useRegistration.ts'
import { ConsentRefused } from './ConsentRefused.tsx'

const ways = ['on-site', 'video', 'phone', 'home'] as const
const answers = ['spoken', 'written', 'urgent', 'refused'] as const
const notAsked = ''

/** How the visit is held; by video or phone with the patient's consent, which is asked for every visit anew. */
export const AttendanceFields = ({
  registration,
  choices,
}: {
  readonly registration: Registration
  readonly choices: Choices
}) => {
  const { t } = useTranslation()
  const { change, remoteVisit, isFirstVisit } = registration
  const remote = isRemote(choices.attendance)
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-end gap-x-6 gap-y-2">
        <Segmented
          label={t('attendance.label')}
          options={ways.map((value) => ({ value, label: t(`attendance.kind.${value}`) }))}
          value={choices.attendance}
          onChange={(attendance) => change({ attendance })}
          testId="choose-attendance"
        />
        {remote && remoteVisit === null ? (
          <Segmented
            label={t('attendance.consent.label')}
            options={answers.map((value) => ({ value, label: t(`attendance.consent.${value}`) }))}
            value={choices.consentHow ?? notAsked}
            onChange={(how) => {
              if (how !== notAsked) change({ consentHow: how })
            }}
            testId="choose-consent"
          />
        ) : null}
      </div>
      {remote && remoteVisit !== null ? (
        <p className="text-sm text-muted">
          {t('attendance.consent.label')}　<ConsentLine consent={remoteVisit.consent} />
        </p>
      ) : null}
      {remote && remoteVisit === null && choices.consentHow === null ? (
        <p className="text-sm text-muted">{t('attendance.consent.neededHint')}</p>
      ) : null}
      {remote && remoteVisit === null && choices.consentHow === 'urgent' ? (
        <TextField
          label={t('attendance.consent.reason')}
          maxLength={200}
          value={choices.consentReason}
          onChange={(event) => change({ consentReason: event.target.value })}
          data-testid="consent-reason"
        />
      ) : null}
      {isRemote(choices.attendance) && choices.consentHow === 'refused' ? (
        <ConsentRefused
          key={`${registration.key} ${choices.attendance}`}
          patientId={patientOf(registration.subject)?.patientId ?? null}
          attendance={choices.attendance}
        />
      ) : null}
      {remote && isFirstVisit ? (
        <div data-testid="first-visit">
          <Notice tone="wait">{t('attendance.firstVisit')}</Notice>
        </div>
      ) : null}
    </div>
  )
}
