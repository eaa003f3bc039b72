/** The rest of what the screens need of the browser, so that `window` stays in this folder. */

const darkQuery = '(prefers-color-scheme: dark)'

export const systemPrefersDark = (): boolean => window.matchMedia(darkQuery).matches

/** Tells when the operating system changes between light and dark; the returned function ends it. */
export const onSystemThemeChange = (listener: () => void): (() => void) => {
  const query = window.matchMedia(darkQuery)
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}
