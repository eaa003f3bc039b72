import type { ReactNode, Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderDraft } from '../../../../preload/contract/orders/order.ts'
import type { AlertReason } from '../../../../preload/contract/orders/orderAlert.ts'
import type { EncounterId } from '../../../../preload/contract/words.ts'
import { OrderAlerts } from './OrderAlerts.tsx'
import { OrderSheet, type SheetHandle } from './OrderSheet.tsx'
import type { OrderPreview, OrderProblem } from './useOrderPreview.ts'

interface AlertedSheetProps {
  readonly encounterId: EncounterId
  readonly orders: readonly OrderDraft[]
  readonly reasons: readonly AlertReason[] | undefined
  readonly preview: OrderPreview | undefined
  readonly problems: readonly OrderProblem[]
  /** Why nothing can be changed, with the way out; null when it can. */
  readonly lock: ReactNode | null
  /** Whether what lacks a reason is to be seen, because it stands in the way. */
  readonly isAsked: boolean
  readonly onOrders: (orders: readonly OrderDraft[]) => void
  readonly onReasons: (reasons: readonly AlertReason[]) => void
  readonly handle: Ref<SheetHandle>
}

const noReasons: readonly AlertReason[] = []

/** The orders, under each row what is said against its drug, and behind them which allergies nothing was held against. */
export const AlertedSheet = (props: AlertedSheetProps) => {
  const { t } = useTranslation()
  const {
    encounterId,
    orders,
    reasons = noReasons,
    preview,
    problems,
    lock,
    isAsked,
    onOrders,
    onReasons,
    handle,
  } = props
  const unknown = orders.some(({ kind }) => kind === 'drug') ? (preview?.unknownAllergies ?? []) : []
  return (
    <>
      <OrderSheet
        key={encounterId}
        encounterId={encounterId}
        orders={orders}
        preview={preview}
        problems={problems}
        lock={lock}
        below={(line) => (
          <OrderAlerts
            line={line}
            preview={preview}
            reasons={reasons}
            readOnly={lock !== null}
            isAsked={isAsked}
            onReasons={onReasons}
          />
        )}
        onChange={onOrders}
        handle={handle}
      />
      {unknown.length === 0 ? null : (
        <p className="bg-surface px-2 py-1 text-sm text-wait" data-testid="allergies-unknown">
          {t('alert.unknownAllergies', { allergies: unknown.join(t('app.and')) })}
        </p>
      )}
    </>
  )
}
