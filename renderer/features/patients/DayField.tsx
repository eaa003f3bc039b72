import { useTranslation } from 'react-i18next'
import { readDate } from '../../../preload/contract/patient/birthDate.ts'
import { TextField } from '../../ui/fields/Field.tsx'
import { ageWords } from '../../ui/format/age.ts'
import { rocDate } from '../../ui/format/date.ts'

interface DayFieldProps {
  readonly label: string
  readonly value: string
  readonly error: string | undefined
  readonly onChange: (value: string) => void
  readonly testId: string
}

/** A birthday as the desk types it, 民國 or Gregorian; below it stands the day that was understood, both ways. */
export const DayField = ({ label, value, error, onChange, testId }: DayFieldProps) => {
  const { t } = useTranslation()
  const day = readDate(value)
  const understood =
    day === null
      ? t('patientForm.dayHint')
      : t('patientForm.dayRead', { roc: rocDate(day), day, age: ageWords(day, t) })
  return (
    <TextField
      label={label}
      hint={understood}
      error={error}
      value={value}
      maxLength={12}
      onChange={(event) => onChange(event.target.value)}
      data-testid={testId}
    />
  )
}
