import { QueryClientProvider } from '@tanstack/react-query'
import i18next from 'i18next'
import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider, initReactI18next } from 'react-i18next'
import { describe, expect, it } from 'vitest'
import type { DeskStatus } from '../../../preload/contract/desk/status.ts'
import { queryClient } from '../../bridge/query.ts'
import { en } from '../../i18n/english.ts'
import { zhTW } from '../../i18n/resources.ts'
import { NotOffered } from '../../ui/notices/NotOffered.tsx'
import { OutboxItem } from './NetworkStatusItems.tsx'

const words = i18next.createInstance()
await words.use(initReactI18next).init({
  resources: { 'zh-TW': { translation: zhTW }, en: { translation: en } },
  interpolation: { escapeValue: false },
})

const shown = async (element: React.ReactNode, language: 'zh-TW' | 'en'): Promise<string> => {
  await words.changeLanguage(language)
  return renderToStaticMarkup(
    <QueryClientProvider client={queryClient}>
      <I18nextProvider i18n={words}>{element}</I18nextProvider>
    </QueryClientProvider>,
  )
}

const outbox: DeskStatus['outbox'] = {
  unsent: 3,
  rejected: 0,
  quarantined: 0,
  nearestDeadline: new Date(Date.now() + 20 * 3_600_000).toISOString() as never,
  overdue: 0,
  running: true,
  pausedUntil: null,
  nhiOffered: false,
  cloudFindings: 0,
}

describe('a way in that hands nothing in to the NHI', () => {
  it.each([
    ['zh-TW', zhTW.status.outbox.notOffered, '最近期限'],
    ['en', en.status.outbox.notOffered, 'next deadline'],
  ] as const)(
    'is said in the status bar in red, beside the deadline, which runs on (%s)',
    async (language, said, due) => {
      const bar = await shown(<OutboxItem outbox={outbox} />, language)
      expect(bar).toContain(said)
      expect(bar).toContain(due)
      expect(bar).toContain('text-act')
      expect(bar).not.toContain('text-ok')
      expect(await shown(<OutboxItem outbox={{ ...outbox, nhiOffered: true }} />, language)).not.toContain(said)
    },
  )

  it.each([
    ['zh-TW', ['不會自己送出', '24 小時', '「設定」', '控制軟體 6.0']],
    ['en', ['will not go by itself', '24 hours', 'Settings', 'control software 6.0']],
  ] as const)('is explained with what to do (%s)', async (language, parts) => {
    const notice = await shown(<NotOffered />, language)
    for (const part of parts) expect(notice).toContain(part)
  })
})
