import type { TFunction } from 'i18next'
import type { OrderDraft } from '../../../../preload/contract/orders/order.ts'
import { type AlertReason, type AlertTopic, alertOfKey } from '../../../../preload/contract/orders/orderAlert.ts'
import { IsoDateSchema } from '../../../../preload/contract/words.ts'
import { dayWords } from '../../../ui/format/date.ts'

const ofCard = 'card:'
const nhiKinds = {
  'nhi-interaction': 'interaction',
  'nhi-duplicate': 'duplicate',
  'nhi-allergy': 'allergy',
  'nhi-renal': 'renal',
} as const

const until = (detail: string, t: TFunction): string => {
  const day = IsoDateSchema.safeParse(detail)
  return day.success ? dayWords(day.data, t) : detail
}

/** What was said against a drug, in the words the row had then. */
const alertText = (
  t: TFunction,
  { kind, substance, detail }: AlertTopic,
  orders: readonly Pick<OrderDraft, 'code'>[],
): string => {
  if (kind === 'allergy') return t('alert.allergy', { allergy: detail, substance })
  if (kind === 'duplicate') {
    return t('alert.duplicate', { line: orders.findIndex(({ code }) => code === detail) + 1, substance })
  }
  if (kind === 'overlap') {
    return detail.startsWith(ofCard)
      ? t('alert.overlapCard', { substance, until: until(detail.slice(ofCard.length), t) })
      : t('alert.overlap', { substance, until: until(detail, t) })
  }
  return t('alert.nhi.said', { kind: t(`alert.nhi.kind.${nhiKinds[kind]}`), effect: detail })
}

/** Why a drug of a visit was ordered in spite of an alert, to be read later. */
export const overrideText = (
  t: TFunction,
  { key, choice, words }: AlertReason,
  orders: readonly Pick<OrderDraft, 'code'>[],
): string => {
  const chosen = t(`alert.choice.${choice}`)
  return t('alert.overridden', {
    alert: alertText(t, alertOfKey(key), orders),
    reason: words === '' || words === chosen ? chosen : `${chosen} ${words}`,
  })
}
