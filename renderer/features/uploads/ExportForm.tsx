import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { exportColumns } from '../../../preload/contract/upload/outbox.ts'
import { UploadStateSchema, UploadTargetSchema } from '../../../preload/contract/upload/upload.ts'
import type { IsoDate } from '../../../preload/contract/words.ts'
import { useServerNow } from '../../bridge/status.ts'
import { Button } from '../../ui/Button.tsx'
import { DayBox } from '../../ui/fields/DayBox.tsx'
import { dayOf } from '../../ui/format/date.ts'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { useExport } from './useExport.ts'

const monthMs = 30 * 24 * 3_600_000

/** What a row is, and what became of it. */
const kindWords = ['visit', 'amendment', 'cancellation', 'amended', 'deleted', 'withdrawn'] as const

/** What may have been in the way at a deadline, beside what a server has answered. */
const causes = [
  'waiting',
  'sending',
  'awaiting-result',
  'rejected',
  'quarantined',
  'visit-waiting',
  'visit-in-consultation',
  'visit-to-pay',
] as const

/** Writes rows to a CSV file for an inspector: of the last month, or of the days chosen. */
export const ExportForm = () => {
  const { t } = useTranslation()
  const now = useServerNow(60_000)
  const { isRunning, percent, written, error, days, begin, stop, setDays } = useExport()
  const [month] = useState(() => ({ from: dayOf(now - monthMs) as IsoDate, to: dayOf(now) as IsoDate }))
  const { from, to } = days ?? month
  const words = Object.fromEntries([
    ...[...exportColumns, 'isLate' as const, ...kindWords].map((key) => [key, t(`upload.exportWord.${key}`)]),
    ...causes.map((cause) => [`cause.${cause}`, t(`upload.cause.${cause}`)]),
    ...UploadStateSchema.options.map((state) => [state, t(`upload.state.${state}`)]),
    ...UploadTargetSchema.options.map((target) => [target, t(`upload.target.${target}`)]),
  ])
  const isTurned = from !== null && to !== null && to < from
  const note =
    written === null
      ? ''
      : written.file === null
        ? t('upload.notExported')
        : t('upload.exported', { count: written.rows, file: written.file })
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-start gap-2">
        <DayBox
          label={t('upload.exportFrom')}
          value={from}
          testId="export-from"
          onDay={(day) => setDays({ from: day, to })}
        />
        <DayBox
          label={t('upload.exportTo')}
          value={to}
          error={isTurned ? t('upload.exportTurned') : undefined}
          testId="export-to"
          onDay={(day) => setDays({ from, to: day })}
        />
        <Button
          // Beside the boxes and not their labels; words under a box move neither.
          className="mt-6"
          disabled={isRunning || isTurned || from === null || to === null}
          onClick={() => {
            if (from !== null && to !== null) begin({ from, to, words })
          }}
          data-testid="export-uploads"
        >
          {t('upload.export')}
        </Button>
      </div>
      {percent === null ? null : (
        <div className="flex items-center gap-2 text-sm" data-testid="export-progress">
          <ProgressBar value={percent} label={t('upload.exporting', { percent })} />
          {t('upload.exporting', { percent })}
          <Button onClick={stop} data-testid="export-stop">
            {t('upload.stopExport')}
          </Button>
        </div>
      )}
      <p role="status" className="text-sm break-all text-muted empty:hidden" data-testid="export-note">
        {note}
      </p>
      {error === null ? null : <ErrorCard error={error} />}
    </div>
  )
}
