import { CalendarDays } from 'lucide-react'
import { type ComponentProps, type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readDate } from '../../../preload/contract/patient/birthDate.ts'
import { type IsoDate, IsoDateSchema } from '../../../preload/contract/words.ts'
import { dayWords } from '../format/date.ts'
import { Field } from './Field.tsx'
import { belongsToInputMethod } from './inputMethod.ts'

interface DayBoxProps extends Pick<ComponentProps<'input'>, 'onKeyDown'> {
  readonly label: string
  readonly value: IsoDate | null
  /** Null: nothing that could be taken as a day stands there, or, where that is allowed, nothing at all. */
  readonly onDay: (day: IsoDate | null) => void
  /** Whether the text may be empty; what can't be read changes nothing then. */
  readonly isOptional?: boolean
  /** What is wrong with a day that can be read. */
  readonly error?: string | undefined
  readonly fieldClassName?: string
  /** In a line of filters: low, and its label stands in the empty box. */
  readonly isInline?: boolean
  readonly testId?: string
}

/** A day, typed in the years of the Republic or of the West and taken by Enter or on leaving, or picked from a calendar. */
export const DayBox = (props: DayBoxProps) => {
  const { label, value, onDay, isOptional = false, error, fieldClassName = 'w-40', isInline = false, testId } = props
  const { t } = useTranslation()
  const [typed, setTyped] = useState<string | null>(null)
  const calendar = useRef<HTMLInputElement>(null)
  const isEmpty = typed !== null && typed.trim() === '' && isOptional
  const read = typed === null || isEmpty ? null : (IsoDateSchema.safeParse(readDate(typed)).data ?? null)
  const isWrong = typed !== null && !isEmpty && read === null
  const take = (): void => {
    if (typed === null) return
    if (!isWrong) setTyped(null)
    if (read !== value && !(isWrong && isOptional)) onDay(read)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Enter' && !belongsToInputMethod(event.nativeEvent)) {
      take()
      if (isWrong) return
    }
    props.onKeyDown?.(event)
  }
  return (
    <Field
      label={label}
      error={isWrong ? t('app.day.unreadable') : error}
      className={fieldClassName}
      labelHidden={isInline}
    >
      {({ id, describedBy, invalid }) => (
        <span className="relative flex">
          <input
            id={id}
            autoComplete="off"
            spellCheck={false}
            className={`control pr-8! ${isInline ? 'h-7! text-sm' : ''}`}
            placeholder={isInline ? label : undefined}
            value={typed ?? (value === null ? '' : dayWords(value, t))}
            maxLength={12}
            aria-describedby={describedBy}
            aria-invalid={invalid}
            data-testid={testId}
            onChange={({ target }) => setTyped(target.value)}
            onKeyDown={onKeyDown}
            onBlur={take}
          />
          {/* Only its calendar is used: what it writes in the box is the day of the system's language. */}
          <input
            ref={calendar}
            type="date"
            tabIndex={-1}
            aria-hidden
            className="pointer-events-none absolute inset-y-0 right-0 w-8 opacity-0"
            value={value ?? ''}
            onChange={({ target }) => {
              const day = IsoDateSchema.safeParse(target.value).data ?? null
              setTyped(null)
              if (day !== null || isOptional) onDay(day)
            }}
          />
          <button
            type="button"
            // The keys have the box itself.
            tabIndex={-1}
            aria-label={t('app.day.calendar', { label })}
            title={t('app.day.calendar', { label })}
            className="absolute inset-y-0 right-0 inline-flex w-8 items-center justify-center rounded-md text-muted hover:bg-sunken"
            onClick={() => calendar.current?.showPicker()}
          >
            <CalendarDays className="size-4" aria-hidden />
          </button>
        </span>
      )}
    </Field>
  )
}
