import { ShieldCheck, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ErrorView } from '../../preload/contract/errorView.ts'
import type { AppError } from '../../preload/contract/result.ts'
import { useFieldErrorWords } from './fieldErrorWords.ts'

interface ErrorCardProps {
  readonly error: AppError | ErrorView
  /** Amber where there is a way on at hand; red where a person must act. */
  readonly tone?: 'wait' | 'act'
  /** Whom it is about, where that is the point. */
  readonly about?: ReactNode
  /** The buttons that do what the last line says. */
  readonly children?: ReactNode
}

const tones = { wait: 'border-wait bg-wait-soft', act: 'border-act bg-act-soft' } as const
const inks = { wait: 'text-wait', act: 'text-act' } as const

/** What the details add for a person: the foreign program's number with its meaning, the wrong field by name, the unknown code. */
const useDetail = (error: AppError | ErrorView): string | null => {
  const { t, i18n } = useTranslation()
  const fieldWords = useFieldErrorWords()
  const { statusCode, field, code, line } = error.details ?? {}
  if (statusCode !== undefined && statusCode !== null) {
    const key = `statusCode.${String(statusCode)}`
    const meaning = i18n.exists(key) ? i18n.t(key as 'statusCode.4000') : t('app.statusCodeUnknown')
    return t('app.statusCode', { code: String(statusCode), meaning })
  }
  if (typeof code !== 'string') return null
  if (typeof field !== 'string') return code
  const words = fieldWords({ field, code, orderLine: typeof line === 'number' ? line : null })
  return `${words.field} · ${words.problem}`
}

/** An error in three lines: what happened (with its code), what is safe, what to do, and the button that does it. */
export const ErrorCard = ({ error, tone = 'act', about, children }: ErrorCardProps) => {
  const { t } = useTranslation()
  const detail = useDetail(error)
  return (
    <section
      role="alert"
      data-testid="error-card"
      data-code={error.code}
      className={`flex flex-col gap-1 rounded-md border-l-4 px-3 py-2 text-ink ${tones[tone]}`}
    >
      <p className={`flex items-start gap-2 ${inks[tone]}`}>
        <TriangleAlert className="mt-1 size-4 shrink-0" aria-hidden />
        <strong className="min-w-0 flex-1 font-semibold">
          {t(`error.${error.code}.title`)} <code className="font-sans text-xs font-normal">{error.code}</code>
        </strong>
      </p>
      {about === undefined ? null : <div className="pl-6">{about}</div>}
      {detail === null ? null : <p className="pl-6">{detail}</p>}
      <p className="flex items-start gap-2 text-sm">
        <ShieldCheck className="mt-0.5 size-4 shrink-0 text-muted" aria-hidden />
        {t(`error.${error.code}.safe`)}
      </p>
      <p className="pl-6">{t(`error.${error.code}.next`)}</p>
      {children === undefined ? null : <div className="flex flex-wrap gap-2 pt-1 pl-6">{children}</div>}
    </section>
  )
}
