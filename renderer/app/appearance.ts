import { useEffect } from 'react'
import { usePreferences } from '../bridge/preferences.ts'
import { onSystemThemeChange, systemPrefersDark } from '../bridge/system.ts'
import { changeLanguage } from '../i18n/language.ts'

/** Puts theme, text size and language on the document, and follows the operating system where the person has chosen so. */
export const useAppearance = (): void => {
  const { theme, textSize, language } = usePreferences()
  useEffect(() => {
    const apply = (): void => {
      const dark = theme === 'system' ? systemPrefersDark() : theme === 'dark'
      document.documentElement.dataset.theme = dark ? 'dark' : 'light'
    }
    apply()
    return theme === 'system' ? onSystemThemeChange(apply) : undefined
  }, [theme])
  useEffect(() => {
    document.documentElement.style.setProperty('--text-scale', String(textSize / 100))
  }, [textSize])
  useEffect(() => {
    void changeLanguage(language)
  }, [language])
}
