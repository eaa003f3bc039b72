import { useTranslation } from 'react-i18next'
import type { Prescription } from '../../../../preload/contract/orders/prescription.ts'
import { useDeskQuery } from '../../../bridge/query.ts'
import { Select } from '../../../ui/fields/Select.tsx'
import { type DispensedBy, dispenserChoices, withDispenser } from './prescriptionDraft.ts'

interface DispenserChoiceProps {
  readonly prescription: Prescription
  readonly onChange: (prescription: Prescription) => void
  readonly onEnter: () => void
}

/** Who dispenses: the doctor, each pharmacist of the clinic by name, or a pharmacy. */
export const DispenserChoice = ({ prescription, onChange, onEnter }: DispenserChoiceProps) => {
  const { t } = useTranslation()
  const known = useDeskQuery('dispensing:pharmacists', {}).data ?? []
  const { present, ways } = dispenserChoices(prescription, known)
  const labelOf = (by: DispensedBy): string =>
    typeof by === 'string'
      ? t(`prescription.word.${by === 'unnamed' ? 'clinic-pharmacist' : by}`)
      : t('prescription.word.pharmacist', { value: by.name })
  return (
    <Select
      label={t('prescription.dispensedBy')}
      testId="prescription-dispenser"
      value={present}
      options={[...ways].map(([value, by]) => ({ value, label: labelOf(by) }))}
      onChange={(value) => {
        const by = ways.get(value)
        if (by !== undefined && by !== 'unnamed') onChange(withDispenser(prescription, by))
      }}
      onEnter={onEnter}
    />
  )
}
