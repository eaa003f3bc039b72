import { useTranslation } from 'react-i18next'
import type { ChannelOutput } from '../../../preload/contract/index.ts'
import type { ReportChoice } from '../../../preload/contract/paper/report.ts'
import { groupingsOf } from '../../../preload/contract/paper/reportLayouts.ts'
import { type IsoDate, SessionSchema } from '../../../preload/contract/words.ts'
import { DayBox } from '../../ui/fields/DayBox.tsx'
import { Segmented } from '../../ui/fields/Segmented.tsx'
import { Select } from '../../ui/fields/Select.tsx'
import { hasTop, periodOf, topSizes, withGrouping } from './choice.ts'
import { choose } from './reportStore.ts'

const periods = ['today', 'this-month', 'last-month', 'this-year'] as const
const all = 'all'

interface QuestionBarProps {
  readonly choice: ReportChoice
  readonly today: IsoDate
  /** Everybody who can be chosen. */
  readonly doctors: ChannelOutput<'reports:practitioners'>
}

/** Which days, whose visits, and how the rows are cut. */
export const QuestionBar = ({ choice, today, doctors }: QuestionBarProps) => {
  const { t } = useTranslation()
  const { from, to } = periodOf(choice, today)
  const groupings = groupingsOf(choice.kind)
  const typed = (change: { readonly from?: IsoDate; readonly to?: IsoDate }): void =>
    choose({ period: 'typed', from, to, ...change })
  return (
    <div className="flex flex-wrap items-start gap-x-3 gap-y-1 px-4 pt-2 pb-1">
      <Segmented
        label={t('report.period')}
        value={choice.period}
        onChange={(period) => choose({ period, from: null, to: null })}
        options={periods.map((value) => ({ value, label: t(`report.periods.${value}`) }))}
        testId="report-period"
      />
      <DayBox
        label={t('report.from')}
        value={from}
        error={from > to ? t('report.endFirst') : undefined}
        testId="report-from"
        onDay={(day) => typed({ from: day ?? from })}
      />
      <DayBox label={t('report.to')} value={to} testId="report-to" onDay={(day) => typed({ to: day ?? to })} />
      <div className="w-36">
        <Select
          label={t('report.doctor')}
          value={choice.practitionerId ?? all}
          options={[
            { value: all, label: t('report.all') },
            ...doctors.map(({ practitionerId, name }) => ({ value: practitionerId as string, label: name })),
          ]}
          onChange={(value) =>
            choose({ practitionerId: doctors.find((one) => one.practitionerId === value)?.practitionerId ?? null })
          }
          testId="report-doctor"
        />
      </div>
      <Segmented
        label={t('report.session')}
        value={choice.session ?? all}
        onChange={(value) => choose({ session: SessionSchema.options.find((one) => one === value) ?? null })}
        options={[
          { value: all, label: t('report.all') },
          ...SessionSchema.options.map((value) => ({ value, label: t(`visit.session.${value}`) })),
        ]}
      />
      {groupings.length < 2 ? null : (
        <Segmented
          label={t('report.by')}
          value={choice.by}
          onChange={(by) => choose(withGrouping(choice, by))}
          options={groupings.map((value) => ({ value, label: t(`report.grouping.${value}`) }))}
          testId="report-by"
        />
      )}
      {hasTop(choice) ? (
        <Segmented
          label={t('report.top')}
          value={String(choice.top ?? topSizes[1])}
          onChange={(value) => choose({ top: Number(value) })}
          options={topSizes.map((size) => ({ value: String(size), label: String(size) }))}
        />
      ) : null}
    </div>
  )
}
