import { type KeyboardEvent, type Ref, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readDate } from '../../../preload/contract/patient/birthDate.ts'
import { Button } from '../../ui/Button.tsx'
import { belongsToInputMethod } from '../../ui/fields/inputMethod.ts'
import { dayWords, rocDate } from '../../ui/format/date.ts'
import { laterDay, weekdayKey } from '../../ui/format/weekday.ts'
import { showDay } from './appointmentsStore.ts'

/** The day that is shown: typed in either calendar and taken by Enter, or moved by the arrows. */
export const DayBar = ({
  day,
  holiday,
  inputRef,
}: {
  readonly day: string
  readonly holiday: string
  readonly inputRef: Ref<HTMLInputElement>
}) => {
  const { t } = useTranslation()
  const [typed, setTyped] = useState<string | null>(null)
  const read = typed === null ? day : readDate(typed)
  const go = (to: string): void => {
    setTyped(null)
    showDay(to)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (belongsToInputMethod(event.nativeEvent)) return
    const step = { ArrowUp: -1, ArrowDown: 1, PageUp: -7, PageDown: 7 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      go(laterDay(read ?? day, step))
    } else if (event.key === 'Enter' && read !== null) {
      event.preventDefault()
      go(read)
    }
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button
        tone="quiet"
        aria-label={t('appointment.day.before')}
        title={t('appointment.day.before')}
        onClick={() => go(laterDay(day, -1))}
      >
        ‹
      </Button>
      <input
        ref={inputRef}
        className="control w-32!"
        aria-label={t('appointment.day.label')}
        aria-invalid={read === null}
        value={typed ?? dayWords(day, t)}
        maxLength={12}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => setTyped(null)}
        onKeyDown={onKeyDown}
        data-testid="appointment-day"
      />
      <Button
        tone="quiet"
        aria-label={t('appointment.day.after')}
        title={t('appointment.day.after')}
        onClick={() => go(laterDay(day, 1))}
      >
        ›
      </Button>
      <strong data-testid="appointment-shown-day" data-day={day}>
        {t(`appointment.weekday.${weekdayKey(day)}`)}
      </strong>
      <span className="text-sm text-muted">{t('appointment.day.other', { iso: day, roc: rocDate(day) })}</span>
      {holiday === '' ? null : <span className="text-wait">{holiday}</span>}
      <Button tone="quiet" onClick={() => showDay(null)}>
        {t('appointment.day.today')}
      </Button>
    </div>
  )
}
