import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Roster } from '../../../preload/contract/appointments/roster.ts'
import type { ChannelInput } from '../../../preload/contract/index.ts'
import { readDate } from '../../../preload/contract/patient/birthDate.ts'
import type { AppError } from '../../../preload/contract/result.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/fields/Field.tsx'
import { dayOf, dayWords } from '../../ui/format/date.ts'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { PlanFields } from './PlanFields.tsx'
import { type PlanDraft, planOf } from './rosterDraft.ts'

const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const

/** Begins with the usual morning; the doctor's and room's are the first there are. */
export const usualPlan = ({ doctors, rooms }: Roster): PlanDraft => ({
  practitionerId: doctors[0]?.practitionerId ?? null,
  roomId: rooms[0]?.roomId ?? null,
  session: 'morning',
  from: '09:00',
  to: '12:00',
  slotMinutes: '10',
  places: '2',
  walkInPlaces: '1',
  numberLimit: '',
})

/** One session on some weekdays, from a day on. */
export const PatternForm = ({
  roster,
  onPlan,
  isPending,
  error,
}: {
  readonly roster: Roster
  readonly onPlan: (input: ChannelInput<'roster:plan'>) => void
  readonly isPending: boolean
  readonly error: AppError | null
}) => {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(() => usualPlan(roster))
  const [days, setDays] = useState<readonly number[]>([])
  const [from, setFrom] = useState(() => dayWords(dayOf(Date.now()), t))
  const validFrom = readDate(from)
  const plan = planOf(draft)
  const canPlan = plan !== null && days.length > 0 && validFrom !== null && !isPending
  return (
    <form
      className="flex flex-col gap-3"
      aria-label={t('appointment.roster.title')}
      onSubmit={(event) => {
        event.preventDefault()
        if (plan !== null && validFrom !== null && canPlan) onPlan({ ...plan, weekdays: [...days], validFrom })
      }}
    >
      <fieldset className="flex flex-wrap gap-3">
        <legend className="mb-1 text-sm text-muted">{t('appointment.roster.weekdays')}</legend>
        {weekdays.map((key) => (
          <label key={key} className="flex items-center gap-1">
            <input
              type="checkbox"
              checked={days.includes(Number(key))}
              onChange={(event) =>
                setDays(event.target.checked ? [...days, Number(key)] : days.filter((day) => day !== Number(key)))
              }
              data-testid={`roster-weekday-${key}`}
            />
            {t(`appointment.weekday.${key}`)}
          </label>
        ))}
      </fieldset>
      <PlanFields
        roster={roster}
        draft={draft}
        onChange={(change) => setDraft({ ...draft, ...change })}
        prefix="roster"
      />
      <TextField
        label={t('appointment.roster.field.validFrom')}
        value={from}
        maxLength={12}
        onChange={(event) => setFrom(event.target.value)}
        data-testid="roster-validFrom"
      />
      {error === null ? null : <ErrorCard error={error} />}
      <div>
        <Button type="submit" tone="primary" disabled={!canPlan} data-testid="roster-plan">
          {t('appointment.roster.plan')}
        </Button>
      </div>
    </form>
  )
}
