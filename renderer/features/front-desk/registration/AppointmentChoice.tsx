import { useTranslation } from 'react-i18next'
import { Select } from '../../../ui/fields/Select.tsx'
import { dayMinute } from '../../../ui/format/dayMinute.ts'
import type { Choices, RegistrationOptions } from './registrationDraft.ts'
import type { Registration } from './useRegistration.ts'

const none = 'none'

/** By which of today's appointments somebody comes; nothing where there is none. A choice brings its doctor, room and session. */
export const AppointmentChoice = ({
  registration,
  options,
  choices,
}: {
  readonly registration: Registration
  readonly options: RegistrationOptions
  readonly choices: Choices
}) => {
  const { t } = useTranslation()
  if (options.appointments.length === 0) return null
  const doctorOf = (id: string | null): string =>
    options.practitioners.find(({ practitionerId }) => practitionerId === id)?.name ?? ''
  const isUnsure = choices.appointmentId === null && options.appointments.some(({ isSure }) => !isSure)
  return (
    <div className="col-span-full">
      <Select
        label={t('appointment.atDesk.label')}
        options={[
          ...options.appointments.map((offer) => ({
            value: offer.appointmentId as string,
            label: `${dayMinute(offer.at)}　${doctorOf(offer.practitionerId)}　${t(`visit.session.${offer.session}`)}`,
            aside: offer.number === null ? '' : t('visit.queueNumber', { number: offer.number }),
          })),
          { value: none, label: t('appointment.atDesk.none') },
        ]}
        value={choices.appointmentId ?? none}
        onChange={(chosen) => {
          const offer = options.appointments.find(({ appointmentId }) => appointmentId === chosen)
          registration.change({
            appointmentId: offer?.appointmentId ?? null,
            practitionerId: offer?.practitionerId ?? options.proposed.practitionerId,
            roomId: offer?.roomId ?? options.proposed.roomId,
            session: offer?.session ?? options.proposed.session,
          })
        }}
        onEnter={registration.submit}
        hint={isUnsure ? <span className="text-wait">{t('appointment.atDesk.unsure')}</span> : undefined}
        testId="choose-appointment"
      />
    </div>
  )
}
