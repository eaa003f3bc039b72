import { useTranslation } from 'react-i18next'
import { type ErrorCode, errorCodes } from '../../preload/contract/errors.ts'
import type { FieldError } from '../../preload/contract/visit.ts'

const isErrorCode = (code: string): code is ErrorCode => (errorCodes as readonly string[]).includes(code)

/** Words for what a target answered: one of our own codes, a number of the NHI, or the bare code when no meaning is known. */
export const useAnswerWords = (): ((code: string | null) => string) => {
  const { t, i18n } = useTranslation()
  return (code) => {
    if (code === null) return t('upload.noAnswer')
    if (isErrorCode(code)) return t(`error.${code}.title`)
    const key = `statusCode.${code}`
    return i18n.exists(key) ? t('app.statusCode', { code, meaning: i18n.t(key as 'statusCode.4000') }) : code
  }
}

/** A refused field in the words of the form: its name and tag, and what is wrong with it. */
export const useFieldErrorWords = (): ((error: FieldError) => { readonly field: string; readonly problem: string }) => {
  const { t, i18n } = useTranslation()
  return ({ field, orderLine, code }) => {
    const tagKey = `field.tag.${field}`
    const named = i18n.exists(tagKey)
      ? t('field.named', { name: i18n.t(tagKey as 'field.tag.M03'), tag: field })
      : field
    const codeKey = `field.code.${code}`
    return {
      field: orderLine === null ? named : t('field.ofOrder', { line: orderLine, name: named }),
      problem: i18n.exists(codeKey)
        ? t('field.codeNamed', { meaning: i18n.t(codeKey as 'field.code.AA'), code })
        : code,
    }
  }
}
