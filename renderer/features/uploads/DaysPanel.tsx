import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { exportColumns } from '../../../preload/contract/upload/outbox.ts'
import { UploadStateSchema, UploadTargetSchema } from '../../../preload/contract/visit/visit.ts'
import type { IsoDate } from '../../../preload/contract/words.ts'
import { useDeskMutation, useDeskQuery } from '../../bridge/query.ts'
import { useServerNow } from '../../bridge/status.ts'
import { Button } from '../../ui/Button.tsx'
import { DayBox } from '../../ui/fields/DayBox.tsx'
import { dayOf, rocDate } from '../../ui/format/date.ts'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { Empty } from '../../ui/notices/Notice.tsx'
import { OldFile } from './OldFile.tsx'

const monthMs = 30 * 24 * 3_600_000
const counts = ['received', 'open', 'refused', 'late'] as const
const ink = { received: '', open: 'text-wait', refused: 'text-act', late: 'text-act' } as const

/** What a row is, and what became of it. */
const kindWords = ['visit', 'amendment', 'cancellation', 'amended', 'deleted', 'withdrawn'] as const

/** Writes rows to a CSV file for an inspector: of the last month, or of the days chosen. */
const ExportForm = () => {
  const { t } = useTranslation()
  const now = useServerNow(60_000)
  const { mutate, isPending, data, error } = useDeskMutation('outbox:export')
  const [from, setFrom] = useState<IsoDate | null>(() => dayOf(now - monthMs) as IsoDate)
  const [to, setTo] = useState<IsoDate | null>(() => dayOf(now) as IsoDate)
  const words = Object.fromEntries([
    ...[...exportColumns, 'isLate' as const, ...kindWords].map((key) => [key, t(`upload.exportWord.${key}`)]),
    ...UploadStateSchema.options.map((state) => [state, t(`upload.state.${state}`)]),
    ...UploadTargetSchema.options.map((target) => [target, t(`upload.target.${target}`)]),
  ])
  const note =
    data === undefined
      ? ''
      : data.file === null
        ? t('upload.notExported')
        : t('upload.exported', { count: data.rows, file: data.file })
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-end gap-2">
        <DayBox label={t('upload.exportFrom')} value={from} testId="export-from" onDay={setFrom} />
        <DayBox label={t('upload.exportTo')} value={to} testId="export-to" onDay={setTo} />
        <Button
          disabled={isPending || from === null || to === null}
          onClick={() => {
            if (from !== null && to !== null) mutate({ from, to, words })
          }}
          data-testid="export-uploads"
        >
          {t('upload.export')}
        </Button>
      </div>
      <p role="status" className="text-sm break-all text-muted empty:hidden">
        {note}
      </p>
      {error === null ? null : <ErrorCard error={error} />}
    </div>
  )
}

/** How the records for the NHI stand by clinic day, and the way to hand them to an inspector. */
export const DaysPanel = () => {
  const { t } = useTranslation()
  const days = useDeskQuery('outbox:days', {}).data ?? []
  return (
    <section
      aria-label={t('upload.days')}
      data-testid="upload-days"
      className="flex max-h-72 flex-wrap @max-4xl:max-h-none @max-4xl:shrink-0 gap-x-10 gap-y-3 overflow-y-auto border-t border-line bg-surface px-4 py-2"
    >
      <div className="flex min-w-96 flex-col gap-1">
        <h2 className="text-sm text-muted">{t('upload.days')}</h2>
        {days.length === 0 ? <Empty title={t('upload.noDays')} /> : null}
        {days.length === 0 ? null : (
          <table className="text-sm">
            <thead className="text-muted">
              <tr>
                <th className="pr-6 text-left font-normal">{t('upload.day.day')}</th>
                {counts.map((key) => (
                  <th key={key} className="pr-6 text-right font-normal">
                    {t(`upload.day.${key}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {days.map((day) => (
                <tr key={day.day} data-testid={`upload-day-${day.day}`}>
                  <th className="pr-6 text-left font-normal">{rocDate(day.day)}</th>
                  {counts.map((key) => (
                    <td key={key} className={`pr-6 text-right ${day[key] > 0 ? ink[key] : 'text-muted'}`}>
                      {day[key]}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      <ExportForm />
      <OldFile />
    </section>
  )
}
