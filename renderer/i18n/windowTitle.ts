import i18next from 'i18next'

/** Gives the window its title in the language that is shown, now and after each change of it. */
export const titleWindow = (key: 'app.title' | 'display.title'): void => {
  const write = (): void => {
    document.title = i18next.t(key)
  }
  i18next.on('languageChanged', write)
  write()
}
