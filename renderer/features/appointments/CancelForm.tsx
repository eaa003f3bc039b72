import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Appointment } from '../../../preload/contract/appointments/appointment.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/fields/Field.tsx'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { setTask } from './appointmentsStore.ts'
import type { AppointmentActs } from './useAppointmentActs.ts'

/** Why an appointment is taken off; Enter does it once there is a reason. */
export const CancelForm = ({
  appointment,
  acts,
}: {
  readonly appointment: Appointment
  readonly acts: AppointmentActs
}) => {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const { appointmentId, version, name } = appointment
  const canCancel = reason.trim() !== '' && !acts.isPending
  return (
    <form
      className="flex flex-col gap-3 p-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (canCancel) acts.cancel.mutate({ appointmentId, version, reason })
      }}
    >
      <h2 className="text-lg font-semibold">{t('appointment.cancel.title', { name })}</h2>
      <TextField
        autoFocus
        label={t('appointment.cancel.reason')}
        value={reason}
        maxLength={200}
        onChange={(event) => setReason(event.target.value)}
        data-testid="appointment-cancel-reason"
      />
      {acts.cancel.error === null ? null : <ErrorCard error={acts.cancel.error} />}
      <div className="flex gap-2">
        <Button type="submit" tone="danger" shortcut="Enter" disabled={!canCancel} data-testid="appointment-cancel">
          {t('appointment.key.cancel')}
        </Button>
        <Button shortcut="Esc" onClick={() => setTask(null)}>
          {t('app.cancel')}
        </Button>
      </div>
    </form>
  )
}
