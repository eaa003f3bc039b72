import { ShieldAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type AlertReason, AlertReasonSchema, type OrderAlert } from '../../../../preload/contract/orders/orderAlert.ts'
import { belongsToInputMethod } from '../../../ui/fields/inputMethod.ts'
import { Select } from '../../../ui/fields/Select.tsx'
import { rocDate } from '../../../ui/format/date.ts'

interface AlertLineProps {
  readonly alert: OrderAlert
  readonly reason: AlertReason | undefined
  readonly readOnly: boolean
  /** Whether the doctor wanted to finish, so that what lacks a reason is to be seen. */
  readonly isAsked: boolean
  readonly onReason: (reason: AlertReason | null) => void
}

const choices = AlertReasonSchema.shape.choice.options

/** What our records say against a drug, under its row, and why it is given all the same. */
export const AlertLine = ({ alert, reason, readOnly, isAsked, onReason }: AlertLineProps) => {
  const { t } = useTranslation()
  const { key, kind, line, substance, allergy, otherLine, suppliedUntil, needsReason, source } = alert
  const until = suppliedUntil === null ? '' : rocDate(suppliedUntil)
  const text = t(`alert.${kind === 'overlap' && source === 'card' ? 'overlapCard' : kind}`, {
    substance,
    allergy,
    line: otherLine ?? 0,
    until,
  })
  if (!needsReason) {
    return (
      <p className="px-2 pb-1 text-sm text-muted" data-testid={`alert-${line}-${kind}`} data-source={source}>
        {text}
      </p>
    )
  }
  return (
    <div
      role="alert"
      data-testid={`alert-${line}-${kind}`}
      data-source={source}
      data-reasoned={reason !== undefined}
      className={`flex flex-wrap items-center gap-x-2 gap-y-1 px-2 pb-1 text-sm ${reason === undefined ? 'text-act' : 'text-muted'}`}
    >
      <ShieldAlert className="size-4 shrink-0" aria-hidden />
      <span className="min-w-0 flex-1">{text}</span>
      <div className="w-44">
        <Select
          isInline
          label={t('alert.reasonFor', { text })}
          placeholder={t('alert.choose')}
          testId={`alert-reason-${line}-${kind}`}
          isInvalid={isAsked && reason === undefined}
          disabled={readOnly}
          value={reason?.choice ?? null}
          options={choices.map((choice) => ({ value: choice, label: t(`alert.choice.${choice}`) }))}
          onChange={(choice) => onReason({ key, choice, words: reason?.words || t(`alert.choice.${choice}`) })}
        />
      </div>
      {reason === undefined ? null : (
        <input
          className="control h-7! w-32! text-sm"
          aria-label={t('alert.words')}
          data-testid={`alert-words-${line}-${kind}`}
          disabled={readOnly}
          maxLength={100}
          value={reason.words}
          onChange={({ target }) => onReason({ ...reason, words: target.value })}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !belongsToInputMethod(event.nativeEvent)) event.currentTarget.blur()
          }}
        />
      )}
    </div>
  )
}
