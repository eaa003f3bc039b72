import { ShieldAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type AlertReason, type OrderAlert, saysWhy } from '../../../../preload/contract/orders/orderAlert.ts'
import { dayWords } from '../../../ui/format/date.ts'
import { AlertReasonFields } from './AlertReasonFields.tsx'

interface AlertLineProps {
  readonly alert: OrderAlert
  readonly reason: AlertReason | undefined
  readonly readOnly: boolean
  /** Whether the doctor wanted to finish, so that what lacks a reason is to be seen. */
  readonly isAsked: boolean
  readonly onReason: (reason: AlertReason) => void
}

/** What our records say against a drug, under its row, and why it is given all the same. */
export const AlertLine = ({ alert, reason, readOnly, isAsked, onReason }: AlertLineProps) => {
  const { t } = useTranslation()
  const { key, kind, line, substance, allergy, otherLine, suppliedUntil, needsReason, source } = alert
  const until = suppliedUntil === null ? '' : dayWords(suppliedUntil, t)
  const text = t(`alert.${kind === 'overlap' && source === 'card' ? 'overlapCard' : kind}`, {
    substance,
    allergy,
    line: otherLine ?? 0,
    until,
  })
  const isReasoned = reason !== undefined && saysWhy(reason)
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
      data-reasoned={isReasoned}
      className={`flex flex-wrap items-center gap-x-2 gap-y-1 px-2 pb-1 text-sm ${isReasoned ? 'text-muted' : 'text-act'}`}
    >
      <ShieldAlert className="size-4 shrink-0" aria-hidden />
      <span className="min-w-0 flex-1">{text}</span>
      <AlertReasonFields
        alertKey={key}
        text={text}
        name={`${line}-${kind}`}
        reason={reason}
        readOnly={readOnly}
        isAsked={isAsked}
        onReason={onReason}
      />
    </div>
  )
}
