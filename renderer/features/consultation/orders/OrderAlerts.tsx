import { useTranslation } from 'react-i18next'
import type { AlertReason } from '../../../../preload/contract/orders/orderAlert.ts'
import { AlertLine } from './AlertLine.tsx'
import type { OrderPreview } from './useOrderPreview.ts'

/** The reasons with one of them said anew. */
export const withReason = (reasons: readonly AlertReason[], said: AlertReason): readonly AlertReason[] => [
  ...reasons.filter(({ key }) => key !== said.key),
  said,
]

interface OrderAlertsProps {
  readonly line: number
  readonly preview: OrderPreview | undefined
  readonly reasons: readonly AlertReason[]
  readonly readOnly: boolean
  readonly isAsked: boolean
  readonly onReasons: (reasons: readonly AlertReason[]) => void
}

/** What our records say against the drug of one row; and, where its ingredient isn't known, that they can say nothing. */
export const OrderAlerts = ({ line, preview, reasons, readOnly, isAsked, onReasons }: OrderAlertsProps) => {
  const { t } = useTranslation()
  const alerts = preview?.alerts.filter((alert) => alert.line === line) ?? []
  return (
    <>
      {alerts.map((alert) => (
        <AlertLine
          key={alert.key}
          alert={alert}
          reason={reasons.find(({ key }) => key === alert.key)}
          readOnly={readOnly}
          isAsked={isAsked}
          onReason={(reason) => onReasons(withReason(reasons, reason))}
        />
      ))}
      {preview?.unknownIngredients.includes(line) === true ? (
        <p className="px-2 pb-1 text-sm text-muted" data-testid={`ingredient-unknown-${line}`}>
          {t('alert.unknown')}
        </p>
      ) : null}
    </>
  )
}
