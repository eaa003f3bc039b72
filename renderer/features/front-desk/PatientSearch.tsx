import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { PatientSummary } from '../../../preload/contract/patient/patient.ts'
import { openNewPatient } from '../../app/navigation.ts'
import { PatientBox } from '../../ui/fields/PatientBox.tsx'
import { choosePatient, setSearchText, useFrontDesk } from './frontDeskStore.ts'

/** Finds somebody who has brought no card. */
export const PatientSearch = ({
  inputRef,
  label,
  onPick = choosePatient,
}: {
  readonly inputRef: Ref<HTMLInputElement>
  /** What the search is for, where that is not registering. */
  readonly label?: string
  readonly onPick?: (patient: PatientSummary) => void
}) => {
  const { t } = useTranslation()
  const name = label ?? t('patient.search.label')
  const text = useFrontDesk(({ searchText }) => searchText)
  return (
    <PatientBox
      label={name}
      text={text}
      onText={setSearchText}
      onPick={onPick}
      emptyWords={t('patientForm.noneEnter')}
      onUnknown={() => openNewPatient(text)}
      inputRef={inputRef}
      inputProps={{ placeholder: `${name} F3 · ${t('patient.search.placeholder')}` }}
      testId="patient-search"
    />
  )
}
