import { useTranslation } from 'react-i18next'
import type { Choices, RegistrationOptions } from './registrationDraft.ts'

interface DoctorHintProps {
  readonly options: RegistrationOptions
  readonly choices: Pick<Choices, 'practitionerId' | 'session'>
}

/** What speaks against the chosen doctor in the session of now: away by the plan, or the session is full. A person decides. */
export const DoctorHint = ({ options, choices }: DoctorHintProps) => {
  const { t } = useTranslation()
  const doctor = options.practitioners.find(({ practitionerId }) => practitionerId === choices.practitionerId)
  if (doctor === undefined || choices.session !== options.proposed.session) return null
  const { off, fullAt } = doctor
  if (off === null && fullAt === null) return null
  return (
    <span className="text-wait" data-testid="doctor-hint">
      {off === null ? t('registration.doctorFull', { count: fullAt ?? 0 }) : t(`registration.doctorOff.${off}`)}
    </span>
  )
}
