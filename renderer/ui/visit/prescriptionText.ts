import type { TFunction } from 'i18next'
import {
  type Prescription,
  prescriptionWordNames,
  prescriptionWords,
} from '../../../preload/contract/orders/prescription.ts'

/** The words of a prescription (see `prescriptionWords`) as a person reads them. */
export const wordsText = (words: string, t: TFunction): string =>
  words
    .split(' ')
    .map((word) => {
      const [name, value = ''] = word.split(':')
      const known = prescriptionWordNames.find((entry) => entry === name)
      return known === undefined ? word : t(`prescription.word.${known}`, { value })
    })
    .join(t('prescription.between'))

export const prescriptionText = (prescription: Prescription, t: TFunction): string =>
  wordsText(prescriptionWords(prescription), t)
