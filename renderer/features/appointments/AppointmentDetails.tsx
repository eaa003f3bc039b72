import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { Appointment } from '../../../preload/contract/appointments/appointment.ts'
import { goTo } from '../../app/navigation.ts'
import { Button } from '../../ui/Button.tsx'
import { dayWords } from '../../ui/format/date.ts'
import { dayMinute } from '../../ui/format/dayMinute.ts'
import { lacksChart } from './appointmentsStore.ts'
import { LinkChart } from './LinkChart.tsx'
import { AppointmentChips } from './SlotList.tsx'

interface AppointmentDetailsProps {
  readonly appointment: Appointment
  readonly linkInput: Ref<HTMLInputElement>
  readonly onLinked: () => void
}

/** What is known of one appointment, beside the list. */
export const AppointmentDetails = ({ appointment, linkInput, onLinked }: AppointmentDetailsProps) => {
  const { t } = useTranslation()
  const { name, phone, chartNumber, day, at, dutyName, roomName, number, source, note, cancelReason } = appointment
  const facts: readonly (readonly [string, string])[] = [
    [t('appointment.fact.time'), `${dayWords(day, t)} ${dayMinute(at)}`],
    [t('registration.doctor'), `${dutyName} ${roomName}`],
    [t('appointment.fact.number'), number === null ? '—' : String(number)],
    [t('appointment.book.phone'), phone === '' ? '—' : phone],
    [t('appointment.fact.chart'), chartNumber === '' ? t('appointment.trouble.unknown-patient') : chartNumber],
    [t('appointment.book.source'), t(`appointment.source.${source}`)],
    ...(note === '' ? [] : [[t('appointment.book.note'), note] as const]),
    ...(cancelReason === '' ? [] : [[t('appointment.cancel.reason'), cancelReason] as const]),
  ]
  return (
    <section className="flex flex-col gap-3 p-4" data-testid="appointment-details" data-state={appointment.state}>
      <h2 className="flex items-center gap-2 text-lg font-semibold">
        {name}
        <AppointmentChips appointment={appointment} />
      </h2>
      <dl className="grid grid-cols-[7rem_1fr] gap-y-1">
        {facts.map(([label, value]) => [
          <dt key={label} className="text-muted">
            {label}
          </dt>,
          <dd key={`${label} value`}>{value}</dd>,
        ])}
      </dl>
      {appointment.trouble === null ? null : (
        <p className="text-wait">{t(`appointment.next.${appointment.trouble}`)}</p>
      )}
      {lacksChart(appointment) ? (
        <LinkChart key={appointment.appointmentId} appointment={appointment} inputRef={linkInput} onLinked={onLinked} />
      ) : null}
      {appointment.encounterId === null ? null : (
        <Button
          onClick={() => {
            const { encounterId } = appointment
            if (encounterId !== null) goTo('front-desk', { kind: 'visit', encounterId })
          }}
        >
          {t('appointment.goVisit')}
        </Button>
      )}
    </section>
  )
}
