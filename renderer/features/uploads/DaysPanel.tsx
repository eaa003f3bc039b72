import { useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { IsoDate } from '../../../preload/contract/words.ts'
import { useDeskQuery } from '../../bridge/query.ts'
import { dayWords } from '../../ui/format/date.ts'
import { Empty } from '../../ui/notices/Notice.tsx'
import { useFocusReturn } from '../../ui/useFocusReturn.ts'
import { ExportForm } from './ExportForm.tsx'
import { OldFile } from './OldFile.tsx'
import { narrow, useUploads } from './uploadsStore.ts'

const counts = ['received', 'open', 'refused', 'late'] as const
const ink = { received: '', open: 'text-wait', refused: 'text-act', late: 'text-act' } as const

/** All that is counted of a day, and everything again as the screen begins. */
const ofDay = (day: IsoDate) => ({ day, target: 'nhi-upload', filter: 'all' }) as const
const everyDay = { day: null, target: null, filter: 'open' } as const

/** How the records for the NHI stand by clinic day, each of which can be chosen for the list, and the way to hand them to an inspector. */
export const DaysPanel = () => {
  const { t } = useTranslation()
  const days = useDeskQuery('outbox:days', {}).data ?? []
  const chosen = useUploads(({ day }) => day)
  const panel = useRef<HTMLElement>(null)
  useFocusReturn()
  // Where the screen scrolls it stands beneath the list: the key that opened it must be seen to have done so.
  useLayoutEffect(() => panel.current?.scrollIntoView({ block: 'nearest' }), [])
  return (
    <section
      ref={panel}
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
                  <th className="pr-6 text-left font-normal">
                    <button
                      type="button"
                      aria-pressed={day.day === chosen}
                      onClick={() => narrow(day.day === chosen ? everyDay : ofDay(day.day))}
                      className="min-h-6 rounded-md px-1 text-accent hover:bg-accent-soft aria-pressed:bg-accent-soft aria-pressed:font-semibold"
                      data-testid={`upload-choose-${day.day}`}
                    >
                      {dayWords(day.day, t)}
                    </button>
                  </th>
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
