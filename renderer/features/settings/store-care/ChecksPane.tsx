import { useTranslation } from 'react-i18next'
import type { CareStatus } from '../../../../preload/contract/desk/care.ts'
import { useCare, useCareAction } from '../../../bridge/care.ts'
import { Button } from '../../../ui/Button.tsx'
import { momentWords } from '../../../ui/format/date.ts'
import { ErrorCard } from '../../../ui/notices/ErrorCard.tsx'
import { Pane } from './Pane.tsx'

const kinds = ['quick', 'integrity'] as const

const Result = ({ checks, kind }: { readonly checks: CareStatus['checks']; readonly kind: (typeof kinds)[number] }) => {
  const { t } = useTranslation()
  const result = checks[kind]
  const word = (): string => {
    if (checks.running === kind) return t('care.checks.running')
    if (result === null) return t('care.checks.never')
    const time = momentWords(result.at, t)
    return result.ok ? t('care.checks.ok', { time }) : t('care.checks.bad', { time })
  }
  return (
    <div
      className="flex gap-3"
      data-testid={`check-${kind}`}
      data-state={result === null ? 'never' : String(result.ok)}
    >
      <dt className="w-28 text-muted">{t(`care.checks.${kind}`)}</dt>
      <dd className={result?.ok === false ? 'text-act' : ''}>{word()}</dd>
    </div>
  )
}

/** What the looks through the store have found. */
export const ChecksPane = () => {
  const { t } = useTranslation()
  const care = useCare()
  const run = useCareAction('care:check')
  if (care === undefined) return null
  return (
    <Pane title={t('care.checks.title')} intro={t('care.checks.intro')} testId="store-checks">
      <dl>
        {kinds.map((kind) => (
          <Result key={kind} kind={kind} checks={care.checks} />
        ))}
      </dl>
      <Button
        className="self-start"
        disabled={run.isPending || care.checks.running !== null}
        data-testid="check-now"
        onClick={() => run.mutate({})}
      >
        {t('care.checks.run')}
      </Button>
      {run.error === null ? null : <ErrorCard error={run.error} />}
    </Pane>
  )
}
