import { useTranslation } from 'react-i18next'
import { useScreenCommands } from '../../app/commands.ts'
import { stepBack } from './patientsStore.ts'

interface PatientListKeysProps {
  readonly canRegister: boolean
  readonly hasCard: boolean
  readonly hasPatient: boolean
  readonly onRegister: () => void
  readonly onEdit: () => void
  readonly onNew: () => void
  readonly onSearch: () => void
}

/** The keys of the list; while a form is open in its place, they are the form's. Draws nothing. */
export const PatientListKeys = (props: PatientListKeysProps) => {
  const { t } = useTranslation()
  const { canRegister, hasCard, hasPatient, onRegister, onEdit, onNew, onSearch } = props
  useScreenCommands([
    {
      key: 'F2',
      label: t(hasCard ? 'patient.registerWithCard' : 'patient.register'),
      run: onRegister,
      disabled: !canRegister,
    },
    { key: 'F3', label: t('patient.search.label'), run: onSearch },
    { key: 'F4', label: t('patientForm.edit'), run: onEdit, disabled: !hasPatient },
    { key: 'Ctrl+M', label: t('patientForm.new'), run: onNew },
    { key: 'Escape', label: t('app.cancel'), run: stepBack },
  ])
  return null
}
