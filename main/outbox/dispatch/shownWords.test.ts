import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { errorCodes } from '../../../preload/contract/errors.ts'
import { mayHaveBeenSentCode } from '../catchUp/doubtUnsent.ts'
import { documentInvalidCode } from '../mappers/fhir/documentFault.ts'
import { orderTags, visitTags } from '../mappers/nhi/nhiTags.ts'
import { payloadDamagedCode, payloadUnreadableCode } from '../payload/openPayload.ts'
import { cloudCodes } from '../targets/cloudAnswers.ts'
import { nothingToDeleteCode, recordInvalidCode } from '../targets/nhiPrepare.ts'
import { resultUnclearCode } from '../targets/nhiResult.ts'
import { sendFailedCode } from './target.ts'

const codes = [
  payloadDamagedCode,
  payloadUnreadableCode,
  sendFailedCode,
  documentInvalidCode,
  mayHaveBeenSentCode,
  nothingToDeleteCode,
  recordInvalidCode,
  resultUnclearCode,
  ...Object.values(cloudCodes),
]
const known = new Set<string>(errorCodes)

const languages = ['zh-TW', 'en'] as const
const wordsIn = (language: (typeof languages)[number], file: 'upload' | 'field') =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../../../resources/i18n/${language}/${file}.json`), 'utf8'))

it.each(languages)('every outcome that this room gives itself has words in %s', (language) => {
  const words: Readonly<Record<string, string>> = wordsIn(language, 'upload').word
  expect(codes.filter((code) => !known.has(code) && (words[code] ?? '') === '')).toEqual([])
})

it.each(languages)('every field that the NHI can point to has its name in %s', (language) => {
  const names: Readonly<Record<string, string>> = wordsIn(language, 'field').tag
  const fields = [...visitTags, ...orderTags, 'H01', 'MB2', 'RECS']
  expect(fields.filter((field) => (names[field] ?? '') === '')).toEqual([])
})
