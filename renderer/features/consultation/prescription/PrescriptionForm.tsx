import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderDraft } from '../../../../preload/contract/orders/order.ts'
import {
  type Prescription,
  PrescriptionKindSchema,
  WholeAmountSchema,
} from '../../../../preload/contract/orders/prescription.ts'
import { Button } from '../../../ui/Button.tsx'
import { TextField } from '../../../ui/fields/Field.tsx'
import { belongsToInputMethod } from '../../../ui/fields/inputMethod.ts'
import { Select } from '../../../ui/fields/Select.tsx'
import { useFocusReturn } from '../../../ui/useFocusReturn.ts'
import { DispenserChoice } from './DispenserChoice.tsx'
import { withKind } from './prescriptionDraft.ts'

interface PrescriptionFormProps {
  readonly prescription: Prescription
  readonly orders: readonly OrderDraft[]
  /** Whether the patient is young enough for the daily rate to count bottles. */
  readonly countsLiquids: boolean
  readonly onChange: (prescription: Prescription) => void
  readonly onLeave: () => void
}

const digits = (text: string): number | null => {
  const typed = text.normalize('NFKC').replace(/\D/g, '').slice(0, 2)
  return typed === '' || Number(typed) === 0 ? null : Number(typed)
}
const counts = [2, 3, 4] as const
const courseVisits = [1, 2, 3, 4, 5, 6] as const

/** How the drugs are prescribed, field by field: Tab walks, Enter and Escape go back to where one was; what is chosen holds at once. */
export const PrescriptionForm = (props: PrescriptionFormProps) => {
  const { prescription, orders, countsLiquids, onChange, onLeave } = props
  const { t } = useTranslation()
  const form = useRef<HTMLFieldSetElement>(null)
  useFocusReturn()
  // The kind of what is dispensed again is not to be chosen, and would take no focus.
  useEffect(() => form.current?.querySelector<HTMLElement>('button:not(:disabled, [aria-disabled=true])')?.focus(), [])
  const { kind, dispensings, daysEach, wholeAmount, courseVisit, originalLiquids, refillOf } = prescription
  const set = (change: Partial<Prescription>): void => onChange({ ...prescription, ...change })
  const onKeyDown = (event: KeyboardEvent): void => {
    if (belongsToInputMethod(event.nativeEvent)) return
    // What a floating list does with its keys is its own affair.
    if (!(event.target instanceof Node && form.current?.contains(event.target))) return
    const leaves = event.key === 'Escape' || (event.key === 'Enter' && event.target instanceof HTMLInputElement)
    if (!leaves) return
    event.preventDefault()
    onLeave()
  }
  const isRefill = kind === 'chronic-refill'
  return (
    <fieldset
      ref={form}
      data-layer
      aria-label={t('prescription.title')}
      data-testid="prescription-form"
      onKeyDown={onKeyDown}
      className="grid grid-cols-[repeat(auto-fill,minmax(8.5rem,1fr))] items-start gap-x-3 gap-y-2 border-t border-line bg-ground px-3 py-2"
    >
      <div className="col-span-2">
        <Select
          label={t('prescription.kind')}
          testId="prescription-kind"
          value={kind ?? 'by-days'}
          disabled={refillOf !== null}
          options={(['by-days', ...PrescriptionKindSchema.options] as const).map((value) => ({
            value,
            label: t(`prescription.word.${value}`),
          }))}
          onChange={(value) => onChange(withKind(prescription, value === 'by-days' ? null : value, orders))}
          onEnter={onLeave}
        />
      </div>
      {isRefill && refillOf === null ? (
        <>
          <Select
            label={t('prescription.dispensings')}
            testId="prescription-dispensings"
            value={String(dispensings)}
            options={counts.map((count) => ({ value: String(count), label: t('prescription.timesOf', { count }) }))}
            onChange={(value) => set({ dispensings: Number(value) })}
            onEnter={onLeave}
          />
          <TextField
            label={t('prescription.daysEach')}
            inputMode="numeric"
            value={daysEach ?? ''}
            onChange={({ target }) => set({ daysEach: digits(target.value) })}
            data-testid="prescription-days"
          />
        </>
      ) : null}
      {isRefill ? (
        <Select
          label={t('prescription.wholeAmount')}
          testId="prescription-whole"
          value={wholeAmount ?? 'none'}
          options={(['none', ...WholeAmountSchema.options] as const).map((value) => ({
            value,
            label: t(`prescription.whole.${value}`),
          }))}
          onChange={(value) => set({ wholeAmount: value === 'none' ? null : value })}
          onEnter={onLeave}
        />
      ) : null}
      <div className="col-span-2">
        <DispenserChoice prescription={prescription} onChange={onChange} onEnter={onLeave} />
      </div>
      <Select
        label={t('prescription.course')}
        testId="prescription-course"
        value={courseVisit === null ? '0' : String(courseVisit)}
        options={[
          { value: '0', label: t('prescription.noCourse') },
          ...courseVisits.map((count) => ({ value: String(count), label: t('prescription.courseOf', { count }) })),
        ]}
        onChange={(value) => set({ courseVisit: value === '0' ? null : Number(value) })}
        onEnter={onLeave}
      />
      {countsLiquids ? (
        <TextField
          label={t('prescription.liquids')}
          hint={t('prescription.liquidsHint')}
          inputMode="numeric"
          value={originalLiquids ?? ''}
          onChange={({ target }) => {
            const typed = target.value.normalize('NFKC').replace(/\D/g, '').slice(-1)
            set({ originalLiquids: typed === '' ? null : Number(typed) })
          }}
          data-testid="prescription-liquids"
        />
      ) : null}
      <div className="self-end">
        <Button shortcut="Esc" onClick={onLeave} data-testid="prescription-leave">
          {t('prescription.leave')}
        </Button>
      </div>
    </fieldset>
  )
}
