import i18next from 'i18next'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it, vi } from 'vitest'
import { changeLanguage, startLanguage } from './language.ts'
import { useWords } from './useWords.ts'

const Word = () => useWords()('visit.name')

it('gives the words of the language the screen has now', async () => {
  vi.stubGlobal('document', { documentElement: { lang: '' } })
  startLanguage()
  expect(renderToStaticMarkup(<Word />)).toBe(i18next.getResource('zh-TW', 'translation', 'visit.name'))
  await changeLanguage('en')
  expect(renderToStaticMarkup(<Word />)).toBe(i18next.getResource('en', 'translation', 'visit.name'))
  vi.unstubAllGlobals()
})
