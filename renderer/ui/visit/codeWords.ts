import { useTranslation } from 'react-i18next'
import type { FieldError } from '../../../preload/contract/upload/upload.ts'
import { type CodeWords, useCodes } from '../../bridge/codes.ts'
import type { SaidCode } from './saidCodes.ts'
import { readUploadAnswer } from './uploadAnswer.ts'

/** A number in words: what was said by whom, and, where there is one, who does what next. */
export interface WordedCode {
  readonly line: string
  readonly next: string | null
}

/** The table's sentences in the language of the screen. */
const useSentences = () => {
  const { t, i18n } = useTranslation()
  const language = i18n.language === 'en' ? 'en' : 'zh'
  return {
    meaning: (words: CodeWords): string => (typeof words === 'string' ? t('code.unknown') : words.meaning[language]),
    next: (words: CodeWords, code: string): string | null => {
      if (words === 'unasked') return null
      if (words === 'unknown') return t('code.unknownNext', { code })
      return t('code.next', { who: t(`code.who.${words.who}`), step: words.nextStep[language] })
    },
  }
}

/** Words for a number of the NHI or its control software; a number the table doesn't know keeps its number and its source. */
export const useCodeWords = (): ((said: SaidCode) => WordedCode) => {
  const { t } = useTranslation()
  const wordsOf = useCodes()
  const { meaning, next } = useSentences()
  return ({ source, origin, code }) => {
    const words = wordsOf(origin, code)
    return {
      line:
        words === 'unasked'
          ? t('code.number', { source: t(`code.source.${source}`), code })
          : t('code.said', { source: t(`code.source.${source}`), code, meaning: meaning(words) }),
      next: next(words, code),
    }
  }
}

/** A refused field: its name and tag, what is wrong with it, and who does what. */
export type WordedField = {
  readonly field: string
  readonly problem: string
  readonly next: string | null
}

/** A field of a record by its name on the form and its tag, with the order's line where it is one's. */
export const useFieldName = (): ((field: string, orderLine: number | null) => string) => {
  const { t, i18n } = useTranslation()
  return (field, orderLine) => {
    const tagKey = `field.tag.${field}`
    const name = i18n.exists(tagKey) ? t('field.named', { name: i18n.t(tagKey as 'field.tag.M03'), tag: field }) : field
    return orderLine === null ? name : t('field.ofOrder', { line: orderLine, name })
  }
}

/** A refused field in the words of the form. A card-less treatment number is refused by a number of the card services. */
export const useFieldErrorWords = (): ((error: FieldError) => WordedField) => {
  const { t } = useTranslation()
  const wordsOf = useCodes()
  const fieldName = useFieldName()
  const { meaning, next } = useSentences()
  return ({ field, orderLine, code }) => {
    const words = wordsOf(/^\d{4,}$/.test(code) ? 'control' : 'record', code)
    return {
      field: fieldName(field, orderLine),
      problem: words === 'unasked' ? code : t('field.codeNamed', { meaning: meaning(words), code }),
      next: next(words, code),
    }
  }
}

/** Words for what a target answered last. */
export const useAnswerWords = (): ((lastCode: string | null) => WordedCode) => {
  const { t, i18n } = useTranslation()
  const codeWords = useCodeWords()
  const fieldWords = useFieldErrorWords()
  return (lastCode) => {
    if (lastCode === null) return { line: t('upload.noAnswer'), next: null }
    const answer = readUploadAnswer(lastCode)
    switch (answer.kind) {
      case 'error':
        return { line: t(`error.${answer.code}.title`), next: null }
      case 'number':
        return codeWords(answer.said)
      case 'field': {
        const { field, problem, next } = fieldWords({ ...answer, orderLine: null })
        return { line: t('code.fieldProblem', { field, problem }), next }
      }
      case 'word': {
        const key = `upload.word.${answer.word}`
        return { line: i18n.exists(key) ? i18n.t(key as 'upload.word.WITHDRAWN') : answer.word, next: null }
      }
    }
  }
}
