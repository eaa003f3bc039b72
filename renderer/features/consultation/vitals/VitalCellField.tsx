import { type KeyboardEvent, type Ref, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { VitalMark } from '../../../../preload/contract/visit/vitals.ts'
import { belongsToInputMethod } from '../../../ui/fields/inputMethod.ts'
import type { VitalCell } from './vitalCells.ts'

/** How a value lies to its limits, in a word: the colour only repeats it. */
export const MarkWord = ({ mark }: { readonly mark: VitalMark }) => {
  const { t } = useTranslation()
  const isCritical = mark === 'critical-low' || mark === 'critical-high'
  return (
    <strong className={`text-xs ${isCritical ? 'text-act' : 'text-wait'}`} data-testid="vital-mark" data-mark={mark}>
      {t(`vitals.mark.${mark}`)}
    </strong>
  )
}

interface VitalCellFieldProps {
  readonly cell: VitalCell
  readonly text: string
  readonly mark: VitalMark | null
  /** What was measured the last time, and when; null where never. */
  readonly last: { readonly text: string; readonly day: string } | null
  /** What is usual at the patient's age, to be shown when asked for. */
  readonly usual: string
  readonly isInvalid: boolean
  readonly describedBy: string
  readonly inputRef: Ref<HTMLInputElement>
  readonly onType: (text: string) => void
  readonly onLeave: () => void
  /** Enter: on to the next cell. */
  readonly onNext: () => void
}

/** One value of the strip: its name and the last time's above, and the place to type in. */
export const VitalCellField = (props: VitalCellFieldProps) => {
  const { cell, text, mark, last, usual, isInvalid, describedBy, inputRef, onType, onLeave, onNext } = props
  const { t } = useTranslation()
  const id = useId()
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || belongsToInputMethod(event.nativeEvent)) return
    event.preventDefault()
    onNext()
  }
  return (
    <div className={cell === 'pressure' ? 'w-30' : 'w-21'} title={usual} data-testid={`vital-cell-${cell}`}>
      <div className="mb-0.5 flex items-baseline gap-1 text-xs whitespace-nowrap">
        <label htmlFor={id} className="text-muted">
          {t(`vitals.cell.${cell}`)}
        </label>
        {mark === null ? null : <MarkWord mark={mark} />}
        <span className="flex-1" />
        {last === null ? null : (
          <span className="truncate text-muted" title={t('vitals.lastOn', { day: last.day })}>
            {t('vitals.last', { value: last.text })}
          </span>
        )}
      </div>
      <input
        ref={inputRef}
        id={id}
        data-testid={`vital-${cell}`}
        value={text}
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        maxLength={12}
        aria-invalid={isInvalid}
        aria-describedby={describedBy}
        onChange={({ target }) => onType(target.value)}
        onBlur={onLeave}
        onKeyDown={onKeyDown}
        className="control h-7! tabular-nums"
      />
    </div>
  )
}
