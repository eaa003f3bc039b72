import { useTranslation } from 'react-i18next'
import type { Roster } from '../../../preload/contract/appointments/roster.ts'
import { TextField } from '../../ui/fields/Field.tsx'
import { Segmented } from '../../ui/fields/Segmented.tsx'
import { Select } from '../../ui/fields/Select.tsx'
import type { PlanDraft } from './rosterDraft.ts'

const sessions = ['morning', 'afternoon', 'evening'] as const
const texts = ['from', 'to', 'slotMinutes', 'places', 'walkInPlaces', 'numberLimit'] as const

/** Doctor, session, room, times and places of a session. */
export const PlanFields = ({
  roster,
  draft,
  onChange,
  prefix,
}: {
  readonly roster: Roster
  readonly draft: PlanDraft
  readonly onChange: (change: Partial<PlanDraft>) => void
  /** Begins the marks of the fields. */
  readonly prefix: string
}) => {
  const { t } = useTranslation()
  return (
    <div className="grid grid-cols-3 gap-3 @max-4xl:grid-cols-2">
      <Select
        label={t('registration.doctor')}
        options={roster.doctors.map(({ practitionerId, name }) => ({ value: practitionerId as string, label: name }))}
        value={draft.practitionerId}
        onChange={(practitionerId) => onChange({ practitionerId })}
        testId={`${prefix}-doctor`}
      />
      <Select
        label={t('registration.room')}
        options={roster.rooms.map(({ roomId, name }) => ({ value: roomId, label: name }))}
        value={draft.roomId}
        onChange={(roomId) => onChange({ roomId })}
        testId={`${prefix}-room`}
      />
      <Segmented
        label={t('registration.session')}
        options={sessions.map((value) => ({ value, label: t(`visit.session.${value}`) }))}
        value={draft.session}
        onChange={(session) => onChange({ session })}
      />
      {texts.map((name) => (
        <TextField
          key={name}
          label={t(`appointment.roster.field.${name}`)}
          value={draft[name]}
          maxLength={5}
          onChange={(event) => onChange({ [name]: event.target.value })}
          data-testid={`${prefix}-${name}`}
        />
      ))}
    </div>
  )
}
