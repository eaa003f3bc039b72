import type { TFunction } from 'i18next'
import type { AlertReason } from '../../../../preload/contract/orders/orderAlert.ts'

type Choice = AlertReason['choice']

/**
 * A reason with another choice. Words that only repeat the choice before go with it, those of the doctor's own stay; a reason that is
 * none of the usual ones has no words but these.
 */
export const withChoice =
  (t: TFunction, key: string) =>
  (choice: Choice, before: AlertReason | undefined): AlertReason => {
    const isOwn = before !== undefined && before.words !== '' && before.words !== t(`alert.choice.${before.choice}`)
    if (isOwn) return { key, choice, words: before.words }
    return { key, choice, words: choice === 'other' ? '' : t(`alert.choice.${choice}`) }
  }
