import { type Ref, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Appointment } from '../../../preload/contract/appointments/appointment.ts'
import { useDeskMutation } from '../../bridge/query.ts'
import { PatientBox } from '../../ui/fields/PatientBox.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'

interface LinkChartProps {
  readonly appointment: Appointment
  readonly inputRef: Ref<HTMLInputElement>
  readonly onLinked: () => void
}

/** Says whose chart an appointment belongs to that was booked by a name alone. */
export const LinkChart = ({ appointment, inputRef, onLinked }: LinkChartProps) => {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const link = useDeskMutation('appointment:link-patient', onLinked)
  const { appointmentId, version } = appointment
  return (
    <div className="flex flex-col gap-1">
      <span className="flex items-center gap-2 text-sm text-muted">
        {t('appointment.link.title')} <Kbd>Ctrl+E</Kbd>
      </span>
      <PatientBox
        label={t('appointment.link.title')}
        text={text}
        onText={setText}
        onPick={({ patientId }) => {
          setText('')
          link.mutate({ appointmentId, version, patientId })
        }}
        emptyWords={t('appointment.link.none')}
        inputProps={{ placeholder: t('appointment.link.hint'), disabled: link.isPending }}
        inputRef={inputRef}
        testId="link-patient"
      />
      {link.error === null ? null : <ErrorCard error={link.error} />}
    </div>
  )
}
