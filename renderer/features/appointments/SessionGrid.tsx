import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppointmentDay, DaySession } from '../../../preload/contract/appointments/appointment.ts'
import { dayMinute } from '../../ui/format/dayMinute.ts'
import { Empty } from '../../ui/notices/Notice.tsx'
import { type Cell, setCell } from './appointmentsStore.ts'

const parts = ['morning', 'afternoon', 'evening'] as const

type SessionFacts = Omit<DaySession, 'slots'>

/** What a session says of itself: times, room, how full it is, and why it is not as planned. */
export const SessionFactsLine = ({ session }: { readonly session: SessionFacts }) => {
  const { t } = useTranslation()
  if (session.off !== null) {
    return (
      <span className="text-wait">
        {t(`appointment.off.${session.off}`)} {session.reason}
        {session.booked === 0 ? '' : `　${t('appointment.toMove', { count: session.booked })}`}
      </span>
    )
  }
  return (
    <span className="flex flex-col">
      <span className="flex flex-wrap gap-x-1">
        <span className="whitespace-nowrap">
          {dayMinute(session.from)}–{dayMinute(session.to)}
        </span>
        <span>{session.roomName}</span>
      </span>
      <span className="flex flex-wrap gap-x-3 text-sm text-muted">
        <span className="whitespace-nowrap">
          {t('appointment.filled', { booked: session.booked, bookable: session.bookable })}
        </span>
        {session.arrived === 0 ? null : (
          <span className="whitespace-nowrap">{t('appointment.arrivedCount', { count: session.arrived })}</span>
        )}
      </span>
      {session.substituteName === null ? null : (
        <span className="text-sm text-wait">{t('appointment.substitute', { name: session.substituteName })}</span>
      )}
    </span>
  )
}

/** Doctors down, parts of the day across; the arrows move among the sessions there are. */
export const SessionGrid = ({ day, cell }: { readonly day: AppointmentDay; readonly cell: Cell | null }) => {
  const { t } = useTranslation()
  const name = useId()
  const doctors = [...new Map(day.sessions.map((one) => [one.practitionerId, one.practitionerName] as const))]
  if (doctors.length === 0) {
    return (
      <Empty title={t('appointment.noSessions')}>
        <p>{t('appointment.noSessionsHint')}</p>
      </Empty>
    )
  }
  return (
    <fieldset
      className="grid grid-cols-[6rem_repeat(3,minmax(0,1fr))] gap-px border-y border-line bg-line"
      data-testid="session-grid"
    >
      <legend className="sr-only">{t('appointment.grid')}</legend>
      <span className="bg-ground" />
      {parts.map((part) => (
        <span key={part} className="bg-ground px-2 py-0.5 text-sm text-muted">
          {t(`visit.session.${part}`)}
        </span>
      ))}
      {doctors.map(([practitionerId, doctor]) => [
        <span key={practitionerId} className="bg-surface px-2 py-1">
          {doctor}
        </span>,
        ...parts.map((part) => {
          const session = day.sessions.find((one) => one.practitionerId === practitionerId && one.session === part)
          if (session === undefined) return <span key={`${practitionerId} ${part}`} className="bg-surface" />
          return (
            <label
              key={`${practitionerId} ${part}`}
              data-testid={`session-${practitionerId}-${part}`}
              className="relative min-h-12 bg-surface px-2 py-1 has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent hover:bg-sunken"
            >
              <input
                type="radio"
                name={name}
                className="sr-only"
                checked={cell?.practitionerId === practitionerId && cell.session === part}
                onChange={() => setCell({ practitionerId, session: part })}
                aria-label={`${doctor} ${t(`visit.session.${part}`)}`}
              />
              <SessionFactsLine session={session} />
            </label>
          )
        }),
      ])}
    </fieldset>
  )
}
