import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PatientSummary } from '../../../preload/contract/patient.ts'
import { FoundBy } from '../../ui/FoundBy.tsx'
import { rocDate } from '../../ui/format/date.ts'
import { SuggestBox } from '../../ui/SuggestBox.tsx'
import { usePatientSearch } from './usePatientSearch.ts'

interface PatientPickerProps {
  readonly label: string
  /** Who is not offered. */
  readonly except: string
  readonly onPick: (patient: PatientSummary) => void
  readonly testId: string
}

/** Finds a second person, for what is done with two. */
export const PatientPicker = ({ label, except, onPick, testId }: PatientPickerProps) => {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const { patients, fresh, error } = usePatientSearch(text)
  return (
    <SuggestBox
      label={label}
      text={text}
      onText={setText}
      items={patients.filter(({ patientId }) => patientId !== except)}
      fresh={fresh}
      keyOf={({ patientId }) => patientId}
      onPick={onPick}
      emptyWords={error === null ? t('patient.search.none') : t(`error.${error.code}.title`)}
      inputProps={{ placeholder: `${label} · ${t('patient.search.placeholder')}`, maxLength: 60, autoFocus: true }}
      testId={testId}
      renderItem={(patient) => (
        <span className="flex w-full items-center gap-x-3">
          <strong className="truncate font-semibold">{patient.name}</strong>
          <span className="text-muted">
            {t(`patient.sex.${patient.sex}`)} {t('patient.age', { age: patient.age })}
          </span>
          <span>{rocDate(patient.birthDate)}</span>
          <span className="text-muted">{patient.chartNumber}</span>
          <FoundBy match={patient.match} />
        </span>
      )}
    />
  )
}
