import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReportCell, ReportChoice, ReportFormat } from '../../../preload/contract/paper/report.ts'
import { layoutOf, ReportKindSchema } from '../../../preload/contract/paper/reportLayouts.ts'
import type { IsoDate } from '../../../preload/contract/words.ts'
import { useScreenCommands } from '../../app/commands.ts'
import { takeTarget } from '../../app/navigation.ts'
import { usePreferences } from '../../bridge/preferences.ts'
import { useDeskQuery } from '../../bridge/query.ts'
import { useServerNow } from '../../bridge/status.ts'
import { clockTimeWithSeconds, dayOf } from '../../ui/format/date.ts'
import { Empty } from '../../ui/notices/Notice.tsx'
import { questionOf, withKind } from './choice.ts'
import { QuestionBar } from './QuestionBar.tsx'
import { ReportChart } from './ReportChart.tsx'
import { columnAt, type GridPlace, ReportGrid } from './ReportGrid.tsx'
import { ReportStatus } from './ReportStatus.tsx'
import {
  beginWith,
  choose,
  closeVisits,
  exportReport,
  openVisits,
  runReport,
  stopReport,
  toggleNotes,
  useReports,
} from './reportStore.ts'
import { useReportWords } from './useReportWords.ts'
import { VisitsPane } from './VisitsPane.tsx'

/** Arrows that pass over several reports ask for the one they stop at. */
const settleMs = 200

/** Which report: the arrows move. */
const ReportList = ({ choice }: { readonly choice: ReportChoice }) => {
  const { t } = useTranslation()
  const name = useId()
  const box = useRef<HTMLFieldSetElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the screen begins at its report, which may be the one that was kept
  useEffect(() => box.current?.querySelector<HTMLElement>('input:checked')?.focus(), [choice.kind])
  return (
    <fieldset
      ref={box}
      className="flex w-40 shrink-0 flex-col border-r border-line bg-surface py-2 @max-3xl:w-full @max-3xl:flex-row @max-3xl:flex-wrap @max-3xl:border-r-0 @max-3xl:border-b @max-3xl:py-0"
      data-testid="report-list"
    >
      <legend className="sr-only">{t('app.screen.reports')}</legend>
      {ReportKindSchema.options.map((kind) => (
        <label
          key={kind}
          className="relative flex min-h-8 items-center px-4 has-checked:bg-accent-soft has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent hover:bg-sunken has-checked:hover:bg-accent-soft"
        >
          <input
            type="radio"
            name={name}
            value={kind}
            checked={kind === choice.kind}
            data-testid={`report-${kind}`}
            onChange={() => choose(withKind(choice, kind))}
            className="sr-only"
          />
          {t(`report.kind.${kind}`)}
        </label>
      ))}
    </fieldset>
  )
}

/** What is counted, in plain words. */
const Notes = ({ kind, by }: Pick<ReportChoice, 'kind' | 'by'>) => {
  const { t } = useTranslation()
  const { heading } = useReportWords()
  return (
    <section
      aria-label={t('report.key.notes')}
      data-testid="report-notes"
      className="max-h-56 overflow-y-auto border-t border-line px-4 py-2 text-sm"
    >
      <p>{t(`report.about.${kind}`)}</p>
      <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-3">
        {layoutOf({ kind, by }).columns.map((column) => (
          <div key={column} className="contents">
            <dt className="text-muted">{heading(column)}</dt>
            <dd>{t(`report.define.${column}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** 報表: the clinic's days counted, and the visits behind each number. */
export const ReportsScreen = () => {
  const { t } = useTranslation()
  const { choice, report, asked, cell, visits, busy, notesShown } = useReports()
  const { fileWords, periodWords } = useReportWords()
  const kept = usePreferences().report
  const doctors = useDeskQuery('reports:practitioners', {}).data ?? []
  const today = dayOf(useServerNow(60_000)) as IsoDate
  const [place, setPlace] = useState<GridPlace | null>(null)
  const question = questionOf(choice, today)
  const outline = JSON.stringify(question)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was kept is where the first look begins
  useEffect(() => {
    if (asked === null && kept !== null) beginWith(kept)
  }, [kept === null])
  // Behind that: whoever names a report has it over the period that was kept.
  useEffect(() => {
    const target = takeTarget()
    if (target?.kind === 'report') choose(withKind(useReports.getState().choice, target.report))
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question is asked once it stands still
  useEffect(() => {
    if (question === null || outline === JSON.stringify(asked)) return
    setPlace(null)
    const timer = setTimeout(() => void runReport(question), settleMs)
    return () => clearTimeout(timer)
  }, [outline])

  const again = (): void => {
    if (question !== null) void runReport(question)
  }
  const save = (format: ReportFormat): void => {
    if (asked === null) return
    const doctor = doctors.find(({ practitionerId }) => practitionerId === asked.practitionerId)?.name ?? null
    void exportReport(format, fileWords(asked, cell, doctor))
  }
  const open = (behind: ReportCell): void => {
    void openVisits(behind)
  }
  const cannotSave = report === null || busy !== null || (cell !== null && visits === null)
  useScreenCommands([
    { key: 'F2', label: t('report.key.again'), run: again, disabled: question === null },
    { key: 'F3', label: t('report.key.csv'), run: () => save('csv'), disabled: cannotSave },
    { key: 'F4', label: t('report.key.xlsx'), run: () => save('xlsx'), disabled: cannotSave },
    { key: 'F7', label: t('report.key.notes'), run: toggleNotes },
    { key: 'F8', label: t('report.key.stop'), run: () => void stopReport(), disabled: busy === null },
    { key: 'Escape', label: t('app.cancel'), run: () => (cell === null ? undefined : closeVisits()) },
  ])
  return (
    <div className="flex min-h-0 flex-1 bg-surface @max-3xl:flex-col @max-3xl:overflow-y-auto">
      <ReportList choice={choice} />
      <div className="flex min-h-0 min-w-0 flex-1 flex-col @max-3xl:flex-none">
        <QuestionBar choice={choice} today={today} doctors={doctors} />
        <ReportStatus onAgain={again} />
        {report === null || asked === null ? null : (
          <p
            className="px-4 pb-1 text-sm text-muted"
            data-testid="report-head"
            data-kind={report.question.kind}
            data-by={report.question.by}
          >
            {periodWords(report.question)} · {t('report.asOf', { time: clockTimeWithSeconds(report.asOf) })}
          </p>
        )}
        {cell !== null && visits !== null ? <VisitsPane cell={cell} found={visits} /> : null}
        {cell === null && report !== null ? (
          report.rows.length === 0 ? (
            <Empty title={t('report.empty')} />
          ) : (
            <>
              <ReportChart report={report} column={columnAt(report, place)} />
              <ReportGrid
                report={report}
                place={place ?? { row: 0, column: 0 }}
                takesFocus={place !== null}
                onPlace={setPlace}
                onOpen={open}
              />
            </>
          )
        ) : null}
        {notesShown ? <Notes kind={choice.kind} by={choice.by} /> : null}
      </div>
    </div>
  )
}
