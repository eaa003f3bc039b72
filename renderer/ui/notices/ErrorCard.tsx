import { ShieldCheck, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ErrorView } from '../../../preload/contract/errorView.ts'
import type { AppError } from '../../../preload/contract/result.ts'
import { useCodeWords, useFieldErrorWords } from '../visit/codeWords.ts'
import { saidCodes, supportText } from '../visit/saidCodes.ts'

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

const identityFields = ['cardNumber', 'nationalId', 'birthDate'] as const
const isIdentityField = (field: unknown): field is (typeof identityFields)[number] =>
  identityFields.some((known) => known === field)

/** What the details add for a person: the wrong field by name, what stands in the way, why a file could not be written, the unknown code. */
const useDetail = (error: AppError | ErrorView): string | null => {
  const { t, i18n } = useTranslation()
  const fieldWords = useFieldErrorWords()
  const { field, code, line, reason } = error.details ?? {}
  if (isIdentityField(field)) return t('code.differs', { field: t(`code.identity.${field}`) })
  const reasonKey = `code.reason.${String(reason)}`
  if (i18n.exists(reasonKey)) return i18n.t(reasonKey as 'code.reason.card-written')
  if (typeof code !== 'string') return null
  const fileKey = `code.file.${code}`
  if (typeof field !== 'string') return i18n.exists(fileKey) ? i18n.t(fileKey as 'code.file.ENOSPC') : code
  return t('code.fieldProblem', fieldWords({ field, code, orderLine: typeof line === 'number' ? line : null }))
}

/**
 * An error in three lines: what happened (with its code, and the foreign program's number in words), what is safe, what to do, and
 * the button that does it. A number's own next step is nearer to the cause than the error's and takes its place, but where the
 * number is only the cause of a graver error (details.cause), that error's own step stands.
 */
export const ErrorCard = ({ error, tone = 'act', about, children }: ErrorCardProps) => {
  const { t } = useTranslation()
  const codeWords = useCodeWords()
  const detail = useDetail(error)
  const numbers = saidCodes(error)
  const told = numbers.map((number) => ({ ...number, ...codeWords(number) }))
  const support = supportText(error)
  const next = error.details?.cause === undefined ? (told.at(-1)?.next ?? null) : null
  return (
    <section
      role="alert"
      data-testid="error-card"
      data-code={error.code}
      data-number={numbers.at(-1)?.code}
      className={`flex flex-col gap-1 rounded-md border-l-4 px-3 py-2 text-ink ${tones[tone]}`}
    >
      <p className={`flex items-start gap-2 ${inks[tone]}`}>
        <TriangleAlert className="mt-1 size-4 shrink-0" aria-hidden />
        <strong className="min-w-0 flex-1 font-semibold">
          {t(`error.${error.code}.title`)}{' '}
          <code className="font-sans text-xs font-normal break-words select-all" data-testid="error-support">
            {support === '' ? error.code : `${error.code} ${support}`}
          </code>
        </strong>
      </p>
      {about === undefined ? null : <div className="pl-6">{about}</div>}
      {told.map(({ source, code, line }) => (
        <p key={source} className="pl-6" data-testid="error-number" data-source={source} data-number={code}>
          {line}
        </p>
      ))}
      {detail === null ? null : <p className="pl-6">{detail}</p>}
      <p className="flex items-start gap-2 text-sm">
        <ShieldCheck className="mt-0.5 size-4 shrink-0 text-muted" aria-hidden />
        {t(`error.${error.code}.safe`)}
      </p>
      <p className="pl-6" data-testid="error-next">
        {next ?? t(`error.${error.code}.next`)}
      </p>
      {children === undefined ? null : <div className="flex flex-wrap gap-2 pt-1 pl-6">{children}</div>}
    </section>
  )
}
