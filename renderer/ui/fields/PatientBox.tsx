import type { ComponentProps, Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { FoundPatient } from '../../../preload/contract/patient/patient.ts'
import { useDeskQuery } from '../../bridge/query.ts'
import { ageWords } from '../format/age.ts'
import { dayWords } from '../format/date.ts'
import { FoundBy } from './FoundBy.tsx'
import { SuggestBox } from './SuggestBox.tsx'

/** So many are offered; whoever is not among them is found by typing more. */
const mostOffered = 20
const nobody: readonly FoundPatient[] = []

interface PatientBoxProps {
  readonly label: string
  readonly text: string
  readonly onText: (text: string) => void
  readonly onPick: (patient: FoundPatient) => void
  /** Said where there is no chart that fits. */
  readonly emptyWords: string
  /** Somebody is chosen: the text is a name, and nothing is searched for. */
  readonly isChosen?: boolean
  /** Who is not offered. */
  readonly except?: string
  /** Enter where no chart fits. */
  readonly onUnknown?: () => void
  readonly inputProps?: ComponentProps<'input'>
  readonly inputRef?: Ref<HTMLInputElement>
  readonly testId: string
}

/** Finds a chart by whatever is known of the patient, and tells of each by what it was found. */
export const PatientBox = (props: PatientBoxProps) => {
  const { text, emptyWords, isChosen = false, except, onUnknown, inputProps, inputRef, ...box } = props
  const { t } = useTranslation()
  const wanted = isChosen ? '' : text.trim()
  const { data, isFetching, error } = useDeskQuery(
    'patient:search',
    { text: wanted, limit: mostOffered },
    { enabled: wanted !== '', keepPrevious: true },
  )
  const found = wanted === '' ? nobody : (data ?? nobody)
  const isUnknown = wanted !== '' && !isFetching && error === null && found.length === 0
  return (
    <SuggestBox
      {...box}
      {...(inputRef === undefined ? {} : { inputRef })}
      text={text}
      items={found.filter(({ patientId }) => patientId !== except)}
      fresh={!isFetching}
      keyOf={({ patientId }) => patientId}
      emptyWords={error === null ? emptyWords : t(`error.${error.code}.title`)}
      inputProps={{
        type: 'text',
        maxLength: 60,
        onKeyDown: (event) => {
          if (event.key !== 'Enter' || !isUnknown || onUnknown === undefined) return
          event.preventDefault()
          onUnknown()
        },
        ...inputProps,
      }}
      renderItem={(patient) => (
        <span className="grid w-full grid-cols-[7rem_5rem_6rem_7rem_5rem_auto] gap-x-3">
          <strong className="truncate font-semibold">{patient.name}</strong>
          <span className="text-muted">
            {t(`patient.sex.${patient.sex}`)} {ageWords(patient.birthDate, t)}
          </span>
          <span>{dayWords(patient.birthDate, t)}</span>
          <span className="text-muted">{patient.nationalIdMasked}</span>
          <span className="text-muted">{patient.chartNumber}</span>
          <FoundBy match={patient.match} />
        </span>
      )}
    />
  )
}
