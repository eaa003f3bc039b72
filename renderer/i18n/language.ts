import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { zhTW } from './resources.ts'

export type Language = 'zh-TW' | 'en'

/** Starts the words; synchronous, because they are part of the bundle. */
export const startLanguage = (): void => {
  void i18next.use(initReactI18next).init({
    lng: 'zh-TW',
    fallbackLng: 'zh-TW',
    // No key names a namespace, and none has to be looked at for whether it might be a sentence.
    nsSeparator: false,
    resources: { 'zh-TW': { translation: zhTW } },
    interpolation: { escapeValue: false },
    initAsync: false,
    returnNull: false,
  })
}

/** Changes the language of all screens; English is loaded when first asked for. */
export const changeLanguage = async (language: Language): Promise<void> => {
  if (language === 'en' && !i18next.hasResourceBundle('en', 'translation')) {
    const { en } = await import('./english.ts')
    i18next.addResourceBundle('en', 'translation', en)
  }
  await i18next.changeLanguage(language)
  document.documentElement.lang = language === 'en' ? 'en' : 'zh-Hant-TW'
}
