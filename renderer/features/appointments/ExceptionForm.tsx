import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Roster } from '../../../preload/contract/appointments/roster.ts'
import type { ChannelInput } from '../../../preload/contract/index.ts'
import { readDate } from '../../../preload/contract/patient/birthDate.ts'
import type { AppError } from '../../../preload/contract/result.ts'
import type { Session } from '../../../preload/contract/words.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/fields/Field.tsx'
import { Segmented } from '../../ui/fields/Segmented.tsx'
import { Select } from '../../ui/fields/Select.tsx'
import { dayOf, dayWords } from '../../ui/format/date.ts'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { usualPlan } from './PatternForm.tsx'
import { PlanFields } from './PlanFields.tsx'
import { planOf } from './rosterDraft.ts'

type Change = ChannelInput<'roster:except'>
const kinds = ['leave', 'substitute', 'extra', 'closed'] as const
const wholeDay = 'all'
const parts = [wholeDay, 'morning', 'afternoon', 'evening'] as const

/** Leave, a substitute, an extra session, or closed days. */
export const ExceptionForm = ({
  roster,
  onExcept,
  isPending,
  error,
}: {
  readonly roster: Roster
  readonly onExcept: (change: Change) => void
  readonly isPending: boolean
  readonly error: AppError | null
}) => {
  const { t } = useTranslation()
  const [kind, setKind] = useState<(typeof kinds)[number]>('leave')
  const [days, setDays] = useState(() => ({ from: dayWords(dayOf(Date.now()), t), to: '' }))
  const [part, setPart] = useState<(typeof parts)[number]>(wholeDay)
  const [draft, setDraft] = useState(() => usualPlan(roster))
  const [substituteId, setSubstitute] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const doctors = roster.doctors.map(({ practitionerId, name }) => ({ value: practitionerId as string, label: name }))

  const changeOf = (): Change | null => {
    const fromDay = readDate(days.from)
    const toDay = days.to.trim() === '' ? fromDay : readDate(days.to)
    const { practitionerId } = draft
    if (fromDay === null || toDay === null) return null
    const session: Session | null = part === wholeDay ? null : part
    const common = { fromDay, toDay, reason }
    if (kind === 'closed') return { ...common, kind, session }
    if (practitionerId === null) return null
    if (kind === 'leave') return { ...common, kind, practitionerId, session }
    if (kind === 'substitute') {
      return substituteId === null ? null : { ...common, kind, practitionerId, session, substituteId }
    }
    const plan = planOf(draft)
    return plan === null ? null : { ...common, ...plan, kind }
  }
  const change = changeOf()
  return (
    <form
      className="flex flex-col gap-3"
      aria-label={t('appointment.exception.title')}
      onSubmit={(event) => {
        event.preventDefault()
        if (change !== null && !isPending) onExcept(change)
      }}
    >
      <Segmented
        label={t('appointment.exception.kind')}
        options={kinds.map((value) => ({ value, label: t(`appointment.exception.${value}`) }))}
        value={kind}
        onChange={setKind}
        testId="exception-kind"
      />
      <div className="grid grid-cols-2 gap-3">
        <TextField
          label={t('appointment.exception.from')}
          value={days.from}
          maxLength={12}
          onChange={(event) => setDays({ ...days, from: event.target.value })}
          data-testid="exception-from"
        />
        <TextField
          label={t('appointment.exception.to')}
          hint={t('appointment.exception.toHint')}
          value={days.to}
          maxLength={12}
          onChange={(event) => setDays({ ...days, to: event.target.value })}
          data-testid="exception-to"
        />
      </div>
      {kind === 'extra' ? (
        <PlanFields roster={roster} draft={draft} onChange={(next) => setDraft({ ...draft, ...next })} prefix="extra" />
      ) : (
        <>
          <Segmented
            label={t('registration.session')}
            options={parts.map((value) => ({
              value,
              label: value === wholeDay ? t('appointment.exception.wholeDay') : t(`visit.session.${value}`),
            }))}
            value={part}
            onChange={setPart}
          />
          {kind === 'closed' ? null : (
            <Select
              label={t('registration.doctor')}
              options={doctors}
              value={draft.practitionerId}
              onChange={(practitionerId) => setDraft({ ...draft, practitionerId })}
              testId="exception-doctor"
            />
          )}
          {kind === 'substitute' ? (
            <Select
              label={t('appointment.exception.substituteName')}
              options={doctors.filter(({ value }) => value !== draft.practitionerId)}
              value={substituteId}
              onChange={setSubstitute}
              testId="exception-substitute"
            />
          ) : null}
        </>
      )}
      <TextField
        label={t('appointment.exception.reason')}
        value={reason}
        maxLength={100}
        onChange={(event) => setReason(event.target.value)}
        data-testid="exception-reason-text"
      />
      {error === null ? null : <ErrorCard error={error} />}
      <div>
        <Button type="submit" tone="primary" disabled={change === null || isPending} data-testid="exception-save">
          {t('appointment.exception.save')}
        </Button>
      </div>
    </form>
  )
}
