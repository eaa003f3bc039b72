import { useTranslation } from 'react-i18next'
import { Button } from '../../../ui/Button.tsx'
import { ErrorCard } from '../../../ui/notices/ErrorCard.tsx'
import { Notice } from '../../../ui/notices/Notice.tsx'
import { ProgressBar } from '../../../ui/ProgressBar.tsx'
import { ImportPanel } from './ImportPanel.tsx'
import { dropImport, useImport } from './importStore.ts'
import { TableRows } from './TableRows.tsx'

/** What main is doing, how far it is, and the way out. */
const Progress = () => {
  const { t } = useTranslation()
  const { busy, progress } = useImport()
  if (busy === null || busy === 'choose') return null
  const step = progress?.step ?? 'read'
  const percent = progress?.percent ?? 0
  return (
    <Notice>
      <span data-testid="import-progress">{t(`codeTables.step.${step}`, { percent })}</span>
      <ProgressBar value={percent} label={t(`codeTables.step.${step}`, { percent })} />
      <Button data-testid="import-stop" onClick={() => void dropImport()}>
        {t('codeTables.key.stop')}
      </Button>
    </Notice>
  )
}

const fieldsMissing = (missing: unknown): readonly string[] => (typeof missing === 'string' ? missing.split(' ') : [])

/** What the error's details add: which columns, which row. */
const Detail = () => {
  const { t } = useTranslation()
  const { error } = useImport()
  const { missing, line, reason } = error?.details ?? {}
  const words = fieldsMissing(missing).map((field) => t(`codeTables.field.${field as 'code'}`))
  if (words.length > 0) return <p>{t('codeTables.missing', { fields: words.join(t('codeTables.joint')) })}</p>
  if (typeof line !== 'number' || line === 0 || typeof reason !== 'string') return null
  return <p>{t('codeTables.firstRefused', { line, reason: t(`codeTables.refusal.${reason as 'code'}`) })}</p>
}

/** 代碼與價目: the official tables in use, and bringing newer ones in. */
export const CodeTablesSection = () => {
  const { t } = useTranslation()
  const { look, error, done } = useImport()
  return (
    <div className="flex flex-col gap-3" data-testid="code-tables">
      <div>
        <h2 className="text-lg font-semibold">{t('settings.section.codeTables')}</h2>
        <p className="text-sm text-muted">{t('codeTables.intro')}</p>
      </div>
      <TableRows />
      {done === null ? null : (
        <Notice>
          <span data-testid="import-done" data-count={done.concepts}>
            {t('codeTables.done', {
              table: t(`codeTables.system.${done.system}`),
              edition: done.edition,
              count: done.concepts,
            })}
          </span>
        </Notice>
      )}
      <Progress />
      {error === null ? null : (
        <ErrorCard error={error}>
          <Detail />
        </ErrorCard>
      )}
      {look === null ? null : <ImportPanel look={look} />}
    </div>
  )
}
