import { useEffect } from 'react'
import { usePreferences } from '../bridge/preferences.ts'
import { onSystemThemeChange, systemPrefersDark } from '../bridge/system.ts'

/** Puts theme and text size on the document, and follows the operating system where the person has chosen so. */
export const useAppearance = (): void => {
  const { theme, textSize } = usePreferences()
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
}
