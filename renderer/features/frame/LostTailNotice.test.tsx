import { QueryClientProvider } from '@tanstack/react-query'
import i18next from 'i18next'
import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider, initReactI18next } from 'react-i18next'
import { expect, it } from 'vitest'
import type { CareStatus } from '../../../preload/contract/desk/care.ts'
import { queryClient } from '../../bridge/query.ts'
import { en } from '../../i18n/english.ts'
import { zhTW } from '../../i18n/resources.ts'
import { LostTail } from './LostTailNotice.tsx'

const words = i18next.createInstance()
await words.use(initReactI18next).init({
  resources: { 'zh-TW': { translation: zhTW }, en: { translation: en } },
  interpolation: { escapeValue: false },
})

type Lost = NonNullable<CareStatus['lostTail']>
const at = '2026-11-26T02:15:00.000Z' as Lost['foundAt']

const shown = async (lost: Omit<Lost, 'foundAt'>, language: 'zh-TW' | 'en'): Promise<string> => {
  await words.changeLanguage(language)
  return renderToStaticMarkup(
    <QueryClientProvider client={queryClient}>
      <I18nextProvider i18n={words}>
        <LostTail lost={{ ...lost, foundAt: at }} />
      </I18nextProvider>
    </QueryClientProvider>,
  )
}

const { lostTail: zhWords } = zhTW.care
const { lostTail: enWords } = en.care

it.each([
  ['zh-TW', zhWords],
  ['en', enWords],
] as const)('says since when and how many, what is safe and what to do (%s)', async (language, texts) => {
  const counted = await shown({ lastAt: at, missing: 38 }, language)
  for (const part of ['10:15', '38', texts.title, texts.safe, texts.next]) expect(counted).toContain(part)

  const emptied = await shown({ lastAt: null, missing: 90 }, language)
  expect(emptied).toContain(texts.empty.replace('{{missing}}', '90'))

  // Of another copy nobody knows what else it lacks: nothing is said of the older records.
  const other = await shown({ lastAt: null, missing: null }, language)
  for (const part of [texts.differs, texts.safeElsewhere, texts.next]) expect(other).toContain(part)
  expect(other).not.toContain(texts.safe)
})
