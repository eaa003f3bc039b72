import { useTranslation } from 'react-i18next'
import { Segmented } from '../../../ui/fields/Segmented.tsx'
import { dayWords } from '../../../ui/format/date.ts'
import type { Choices, RegistrationOptions } from './registrationDraft.ts'
import type { Registration } from './useRegistration.ts'

interface RefillChoiceProps {
  readonly registration: Registration
  readonly options: RegistrationOptions
  readonly choices: Choices
}

/** Whether somebody with an open 慢性病連續處方箋 gets its next dispensing, or comes to be seen; nothing where there is none. */
export const RefillChoice = ({ registration, options, choices }: RefillChoiceProps) => {
  const { t } = useTranslation()
  const { refill, proposed } = options
  if (refill === null) return null
  return (
    <div className="col-span-full flex flex-wrap items-end gap-x-3 gap-y-1" data-testid="refill-choice">
      <Segmented
        label={t('registration.refill.label')}
        options={[
          { value: 'refill', label: t('registration.refill.take', { count: refill.refillOf.dispensing }) },
          { value: 'visit', label: t('registration.refill.visit') },
        ]}
        value={choices.refillOf === null ? 'visit' : 'refill'}
        onChange={(value) => {
          // A copayment that was chosen by hand stays; else it follows.
          const { treatmentItem } = value === 'refill' ? refill : proposed
          registration.change({ treatmentItem })
        }}
        testId="choose-refill"
      />
      <span className="pb-1.5 text-sm text-muted">
        {t('registration.refill.terms', {
          of: refill.dispensings,
          days: refill.daysEach,
          until: dayWords(refill.lapsesOn, t),
        })}
      </span>
    </div>
  )
}
