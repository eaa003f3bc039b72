import { useTranslation } from 'react-i18next'
import type { CardOrder } from '../../../preload/contract/card/cardContent.ts'

/** Writes a code with its name in the language of the screens, where the tables know one. */
export const useCodeName = (): ((code: CardOrder['order']) => string) => {
  const { i18n } = useTranslation()
  return ({ code, nameZh, nameEn }) => {
    const name = i18n.language === 'en' ? (nameEn ?? nameZh) : (nameZh ?? nameEn)
    return name === null ? code : `${code} ${name}`
  }
}
