import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { IsoDate } from '../../../preload/contract/words.ts'
import { useDeskMutation, useDeskQuery } from '../../bridge/query.ts'
import { useServerNow } from '../../bridge/status.ts'
import { Button } from '../../ui/Button.tsx'
import { Chip } from '../../ui/chips/Chip.tsx'
import { DayBox } from '../../ui/fields/DayBox.tsx'
import { clockTime, dayOf } from '../../ui/format/date.ts'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { Empty } from '../../ui/notices/Notice.tsx'
import { Loading } from '../../ui/notices/Waiting.tsx'

/** What was printed on a day, newest first, and printing it once more as it was. */
export const PrintLog = () => {
  const { t } = useTranslation()
  const today = dayOf(useServerNow(60_000)) as IsoDate
  const [chosen, setChosen] = useState<IsoDate | null>(null)
  const day = chosen ?? today
  return (
    <div className="flex min-h-0 flex-1 flex-col" data-testid="print-log" data-day={day}>
      <div className="border-b border-line p-3">
        <DayBox
          label={t('print.logDay')}
          value={day}
          testId="print-log-day"
          onDay={(read) => {
            if (read !== null) setChosen(read)
          }}
        />
      </div>
      <Jobs key={day} day={day} />
    </div>
  )
}

const Jobs = ({ day }: { readonly day: IsoDate }) => {
  const { t } = useTranslation()
  const jobs = useDeskQuery('print:jobs', { day }).data
  const again = useDeskMutation('print:again')
  if (jobs === undefined) return <Loading />
  if (jobs.length === 0) return <Empty title={t('print.logEmpty')} />
  return (
    <div className="min-h-0 flex-1 overflow-y-auto p-3">
      {again.error === null ? null : <ErrorCard error={again.error} />}
      <p role="status" className="text-sm empty:hidden" data-testid="print-again-done">
        {again.isPending
          ? t('print.sending')
          : again.data === undefined
            ? ''
            : t(again.data.isReprint ? 'print.sentAgain' : 'print.sent', { printer: again.data.printer ?? '' })}
      </p>
      <table className="w-full">
        <tbody>
          {jobs.map((job) => (
            <tr key={job.jobId} className="h-8 border-b border-line" data-testid="print-job" data-state={job.state}>
              <td className="text-muted tabular-nums">{clockTime(job.at)}</td>
              <td>{job.patientName}</td>
              <td>
                {t(`print.kind.${job.kind}`)}
                {job.isReprint ? <span className="pl-2 text-sm text-muted">{t('print.reprint')}</span> : null}
                {job.isOutdated ? (
                  <span className="pl-2" data-testid="print-outdated">
                    <Chip tone="wait">{t('print.outdated')}</Chip>
                  </span>
                ) : null}
              </td>
              <td className="max-w-48 truncate text-sm text-muted">{job.printer ?? t('print.file')}</td>
              <td>
                {job.state === 'failed' ? (
                  <Chip tone="act">{t('print.state.failed')}</Chip>
                ) : (
                  t(`print.state.${job.state}`)
                )}
              </td>
              <td className="text-right">
                <Button
                  disabled={again.isPending}
                  onClick={() => again.mutate({ jobId: job.jobId })}
                  data-testid="print-again"
                >
                  {t(job.state === 'failed' && !job.isReprint ? 'print.print' : 'print.again')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
