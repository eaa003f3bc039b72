import { ShieldQuestion } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { NhiAlert } from '../../../../preload/contract/orders/nhiAlerts.ts'
import type { OrderDraft } from '../../../../preload/contract/orders/order.ts'
import { type AlertReason, alertKey } from '../../../../preload/contract/orders/orderAlert.ts'
import { type EncounterId, IsoDateSchema } from '../../../../preload/contract/words.ts'
import { useDeskMutation } from '../../../bridge/query.ts'
import { Button } from '../../../ui/Button.tsx'
import { clockTime, dayWords } from '../../../ui/format/date.ts'
import { KeepFocus } from '../../../ui/KeepFocus.tsx'
import { AlertReasonFields } from './AlertReasonFields.tsx'
import { isToBeSeen, nhiAlertState } from './nhiAlertState.ts'
import { withReason } from './OrderAlerts.tsx'
import type { CardMedication } from './useCardMedication.ts'
import { nameOfItem, useOrderItems } from './useOrderItems.ts'

const noReasons: readonly AlertReason[] = []

interface NhiAlertsProps {
  readonly encounterId: EncounterId
  readonly orders: readonly OrderDraft[]
  /** Why the cards can't be asked at all; null when they can. */
  readonly cannotAsk: CardMedication['cannotAsk']
  readonly reasons: readonly AlertReason[] | undefined
  readonly readOnly: boolean
  readonly onReasons: (reasons: readonly AlertReason[]) => void
}

type AlertProps = Pick<NhiAlertsProps, 'readOnly' | 'onReasons'> & {
  readonly alert: NhiAlert
  readonly drug: string
  readonly reasons: readonly AlertReason[]
}

const Alert = ({ alert, drug, reasons, readOnly, onReasons }: AlertProps) => {
  const { t } = useTranslation()
  const { kind, code, effect, mechanism, management, elsewhere } = alert
  const dayOf = (text: string | null): string => {
    const day = IsoDateSchema.safeParse(text)
    return day.success ? dayWords(day.data, t) : ''
  }
  const key = alertKey({ kind: `nhi-${kind}`, code, substance: '', detail: effect })
  const reason = reasons.find((said) => said.key === key)
  const text = t('alert.nhi.line', { drug, kind: t(`alert.nhi.kind.${kind}`), effect, mechanism, management })
  const supplies = elsewhere.map(({ hospital, suppliedOn, drug: other }) =>
    t('alert.nhi.elsewhere', { hospital, day: dayOf(suppliedOn), drug: other }),
  )
  return (
    <li className="py-0.5" data-testid={`nhi-alert-${code}`} data-kind={kind}>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className={`min-w-40 flex-1 ${reason === undefined ? 'text-wait' : 'text-muted'}`}>{text}</span>
        <AlertReasonFields
          alertKey={key}
          text={text}
          name={`nhi-${code}-${kind}`}
          reason={reason}
          readOnly={readOnly}
          isAsked={false}
          onReason={(said) => onReasons(withReason(reasons, said))}
        />
      </div>
      {[...new Set(supplies)].map((supply) => (
        <span key={supply} className="block text-muted">
          {supply}
        </span>
      ))}
    </li>
  )
}

/**
 * What the NHI's own decision support says of the drugs on the sheet, and plainly that it was not asked where it wasn't. It is asked by a
 * person: three cards sign each question. Why a drug is given all the same may be said at each, and stays with the visit.
 */
export const NhiAlerts = ({ encounterId, orders, cannotAsk, reasons = noReasons, ...writing }: NhiAlertsProps) => {
  const { t } = useTranslation()
  const { mutate, data, error, isPending, variables } = useDeskMutation('consultation:nhi-alerts')
  const items = useOrderItems(orders)
  const codes = [...new Set(orders.flatMap(({ kind, code }) => (kind === 'drug' ? [code] : [])))]
  if (codes.length === 0) return null
  const fault = error ?? data?.fault ?? null
  const askedAt = data?.askedAt ?? null
  const alerts = (data?.alerts ?? []).filter(({ code }) => codes.includes(code))
  const unanswered = askedAt === null ? null : codes.filter((code) => variables?.codes.includes(code) !== true).length
  const state = nhiAlertState({ isPending, isFailed: fault !== null, unanswered, cannotAsk })
  const text = t(`alert.nhi.${state}`, {
    count: state === 'newer' ? (unanswered ?? 0) : alerts.length,
    time: askedAt === null ? '' : clockTime(askedAt),
    why: fault === null ? '' : t(`error.${fault.code}.title`),
  })
  const mayAsk = cannotAsk === null && fault?.code !== 'NOT_OFFERED'
  return (
    <section
      aria-label={t('alert.nhi.title')}
      className="max-h-40 shrink-0 overflow-y-auto border-t border-line bg-surface px-3 text-sm"
      data-testid="nhi-alerts"
      data-state={state}
    >
      <KeepFocus
        className={`flex min-h-7 items-center gap-2 ${isToBeSeen(state, alerts.length) ? 'text-wait' : 'text-muted'}`}
      >
        <ShieldQuestion className="size-4 shrink-0" aria-hidden />
        <span className="min-w-0 flex-1" role="status">
          {text}
        </span>
        {mayAsk ? (
          <Button
            tone="quiet"
            className="min-h-6! px-1.5!"
            // It stays while it is asked, or the focus would be lost.
            onClick={() => (isPending ? undefined : mutate({ encounterId, codes }))}
            data-testid="nhi-alerts-ask"
          >
            {t(askedAt === null ? 'alert.nhi.ask' : 'alert.nhi.again')}
          </Button>
        ) : null}
      </KeepFocus>
      {alerts.length === 0 ? null : (
        <ul className="pb-1 pl-6">
          {alerts.map((alert) => (
            <Alert
              key={JSON.stringify(alert)}
              alert={alert}
              drug={nameOfItem(items.get(alert.code)) ?? alert.code}
              reasons={reasons}
              {...writing}
            />
          ))}
        </ul>
      )}
    </section>
  )
}
