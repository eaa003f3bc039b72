import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readDate } from '../../../preload/contract/birthDate.ts'
import type { ChannelOutput } from '../../../preload/contract/index.ts'
import type { ReportChoice } from '../../../preload/contract/report.ts'
import { groupingsOf } from '../../../preload/contract/reportLayouts.ts'
import { type IsoDate, SessionSchema } from '../../../preload/contract/words.ts'
import { TextField } from '../../ui/Field.tsx'
import { rocDate } from '../../ui/format/date.ts'
import { belongsToInputMethod } from '../../ui/inputMethod.ts'
import { Segmented } from '../../ui/Segmented.tsx'
import { Select } from '../../ui/Select.tsx'
import { hasTop, periodOf, topSizes, withGrouping } from './choice.ts'
import { choose } from './reportStore.ts'

const periods = ['today', 'this-month', 'last-month', 'this-year'] as const
const all = 'all'

interface DayFieldProps {
  readonly label: string
  readonly value: IsoDate
  readonly testId: string
  readonly isWrong: boolean
  readonly onDay: (day: IsoDate) => void
}

/** A day, typed in the years of the Republic or of the West. */
const DayField = ({ label, value, testId, isWrong, onDay }: DayFieldProps) => {
  const { t } = useTranslation()
  const [typed, setTyped] = useState<string | null>(null)
  const read = typed === null ? value : readDate(typed)
  const take = (): void => {
    if (typed === null || read === null) return
    setTyped(null)
    if (read !== value) onDay(read as IsoDate)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !belongsToInputMethod(event.nativeEvent)) take()
  }
  const problem = read === null ? t('report.noDay') : isWrong ? t('report.endFirst') : undefined
  return (
    <TextField
      label={label}
      fieldClassName="w-28"
      value={typed ?? rocDate(value)}
      error={problem}
      data-testid={testId}
      onChange={({ target }) => setTyped(target.value)}
      onKeyDown={onKeyDown}
      onBlur={take}
    />
  )
}

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
      <DayField
        label={t('report.from')}
        value={from}
        testId="report-from"
        isWrong={from > to}
        onDay={(day) => typed({ from: day })}
      />
      <DayField
        label={t('report.to')}
        value={to}
        testId="report-to"
        isWrong={false}
        onDay={(day) => typed({ to: day })}
      />
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
