import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { QueryClientProvider } from '@tanstack/react-query'
import i18next from 'i18next'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider, initReactI18next } from 'react-i18next'
import { expect, it } from 'vitest'
import { CodeDescriptionSchema } from '../../../preload/contract/codes/codes.ts'
import type { FieldError } from '../../../preload/contract/upload/upload.ts'
import { putAnswer, queryClient } from '../../bridge/query.ts'
import { upload } from '../../dev/answers/visits.ts'
import { en } from '../../i18n/english.ts'
import { zhTW } from '../../i18n/resources.ts'
import { FieldErrors, UploadLine } from '../visit/UploadLine.tsx'

const table = join(import.meta.dirname, '..', '..', '..', 'resources', 'code-systems', 'nhi-codes.json')
const codes = CodeDescriptionSchema.array().parse(JSON.parse(readFileSync(table, 'utf8')).concepts)

// Not an instance of its own: chips take their words from the one of the program (useWords).
const words = i18next
await words.use(initReactI18next).init({
  resources: { 'zh-TW': { translation: zhTW }, en: { translation: en } },
  interpolation: { escapeValue: false },
})

/** What stands in each line, without its marks. */
const lines = async (errors: readonly FieldError[], language: 'zh-TW' | 'en' = 'zh-TW'): Promise<readonly string[]> => {
  const markup = await markupOf(<FieldErrors errors={errors} />, language)
  return [...markup.matchAll(/<li[^>]*>(.*?)<\/li>/g)].map(([, inside = '']) => inside.replaceAll(/<[^>]+>/g, ' '))
}
const markupOf = async (shown: ReactNode, language: 'zh-TW' | 'en' = 'zh-TW'): Promise<string> => {
  await words.changeLanguage(language)
  putAnswer('codes:all', {}, codes)
  const markup = renderToStaticMarkup(
    <QueryClientProvider client={queryClient}>
      <I18nextProvider i18n={words}>{shown}</I18nextProvider>
    </QueryClientProvider>,
  )
  queryClient.clear()
  return markup
}
const ofVisit = (field: string, code: string): FieldError => ({ field, orderLine: null, code })

it('says of a tag and a code that nobody knows which they are, and what to do with them', async () => {
  const [line = ''] = await lines([ofVisit('Q99', 'ZZ9')])
  expect(line).toContain('Q99')
  expect(line).toContain('ZZ9')
  expect(line).toContain(zhTW.code.unknown)
  expect(line).toContain('請記下 ZZ9')
})

it('names a field that the record does not have', async () => {
  const [line = ''] = await lines([ofVisit('M30', 'AB')])
  expect(line).toContain(zhTW.field.tag.M30)
  expect(line).toContain('欄位型態錯誤')
})

it('has a line of its own for each code of one field, and for each order', async () => {
  const told = await lines([
    ofVisit('M44', 'AA'),
    ofVisit('M44', 'AH'),
    { field: 'D08', orderLine: 2, code: 'D029' },
    { field: 'D08', orderLine: 5, code: 'D029' },
  ])
  expect(told).toHaveLength(4)
  expect(new Set(told).size).toBe(4)
})

it('says the rules looked at before sending in both languages', async () => {
  const errors = ['20', '23', 'AD42', 'D047', 'D052'].map((code) => ofVisit('M35', code))
  for (const language of ['zh-TW', 'en'] as const) {
    for (const line of await lines(errors, language)) expect(line).not.toContain(words.t('code.unknown'))
  }
})

it('shows what a receiver only remarked in amber, under a receipt, and never as a refusal', async () => {
  const fieldErrors = [ofVisit('M06', 'D024')]
  const accepted = await markupOf(
    <UploadLine upload={upload(1, 'nhi-upload', { state: 'accepted', fieldErrors })} now={0} />,
  )
  expect(accepted).toContain('data-testid="field-remark"')
  expect(accepted).toContain(zhTW.upload.fieldRemarks)
  expect(accepted).not.toContain('field-error')
  const refused = await markupOf(
    <UploadLine upload={upload(1, 'nhi-upload', { state: 'rejected', fieldErrors })} now={0} />,
  )
  expect(refused).toContain('data-testid="field-error"')
  expect(refused).not.toContain('field-remark')
})
