import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PatientSummary } from '../../../preload/contract/patient/patient.ts'
import { PatientBox } from '../../ui/fields/PatientBox.tsx'

interface PatientPickerProps {
  readonly label: string
  /** Who is not offered. */
  readonly except: string
  readonly onPick: (patient: PatientSummary) => void
  readonly testId: string
}

/** Finds a second person, for what is done with two. */
export const PatientPicker = ({ label, ...others }: PatientPickerProps) => {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  return (
    <PatientBox
      {...others}
      label={label}
      text={text}
      onText={setText}
      emptyWords={t('patient.search.none')}
      inputProps={{ placeholder: `${label} · ${t('patient.search.placeholder')}`, autoFocus: true }}
    />
  )
}
