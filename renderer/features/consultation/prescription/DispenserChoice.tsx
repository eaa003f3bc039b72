import { useTranslation } from 'react-i18next'
import type { Prescription } from '../../../../preload/contract/orders/prescription.ts'
import { useDeskQuery } from '../../../bridge/query.ts'
import { Select } from '../../../ui/fields/Select.tsx'
import { dispensedBy, withDispenser } from './prescriptionDraft.ts'

interface DispenserChoiceProps {
  readonly prescription: Prescription
  readonly onChange: (prescription: Prescription) => void
  readonly onEnter: () => void
}

const ofPharmacist = 'pharmacist:'

/** Who dispenses: the doctor, each pharmacist of the clinic by name, or a pharmacy. */
export const DispenserChoice = ({ prescription, onChange, onEnter }: DispenserChoiceProps) => {
  const { t } = useTranslation()
  const known = useDeskQuery('dispensing:pharmacists', {}).data ?? []
  const now = dispensedBy(prescription)
  const named = typeof now === 'string' || known.some(({ id, name }) => id === now.id && name === now.name) ? [] : [now]
  const pharmacists = [...known, ...named]
  return (
    <Select
      label={t('prescription.dispensedBy')}
      testId="prescription-dispenser"
      value={typeof now === 'string' ? now : ofPharmacist + now.id}
      options={[
        { value: 'doctor', label: t('prescription.word.doctor') },
        ...pharmacists.map(({ id, name }) => ({
          value: ofPharmacist + id,
          label: t('prescription.word.pharmacist', { value: name }),
        })),
        ...(now === 'unnamed' ? [{ value: now, label: t('prescription.word.clinic-pharmacist') }] : []),
        { value: 'released', label: t('prescription.word.released') },
      ]}
      onChange={(value) => {
        const pharmacist = pharmacists.find(({ id }) => value === ofPharmacist + id)
        if (pharmacist !== undefined) onChange(withDispenser(prescription, pharmacist))
        else if (value === 'doctor' || value === 'released') onChange(withDispenser(prescription, value))
      }}
      onEnter={onEnter}
    />
  )
}
