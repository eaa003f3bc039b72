import type { TFunction } from 'i18next'
import { useRef } from 'react'
import type { Diagnosis, OrderDraft } from '../../../preload/contract/orders/order.ts'
import { type ScopeOfRecord, useTakesFromCatalog } from '../../app/catalogTaker.ts'
import type { Command } from '../../app/commands.ts'
import type { DiagnosisHandle } from './note/DiagnosisList.tsx'
import { addDiagnosis, mostDiagnoses } from './note/diagnoses.ts'
import type { NoteHandle } from './note/NotePane.tsx'
import type { ReturnDayHandle } from './note/ReturnDay.tsx'
import type { SheetHandle } from './orders/OrderSheet.tsx'
import { mostOrders } from './orders/orderSheet.ts'
import type { VitalsHandle } from './vitals/VitalsStrip.tsx'

/** The parts of a visit's record that are typed into, on the desk of an open visit and on that of an amendment. */
export const useVisitParts = () => ({
  note: useRef<NoteHandle>(null),
  diagnosis: useRef<DiagnosisHandle>(null),
  sheet: useRef<SheetHandle>(null),
  vitals: useRef<VitalsHandle>(null),
  returnDay: useRef<ReturnDayHandle>(null),
})

export type VisitParts = ReturnType<typeof useVisitParts>

interface PartKeys {
  /** Nobody may write orders here now. */
  readonly isLocked: boolean
  readonly prescribe: () => void
  readonly openTemplates: () => void
}

/** The keys that lead to each part. */
export const partCommands = (
  t: TFunction,
  { note, diagnosis, sheet, vitals, returnDay }: VisitParts,
  { isLocked, prescribe, openTemplates }: PartKeys,
): readonly Command[] => [
  { key: 'F3', label: t('consultation.key.note'), run: () => note.current?.focus() },
  { key: 'F4', label: t('consultation.key.diagnosis'), run: () => diagnosis.current?.focus() },
  { key: 'F5', label: t('consultation.key.orders'), run: () => sheet.current?.focusNew(), disabled: isLocked },
  { key: 'F8', label: t('consultation.key.remove'), run: () => sheet.current?.removeActive(), disabled: isLocked },
  { key: 'Ctrl+G', label: t('order.set.title'), run: () => sheet.current?.openSets(), disabled: isLocked },
  { key: 'Ctrl+O', label: t('consultation.key.vitals'), run: () => vitals.current?.focus() },
  { key: 'Ctrl+T', label: t('template.key'), run: openTemplates },
  { key: 'Ctrl+N', label: t('consultation.returnOn.label'), run: () => returnDay.current?.focus() },
  { key: 'Ctrl+R', label: t('prescription.title'), run: prescribe, disabled: isLocked },
]

interface OpenRecord {
  readonly scope: ScopeOfRecord
  readonly isLocked: boolean
  readonly diagnoses: readonly Diagnosis[]
  readonly orders: readonly OrderDraft[]
  readonly onDiagnoses: (diagnoses: readonly Diagnosis[]) => void
}

/** Lets the palette put drugs and diagnoses into the record, by the ways of the sheet and of the list. */
export const usePaletteIntoRecord = ({ diagnosis, sheet }: VisitParts, record: OpenRecord): void => {
  const { scope, isLocked, diagnoses, orders, onDiagnoses } = record
  useTakesFromCatalog({
    scope,
    takeOrder: isLocked || orders.length >= mostOrders ? null : (item) => sheet.current?.add(item),
    takeDiagnosis:
      diagnoses.length >= mostDiagnoses
        ? null
        : (found) => {
            onDiagnoses(addDiagnosis(diagnoses, found))
            diagnosis.current?.focus()
          },
  })
}

/** What the list of diagnoses lacks for the visit to end, in words; null where nothing is lacking. */
export const missingWords = (
  t: TFunction,
  lacks: { readonly missing: readonly 'diagnosis'[]; readonly unbillable: readonly string[] } | undefined,
): string | null => {
  if (lacks === undefined) return null
  if (lacks.missing.length > 0) return t('consultation.diagnosis.missing')
  const codes = lacks.unbillable.join(t('app.and'))
  return codes === '' ? null : t('consultation.diagnosis.unbillable', { codes })
}

/** Escape leaves a field first. Whether there was one. */
export const leavesField = (): boolean => {
  const { activeElement } = document
  const isField = activeElement instanceof HTMLInputElement || activeElement instanceof HTMLTextAreaElement
  if (isField) activeElement.blur()
  return isField
}
