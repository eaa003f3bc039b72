import { type KeyboardEvent, type Ref, useId, useImperativeHandle, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { IsoDate } from '../../../../preload/contract/words.ts'
import { belongsToInputMethod } from '../../../ui/fields/inputMethod.ts'
import { dayWords } from '../../../ui/format/date.ts'
import { weekdayKey } from '../../../ui/format/weekday.ts'
import { Kbd } from '../../../ui/Kbd.tsx'
import { useFieldMemory } from '../halfTyped.ts'
import type { HalfTypedStop } from '../stops.ts'
import { readReturnDay } from './returnDay.ts'

/** Lets keys go to the field, and an end of the visit ask it: it stops at what is no day. */
export interface ReturnDayHandle extends HalfTypedStop {
  focus(): void
}

const field = 'return-on'

interface ReturnDayProps {
  readonly visitedOn: IsoDate
  readonly day: IsoDate | undefined
  /** With every key; undefined while the field is empty or holds no day. */
  readonly onChange: (day: IsoDate | undefined) => void
  readonly onLeave: () => void
  readonly handle: Ref<ReturnDayHandle>
}

/** 回診日, by days or by date; beside it stands the day that was understood. Enter goes on, an empty field asks nobody back. */
export const ReturnDay = ({ visitedOn, day, onChange, onLeave, handle }: ReturnDayProps) => {
  const { t } = useTranslation()
  const below = useId()
  const input = useRef<HTMLInputElement>(null)
  const memory = useFieldMemory()
  const [typed, setTyped] = useState(() => memory.read(field) ?? null)
  const isWrong = typed !== null && typed.trim() !== '' && readReturnDay(typed, visitedOn) === null
  const focusAll = (): void => {
    input.current?.focus()
    input.current?.select()
  }
  useImperativeHandle(handle, () => ({
    focus: focusAll,
    stopsAt: () => {
      if (isWrong) focusAll()
      return isWrong
    },
  }))
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.ctrlKey || belongsToInputMethod(event.nativeEvent)) return
    event.preventDefault()
    if (isWrong) focusAll()
    else onLeave()
  }
  const understood =
    day === undefined
      ? ''
      : `${typed === null ? '' : `${dayWords(day, t)} `}${t(`appointment.weekday.${weekdayKey(day)}`)}`
  return (
    <div className="flex items-center gap-2 py-0.5">
      <label className="flex items-center gap-2">
        <span className="text-sm text-muted">{t('consultation.returnOn.label')}</span>
        <input
          ref={input}
          autoComplete="off"
          className="control h-7! w-26!"
          placeholder={t('consultation.returnOn.hint')}
          aria-describedby={below}
          aria-invalid={isWrong}
          value={typed ?? (day === undefined ? '' : dayWords(day, t))}
          maxLength={12}
          onChange={({ target }) => {
            const read = readReturnDay(target.value, visitedOn)
            setTyped(target.value)
            memory.keep(field, read === null ? target.value.trim() : '')
            onChange(read ?? undefined)
          }}
          // What was understood takes the place of what was typed; what was not stays to be seen.
          onBlur={() => {
            if (!isWrong) setTyped(null)
          }}
          onKeyDown={onKeyDown}
          data-testid="return-on"
        />
      </label>
      <span
        id={below}
        className={`text-sm whitespace-nowrap ${isWrong ? 'text-act' : ''} empty:hidden`}
        data-testid="return-on-read"
        data-day={day ?? ''}
      >
        {isWrong ? t('consultation.returnOn.wrong') : understood}
      </span>
      <Kbd>Ctrl+N</Kbd>
    </div>
  )
}
