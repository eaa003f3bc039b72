import { type Ref, useId, useImperativeHandle, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type MealState,
  MealStateSchema,
  type VisitVitals,
  type VitalMark,
} from '../../../../preload/contract/visit/vitals.ts'
import { Select } from '../../../ui/fields/Select.tsx'
import { dayWords } from '../../../ui/format/date.ts'
import { Kbd } from '../../../ui/Kbd.tsx'
import type { HalfTypedStop } from '../stops.ts'
import { type CommitVitals, useVitalTyping } from './useVitalTyping.ts'
import { MarkWord, VitalCellField } from './VitalCellField.tsx'
import { cellText, kindsOf, readCell, type VitalCell, vitalCells } from './vitalCells.ts'
import { vitalTroubleText } from './vitalTroubleText.ts'

/** Lets a key go to the strip, and an end of the visit ask it: it stops at what is not kept. */
export interface VitalsHandle extends HalfTypedStop {
  focus(): void
}

interface VitalsStripProps {
  readonly vitals: VisitVitals
  readonly commit: CommitVitals
  readonly handle: Ref<VitalsHandle>
  /** After the last cell. */
  readonly onLeave: () => void
}

const worst: readonly VitalMark[] = ['critical-high', 'critical-low', 'high', 'low']

/** 生命徵象 in one strip: Enter walks, leaving a cell keeps it, the last time's values stand beside. */
export const VitalsStrip = ({ vitals, commit, handle, onLeave }: VitalsStripProps) => {
  const { t } = useTranslation()
  const { values, earlier, fields, bodyMass } = vitals
  const standingMeal = values.find(({ kind }) => kind === 'glucose')?.meal ?? null
  const [chosenMeal, setChosenMeal] = useState<MealState | null>(null)
  const meal = chosenMeal ?? standingMeal ?? 'random'
  const { typed, troubles, type, settle } = useVitalTyping(commit, meal)
  const inputs = useRef(new Map<VitalCell, HTMLInputElement>())
  const troubleId = useId()
  useImperativeHandle(handle, () => ({
    focus: () => {
      inputs.current.get('pressure')?.focus()
      inputs.current.get('pressure')?.select()
    },
    stopsAt: () => {
      const cell = vitalCells.find((each) => {
        const text = typed[each]
        return troubles[each] !== undefined || (text !== undefined && readCell(each, text, meal) === null)
      })
      if (cell === undefined) return false
      // Says in words what is the matter with it.
      void settle(cell, true)
      inputs.current.get(cell)?.focus()
      return true
    },
  }))

  const next = (cell: VitalCell): void => {
    const following = vitalCells[vitalCells.indexOf(cell) + 1]
    const input = following === undefined ? undefined : inputs.current.get(following)
    if (input === undefined) onLeave()
    else {
      input.focus()
      input.select()
    }
  }
  const markOf = (cell: VitalCell): VitalMark | null => {
    const marks = values.filter(({ kind }) => kindsOf(cell).includes(kind)).map(({ mark }) => mark)
    return worst.find((mark) => marks.includes(mark)) ?? null
  }
  const lastOf = (cell: VitalCell) => {
    const visit = earlier.find((each) => cellText(cell, each.values) !== '')
    return visit === undefined ? null : { text: cellText(cell, visit.values), day: dayWords(visit.visitedOn, t) }
  }
  const usualOf = (cell: VitalCell): string =>
    fields
      .filter((field) => kindsOf(cell).includes(field.kind) && (field.meal === null || field.meal === meal))
      .map(({ unit, usual, rule }) =>
        usual === null
          ? t('vitals.noUsual', { unit, rule })
          : t('vitals.usual', { from: usual.from ?? '', to: usual.to ?? '', unit, rule }),
      )
      .join('\n')
  const chooseMeal = (chosen: MealState): void => {
    setChosenMeal(chosen)
    const value = values.find(({ kind }) => kind === 'glucose')?.value
    if (value !== undefined && typed.glucose === undefined) void commit([{ kind: 'glucose', value, meal: chosen }])
  }
  const told = vitalCells.flatMap((cell) => {
    const trouble = troubles[cell]
    return trouble === undefined ? [] : [{ cell, text: vitalTroubleText(cell, typed[cell] ?? '', trouble, fields, t) }]
  })
  return (
    <section aria-label={t('vitals.title')} className="border-b border-line bg-surface px-3 py-1" data-testid="vitals">
      <div className="flex flex-wrap items-end gap-x-2 gap-y-1">
        {vitalCells.map((cell) => (
          <VitalCellField
            key={cell}
            cell={cell}
            text={typed[cell] ?? cellText(cell, values)}
            mark={typed[cell] === undefined ? markOf(cell) : null}
            last={lastOf(cell)}
            usual={usualOf(cell)}
            isInvalid={troubles[cell] !== undefined}
            describedBy={troubleId}
            inputRef={(input) => {
              if (input === null) inputs.current.delete(cell)
              else inputs.current.set(cell, input)
            }}
            onType={(text) => type(cell, text)}
            onLeave={() => void settle(cell, true)}
            onNext={() => next(cell)}
          />
        ))}
        <div className="w-28">
          <Select
            isInline
            label={t('vitals.mealState')}
            testId="vital-meal"
            value={meal}
            options={MealStateSchema.options.map((value) => ({ value, label: t(`vitals.meal.${value}`) }))}
            onChange={chooseMeal}
            onEnter={onLeave}
          />
        </div>
        <p className="flex items-baseline gap-1 pb-1 whitespace-nowrap" data-testid="vital-body-mass">
          <span className="text-xs text-muted">{t('vitals.bodyMass')}</span>
          <span className="tabular-nums">{bodyMass === null ? '—' : bodyMass.value}</span>
          {bodyMass?.mark == null ? null : <MarkWord mark={bodyMass.mark} />}
          <span className="ml-2 text-muted">
            <Kbd>Ctrl+O</Kbd>
          </span>
        </p>
      </div>
      <div id={troubleId} role="alert" className="text-sm text-act empty:hidden" data-testid="vital-troubles">
        {told.map(({ cell, text }) => (
          <p key={cell}>{text}</p>
        ))}
      </div>
    </section>
  )
}
