import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { IsoDate } from '../../../preload/contract/words.ts'
import { useDeskQuery } from '../../bridge/query.ts'
import { dayWords } from '../../ui/format/date.ts'
import { weekdayKey } from '../../ui/format/weekday.ts'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { Loading } from '../../ui/notices/Waiting.tsx'
import { setCell, showDay } from './appointmentsStore.ts'
import { SessionFactsLine } from './SessionGrid.tsx'

/** Monday to Sunday, each session a button that leads to its day. */
export const WeekView = ({ day }: { readonly day: IsoDate }) => {
  const { t } = useTranslation()
  const { data, error } = useDeskQuery('appointment:week', { day }, { keepPrevious: true })
  const box = useRef<HTMLDivElement>(null)
  const isHere = data !== undefined
  // It stands where the list stood that had the focus: Tab goes on from here.
  useEffect(() => {
    if (isHere && document.activeElement === document.body) box.current?.focus()
  }, [isHere])
  if (error !== null) return <ErrorCard error={error} />
  if (data === undefined) return <Loading />
  return (
    <div
      ref={box}
      tabIndex={-1}
      className="grid min-h-0 flex-1 grid-cols-7 gap-px overflow-auto bg-line outline-none @max-4xl:grid-cols-1"
      data-testid="appointment-week"
    >
      {data.days.map((one) => (
        <section key={one.day} className="flex flex-col gap-1 bg-surface p-2" aria-label={dayWords(one.day, t)}>
          <h3 className={one.day === day ? 'font-semibold text-accent' : 'text-muted'}>
            {dayWords(one.day, t)} {t(`appointment.weekday.${weekdayKey(one.day)}`)}
          </h3>
          {one.holiday === '' ? null : <p className="text-sm text-wait">{one.holiday}</p>}
          {one.sessions.map((session) => (
            <button
              key={`${session.practitionerId} ${session.session}`}
              type="button"
              className="rounded-md border border-line px-2 py-1 text-left hover:bg-sunken"
              onClick={() => {
                showDay(one.day)
                setCell({ practitionerId: session.practitionerId, session: session.session })
              }}
            >
              <span className="block text-sm">
                {session.practitionerName} {t(`visit.session.${session.session}`)}
              </span>
              <SessionFactsLine session={session} />
            </button>
          ))}
        </section>
      ))}
    </div>
  )
}
