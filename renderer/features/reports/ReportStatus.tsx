import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/Button.tsx'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { Notice } from '../../ui/notices/Notice.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { stopReport, useReports } from './reportStore.ts'

/** How far main is and the way out, what went wrong, and what came of an export. */
export const ReportStatus = ({ onAgain }: { readonly onAgain: () => void }) => {
  const { t } = useTranslation()
  const { busy, progress, stopped, error, exported } = useReports()
  if (busy !== null) {
    const words = t(`report.step.${progress?.step ?? 'read'}`, { percent: progress?.percent ?? 0 })
    return (
      <div className="px-4 py-1">
        <Notice>
          <span data-testid="report-progress">{words}</span>
          <ProgressBar value={progress?.percent ?? 0} label={words} />
          <Button shortcut="F8" data-testid="report-stop" onClick={() => void stopReport()}>
            {t('report.key.stop')}
          </Button>
        </Notice>
      </div>
    )
  }
  if (error !== null) {
    return (
      <div className="px-4 py-1">
        <ErrorCard error={error}>
          <Button shortcut="F2" onClick={onAgain}>
            {t('report.key.again')}
          </Button>
        </ErrorCard>
      </div>
    )
  }
  const note = stopped
    ? t('report.stopped')
    : exported === null
      ? ''
      : exported.file === null
        ? t('report.notExported')
        : t('report.exported', { count: exported.rows, file: exported.file })
  return note === '' ? null : (
    <div className="px-4 py-1" data-testid="report-note">
      <Notice>
        <p>{note}</p>
        {exported?.file?.toLowerCase().endsWith('.csv') === true ? <p>{t('report.csvHint')}</p> : null}
      </Notice>
    </div>
  )
}
