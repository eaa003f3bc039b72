import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { QueryClientProvider } from '@tanstack/react-query'
import i18next from 'i18next'
import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider, initReactI18next } from 'react-i18next'
import { describe, expect, it } from 'vitest'
import { CodeDescriptionSchema } from '../../../preload/contract/codes/codes.ts'
import type { AppError } from '../../../preload/contract/result.ts'
import { putAnswer, queryClient } from '../../bridge/query.ts'
import { en } from '../../i18n/english.ts'
import { zhTW } from '../../i18n/resources.ts'
import { ErrorCard } from './ErrorCard.tsx'

const table = join(import.meta.dirname, '..', '..', '..', 'resources', 'code-systems', 'nhi-codes.json')
const codes = CodeDescriptionSchema.array().parse(JSON.parse(readFileSync(table, 'utf8')).concepts)

const words = i18next.createInstance()
await words.use(initReactI18next).init({
  resources: { 'zh-TW': { translation: zhTW }, en: { translation: en } },
  interpolation: { escapeValue: false },
})

const shown = async (error: AppError, language: 'zh-TW' | 'en' = 'zh-TW'): Promise<string> => {
  await words.changeLanguage(language)
  putAnswer('codes:all', {}, codes)
  const card = renderToStaticMarkup(
    <QueryClientProvider client={queryClient}>
      <I18nextProvider i18n={words}>
        <ErrorCard error={error} />
      </I18nextProvider>
    </QueryClientProvider>,
  )
  queryClient.clear()
  return card
}

describe('ErrorCard', () => {
  const refused = (statusCode: number | string, source: string): AppError => ({
    code: 'NHI_REFUSED',
    retryable: false,
    details: { statusCode, source },
  })

  it('says a number, who said it, what it means, who can do something and what', async () => {
    const card = await shown(refused(9084, 'server'))
    expect(card).toContain('健保署回覆 9084：停保中')
    expect(card).toContain('櫃檯處理：請病人打電話問投保單位或健保署')
    expect(card).toContain(zhTW.error.NHI_REFUSED.safe)
    expect(card).not.toContain(zhTW.error.NHI_REFUSED.next)
  })

  it.each(['zh-TW', 'en'] as const)('says in %s what stands in the way of a visit', async (language) => {
    const error = { code: 'VISIT_STATE', retryable: false, details: { reason: 'refill-taken' } } as const
    const { reason } = (language === 'en' ? en : zhTW).code
    expect(await shown(error, language)).toContain(reason['refill-taken'])
  })

  it('says it in English', async () => {
    const card = await shown(refused(9084, 'server'), 'en')
    expect(card).toContain('The NHI answered 9084: Insurance suspended')
    expect(card).toContain('Front desk: The patient has to ask')
    expect(card).not.toMatch(/\p{Script=Han}/u)
  })

  it('keeps the number and the source of a code that is in no table', async () => {
    const card = await shown(refused(7777, 'server'))
    expect(card).toContain('健保署回覆 7777：不在代碼表中')
    expect(card).toContain('請記下 7777')
    expect(await shown({ ...refused('7777', 'control'), code: 'CONTROL_REFUSED' })).toContain('控制軟體回覆 7777')
    expect(await shown(refused('9084', 'upload'))).toContain('健保署上傳回覆 9084：不在代碼表中')
  })

  it('tells the same number of another source apart', async () => {
    expect(await shown(refused('5003', 'upload'))).toContain('上傳類別錯誤')
    expect(await shown({ ...refused(5003, 'server'), code: 'NHI_CARD_EXPIRED' })).toContain('卡片已過有效期限')
  })

  it('shows both numbers of a card that could not be updated, and the step of the update’s', async () => {
    const details = { statusCode: 5003, source: 'server', updateStatusCode: 9086 }
    const card = await shown({ code: 'NHI_CARD_EXPIRED', retryable: false, details })
    expect(card).toContain('健保署回覆 5003：')
    expect(card).toContain('健保署更新卡片回覆 9086：個人欠費')
    expect(card).toContain('E001')
  })

  it('keeps its own step where the number is only the cause', async () => {
    const details = { statusCode: 9003, source: 'server', cause: 'NHI_TIMEOUT' }
    const card = await shown({ code: 'SERIAL_UNRESOLVED', retryable: true, details })
    expect(card).toContain('健保署回覆 9003：')
    expect(card).toContain(zhTW.error.SERIAL_UNRESOLVED.next)
    expect(card).toContain('cause=NHI_TIMEOUT')
  })

  it('shows the reader’s own names small beside the code', async () => {
    const card = await shown({ code: 'CARD_UNREADABLE', retryable: false, details: { pcsc: 'UnresponsiveCard' } })
    expect(card).toContain('CARD_UNREADABLE pcsc=UnresponsiveCard')
    expect(card).toContain(zhTW.error.CARD_UNREADABLE.next)
  })

  it('names what differs between a card and the NHI’s account of it', async () => {
    const details = { field: 'birthDate' }
    const card = await shown({ code: 'CARD_NOT_AS_REGISTERED', retryable: false, details })
    expect(card).toContain('不符的是生日。')
  })

  it('names a refused field and its code', async () => {
    const details = { field: 'M44', code: 'AH01', line: null, count: 1 }
    expect(await shown({ code: 'RECORD_INVALID', retryable: false, details })).toContain('門診費用必填（AH01）')
  })
})
