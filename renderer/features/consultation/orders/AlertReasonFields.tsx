import { useTranslation } from 'react-i18next'
import { type AlertReason, AlertReasonSchema, saysWhy } from '../../../../preload/contract/orders/orderAlert.ts'
import { belongsToInputMethod } from '../../../ui/fields/inputMethod.ts'
import { Select } from '../../../ui/fields/Select.tsx'
import { withChoice } from './reasonChoice.ts'

interface AlertReasonFieldsProps {
  /** Of the alert. */
  readonly alertKey: string
  /** What the alert says. */
  readonly text: string
  /** Tells its fields from those of other alerts. */
  readonly name: string
  readonly reason: AlertReason | undefined
  readonly readOnly: boolean
  /** Whether that a reason is lacking is to be seen. */
  readonly isAsked: boolean
  readonly onReason: (reason: AlertReason) => void
}

const choices = AlertReasonSchema.shape.choice.options

/** Why a drug is given in spite of an alert: one of the usual reasons, and words of the doctor's own. */
export const AlertReasonFields = (props: AlertReasonFieldsProps) => {
  const { t } = useTranslation()
  const { alertKey: key, text, name, reason, readOnly, isAsked, onReason } = props
  return (
    <>
      <div className="w-44">
        <Select
          isInline
          label={t('alert.reasonFor', { text })}
          placeholder={t('alert.choose')}
          testId={`alert-reason-${name}`}
          isInvalid={isAsked && reason === undefined}
          disabled={readOnly}
          value={reason?.choice ?? null}
          options={choices.map((choice) => ({ value: choice, label: t(`alert.choice.${choice}`) }))}
          onChange={(choice) => onReason(withChoice(t, key)(choice, reason))}
        />
      </div>
      {reason === undefined ? null : (
        <input
          className="control h-7! w-32! text-sm"
          aria-label={t('alert.words')}
          data-testid={`alert-words-${name}`}
          disabled={readOnly}
          aria-invalid={!saysWhy(reason)}
          maxLength={100}
          value={reason.words}
          onChange={({ target }) => onReason({ ...reason, words: target.value })}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !belongsToInputMethod(event.nativeEvent)) event.currentTarget.blur()
          }}
        />
      )}
    </>
  )
}
