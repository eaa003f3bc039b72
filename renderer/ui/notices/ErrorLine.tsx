import { useTranslation } from 'react-i18next'
import type { ErrorView } from '../../../preload/contract/errorView.ts'

interface ErrorLineProps {
  readonly error: ErrorView
  readonly tone?: 'wait' | 'act'
}

const inks = { wait: 'text-wait', act: 'text-act' } as const

/** The three lines of an error as one, where it stands inside a notice or another error's card. */
export const ErrorLine = ({ error: { code }, tone = 'act' }: ErrorLineProps) => {
  const { t } = useTranslation()
  return (
    <p role="alert" className="w-full text-sm text-ink" data-testid="error-line" data-code={code}>
      <strong className={`font-semibold ${inks[tone]}`}>{t(`error.${code}.title`)}</strong> {t(`error.${code}.safe`)}{' '}
      {t(`error.${code}.next`)}
    </p>
  )
}
