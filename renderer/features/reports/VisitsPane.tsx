import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReportCell, ReportVisits } from '../../../preload/contract/paper/report.ts'
import { goTo } from '../../app/navigation.ts'
import { dayWords } from '../../ui/format/date.ts'
import { number } from '../../ui/format/number.ts'
import { Empty } from '../../ui/notices/Notice.tsx'
import { Rows } from '../../ui/Rows.tsx'
import { useReportWords } from './useReportWords.ts'

const columns = 'grid grid-cols-[6rem_4rem_5rem_8rem_7rem_minmax(8rem,1fr)_8rem] gap-x-3 px-4'

/** The visits behind a number; Enter opens one at the cashier's. */
export const VisitsPane = ({ cell, found }: { readonly cell: ReportCell; readonly found: ReportVisits }) => {
  const { t } = useTranslation()
  const { heading } = useReportWords()
  const [selected, setSelected] = useState<string | null>(found.visits[0]?.encounterId ?? null)
  return (
    <section
      aria-label={t('report.behind')}
      data-testid="report-visits"
      data-count={found.count}
      className="flex min-h-0 flex-1 flex-col"
    >
      <p className="px-4 py-1" role="status">
        {t('report.behindCount', { column: heading(cell.column), count: found.count })}
        {found.count > found.visits.length ? ` ${t('report.firstOnly', { count: found.visits.length })}` : ''}
      </p>
      <div className={`${columns} border-y border-line bg-ground py-0.5 text-sm text-muted`} aria-hidden>
        {(['day', 'queueNumber', 'session', 'practitionerName', 'chartNumber', 'patientName'] as const).map((one) => (
          <span key={one}>{t(`report.visitColumn.${one}`)}</span>
        ))}
        <span className="text-right">{heading(cell.column)}</span>
      </div>
      <Rows
        autoFocus
        label={t('report.behind')}
        items={found.visits}
        keyOf={({ encounterId }) => encounterId}
        selected={selected}
        onSelect={({ encounterId }) => setSelected(encounterId)}
        onOpen={({ encounterId }) => goTo('cashier', { kind: 'visit', encounterId })}
        rowClassName={columns}
        rowTestId={() => 'report-visit'}
        empty={<Empty title={t('report.noVisits')} />}
        renderRow={(visit) => (
          <>
            <span>{dayWords(visit.day, t)}</span>
            <span>{visit.queueNumber}</span>
            <span>{t(`visit.session.${visit.session}`)}</span>
            <span className="truncate">{visit.practitionerName}</span>
            <span>{visit.chartNumber}</span>
            <span className="truncate">{visit.patientName}</span>
            <span className="text-right">{visit.value === null ? '' : number(visit.value)}</span>
          </>
        )}
      />
    </section>
  )
}
